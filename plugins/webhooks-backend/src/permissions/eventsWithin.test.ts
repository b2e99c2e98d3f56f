import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { condition } from '../router/__testUtils__/accessOf';
import { eventsWithin } from './eventsWithin';
import { toScope } from './Scope';

const options = { platforms: ['slack', 'http'], createdBy: 'user:default/me' };

const seenBy = (conditions: ReturnType<typeof condition>) =>
  eventsWithin(
    toScope({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'webhooks',
      resourceType: 'webhooks.webhook',
      conditions,
    }),
    options,
  );

describe('the events that go with webhooks', () => {
  it.each([
    ['HAS_CLUSTER', { clusters: ['prod-*'] }, ['prod shop', 'node']],
    ['HAS_NAMESPACE', { namespaces: ['shop'] }, ['prod shop', 'dev shop']],
    ['HAS_NAMESPACE', { namespaces: ['*'] }, ['prod shop', 'dev shop', 'node']],
    [
      'HAS_PLATFORM',
      { platforms: ['http'] },
      ['prod shop', 'dev shop', 'node'],
    ],
    ['HAS_PLATFORM', { platforms: ['gone'] }, []],
    [
      'IS_OWNER',
      { owners: [options.createdBy] },
      ['prod shop', 'dev shop', 'node'],
    ],
    ['IS_OWNER', { owners: ['user:default/other'] }, []],
  ] as const)('are by %s %j: %j', (rule, params, expected) => {
    const isVisible = seenBy(condition(rule, params as never));
    const events = [
      { id: 'prod shop', cluster: 'prod-us', namespace: 'shop' },
      { id: 'dev shop', cluster: 'dev', namespace: 'shop' },
      { id: 'node', cluster: 'prod-us', namespace: '' },
    ];
    const seen = events.filter(isVisible).map(({ id }) => id);
    expect(seen).toEqual(expected);
  });

  it('are all or none where webhooks are', () => {
    const event = { cluster: 'prod-us', namespace: 'shop' };
    expect(eventsWithin({ extent: 'all' }, options)(event)).toBe(true);
    expect(eventsWithin({ extent: 'none' }, options)(event)).toBe(false);
  });
});
