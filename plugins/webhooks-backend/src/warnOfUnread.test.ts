import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import permissionPlugin from '@backstage/plugin-permission-backend';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { JsonObject } from '@backstage/types';
import rolesModule from '@kubevision/backstage-plugin-permission-backend-module-webhooks-roles';
import { startGovernedPortal } from './__testUtils__/permissions/startGovernedPortal';
import { builtInPlatforms } from './platforms';
import { PlatformRegistry } from './platforms/PlatformRegistry';
import { EventSources } from './sources/EventSources';
import { warnOfUnread } from './warnOfUnread';

function warningsOf(webhooks: JsonObject): string[] {
  const logger = mockServices.logger.mock();
  const sources = EventSources.create();
  sources.add({ id: 'catalog', connect: async () => {} });
  warnOfUnread({
    config: mockServices.rootConfig({ data: { webhooks } }),
    logger,
    platforms: PlatformRegistry.create({ platforms: builtInPlatforms }),
    sources,
  });
  return logger.warn.mock.calls.map(([message]) => message);
}

describe('warnOfUnread', () => {
  it('says nothing where a module reads what is configured, or nothing is', () => {
    expect(warningsOf({})).toEqual([]);
    expect(
      warningsOf({ platforms: { slack: { a: 1 } }, sources: { catalog: {} } }),
    ).toEqual([]);
  });

  it('names what is misspelt, and what there is', () => {
    expect(
      warningsOf({ platforms: { slak: { a: 1 } }, sources: { catalogue: {} } }),
    ).toEqual([
      expect.stringMatching(
        /Nothing reads webhooks\.platforms\.slak of app-config.*there are: slack, discord/,
      ),
      expect.stringMatching(
        /webhooks\.sources\.catalogue of app-config.*there are: catalog$/,
      ),
    ]);
  });

  it('never says what is in it', () => {
    const [warning] = warningsOf({ platforms: { slak: { token: 'planted' } } });
    expect(warning).not.toMatch('planted');
  });
});

describe('warnOfUnreadRoles', () => {
  const roles = { ops: ['user:default/olga'] };

  /** The policy that a new app has. */
  const allowAll = createBackendModule({
    pluginId: 'permission',
    moduleId: 'allow-all-policy',
    register(env) {
      env.registerInit({
        deps: { policy: policyExtensionPoint },
        async init({ policy }) {
          policy.setPolicy({
            handle: async () => ({ result: AuthorizeResult.ALLOW }),
          });
        },
      });
    },
  });

  /** What a portal warns of at start. */
  async function warningsAtStart(
    webhooks: JsonObject,
    policy: typeof allowAll,
  ): Promise<string[]> {
    const logger = mockServices.logger.mock();
    logger.child.mockReturnValue(logger);
    const portal = await startGovernedPortal({
      features: [
        permissionPlugin,
        policy,
        createServiceFactory({
          service: coreServices.logger,
          deps: {},
          factory: () => logger,
        }),
      ],
      config: { permission: { enabled: true }, webhooks },
    });
    await portal.stop();
    return logger.warn.mock.calls
      .map(([message]) => message)
      .filter(message => message.includes('webhooks.roles'));
  }

  it('tells that the module is missing, by name, and not who would have a role', async () => {
    const [warning] = await warningsAtStart({ roles }, allowAll);
    expect(warning).toContain('permission-backend-module-webhooks-roles');
    expect(warning).not.toContain('olga');
  });

  it('says nothing where the module reads them, or there are none', async () => {
    expect(await warningsAtStart({ roles }, rolesModule)).toEqual([]);
    expect(await warningsAtStart({}, allowAll)).toEqual([]);
  });
});
