import {
  actionsRegistryServiceFactory,
  actionsServiceFactory,
} from '@backstage/backend-defaults/alpha';
import {
  createBackendFeatureLoader,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import mcpActionsPlugin from '@backstage/plugin-mcp-actions-backend';
import permissionPlugin from '@backstage/plugin-permission-backend';
import rolesModule from '@kubevision/backstage-plugin-permission-backend-module-webhooks-roles';
import {
  EventSourceConnection,
  webhooksEventSourcesExtensionPoint,
} from '@kubevision/backstage-plugin-webhooks-node';
import request from 'supertest';
import {
  aWebhook,
  startGovernedPortal,
} from '../__testUtils__/permissions/startGovernedPortal';
import { startReceiver } from '../delivery/__testUtils__/startReceiver';

describe('the actions, by MCP', () => {
  let portal: Awaited<ReturnType<typeof startGovernedPortal>>;
  let connection: EventSourceConnection;

  /** Something happens when a test says so. */
  const source = createBackendModule({
    pluginId: 'webhooks',
    moduleId: 'pager',
    register(env) {
      env.registerInit({
        deps: { sources: webhooksEventSourcesExtensionPoint },
        async init({ sources }) {
          sources.addEventSource({
            id: 'pager',
            async connect(connected) {
              connection = connected;
            },
          });
        },
      });
    },
  });

  beforeAll(async () => {
    portal = await startGovernedPortal({
      features: [
        permissionPlugin,
        rolesModule,
        mcpActionsPlugin,
        actionsRegistryServiceFactory,
        actionsServiceFactory,
        createBackendFeatureLoader({
          *loader() {
            yield source;
          },
        }),
      ],
      config: {
        permission: { enabled: true },
        backend: { actions: { pluginSources: ['webhooks'] } },
        webhooks: {
          delivery: { allowedReceivers: ['127.0.0.1'] },
          roles: {
            ops: ['user:default/olga'],
            dev: [{ members: ['user:default/dora'], namespaces: ['team-a'] }],
          },
        },
      },
    });
  });

  afterAll(async () => {
    await portal?.stop();
  });

  /** A call of MCP as somebody makes it. */
  async function rpc(name: string, method: string, params: object = {}) {
    const { text, body } = await request(portal.server)
      .post('/api/mcp-actions/v1')
      .set('accept', 'application/json, text/event-stream')
      .set('authorization', mockCredentials.user.header(`user:default/${name}`))
      .send({ jsonrpc: '2.0', id: 1, method, params });
    const [, data = ''] = /^data: (.*)$/m.exec(text) ?? [];
    return data ? JSON.parse(data) : body;
  }

  async function callTool(user: string, tool: string, args: object = {}) {
    const { result, error } = await rpc(user, 'tools/call', {
      name: tool,
      arguments: args,
    });
    if (error) return { isError: true, text: JSON.stringify(error) };
    const { text } = result.content[0];
    return {
      isError: Boolean(result.isError),
      text,
      json: () =>
        JSON.parse(text.replace(/^```json\n/, '').replace(/\n```$/, '')),
    };
  }

  it('are there for who may see the pages, and for nobody else', async () => {
    const names = async (user: string) => {
      const { result } = await rpc(user, 'tools/list');
      return result.tools
        .map((tool: { name: string }) => tool.name)
        .filter((name: string) => /webhook|event|deliver/.test(name));
    };
    expect((await names('olga')).join()).toMatch(/explain-event/);
    expect(await names('olga')).toHaveLength(5);
    expect(await names('nobody')).toEqual([]);
  });

  it('do what their caller may, and no more', async () => {
    const receiver = await startReceiver((_, res) => {
      res.writeHead(404).end('what the receiver says');
    });
    const url = `${receiver.url}/secret-part-of-the-url`;
    const id = await portal.create('olga', {
      ...aWebhook('to be tested', ['team-b']),
      platform: 'http',
      url,
    });
    await portal.create('olga', aWebhook('of the team', ['team-a']));
    const tool = (name: string) => `webhooks.${name}`;

    const all = await callTool('olga', tool('list-webhooks'));
    expect(all.json!().items.map(({ name }: { name: string }) => name)).toEqual(
      ['of the team', 'to be tested'],
    );
    expect(all.text).not.toContain('secret-part');
    const own = await callTool('dora', tool('list-webhooks'));
    expect(own.json!().items.map(({ name }: { name: string }) => name)).toEqual(
      ['of the team'],
    );

    const tested = await callTool('olga', tool('test-webhook'), {
      webhookId: id,
    });
    expect(tested.json!()).toMatchObject({
      outcome: 'rejected',
      statusCode: 404,
    });
    const denied = await callTool('dora', tool('test-webhook'), {
      webhookId: id,
    });
    expect(denied.isError).toBe(true);
    expect(receiver.received).toHaveLength(1);

    // Tests are never parked, so they are among the failures only of the webhook that is asked for.
    const none = await callTool('olga', tool('list-failed-deliveries'));
    expect(none.json!()).toEqual({ items: [] });
    const failed = await callTool('olga', tool('list-failed-deliveries'), {
      webhookId: id,
    });
    expect(failed.json!().items).toMatchObject([
      { webhookName: 'to be tested', statusCode: 404 },
    ]);
    for (const user of ['dora', 'nobody']) {
      const hidden = await callTool(user, tool('list-failed-deliveries'), {
        webhookId: id,
      });
      expect(hidden.isError).toBe(true);
    }
  });

  it('tell why an event was, or was not, delivered', async () => {
    const on = (severity: string) => ({
      ...aWebhook(severity),
      filters: { clusters: ['source:pager'], severities: [severity] },
    });
    await portal.create('olga', on('critical'));
    await portal.create('olga', on('warning'));
    await connection.publish([
      {
        key: '1',
        event: 'create',
        kind: 'Incident',
        apiVersion: 'pager.example/v1',
        name: 'database',
        severity: 'critical',
      },
    ]);

    const [found] = (
      await callTool('olga', 'webhooks.find-events', { limit: 5 })
    ).json!().items;
    expect(found).toMatchObject({ resource: 'Incident', name: 'database' });
    const explained = await callTool('olga', 'webhooks.explain-event', {
      eventId: found.id,
    });
    const byName = Object.fromEntries(
      explained.json!().webhooks.map((it: { name: string }) => [it.name, it]),
    );
    expect(byName.critical).toMatchObject({
      matches: true,
      failed: [],
      deliveries: [{ id: expect.any(String) }],
    });
    expect(byName.warning).toMatchObject({
      matches: false,
      failed: ['severities'],
      deliveries: [],
    });

    // What somebody may not see is as if it never happened.
    const hidden = await callTool('dora', 'webhooks.explain-event', {
      eventId: found.id,
    });
    expect(hidden.isError).toBe(true);
    expect(hidden.text).toContain('No event has the id');
  });
});
