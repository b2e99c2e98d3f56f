import { mockServices } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
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
