import {
  Digest,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';
import { exampleEvent } from '@kubevision/backstage-plugin-webhooks-node/testUtils';
import { mergeDigests, toDigest, worstOf } from './digest';

const event = (changes: Partial<WebhookEvent>): WebhookEvent => ({
  ...exampleEvent,
  ...changes,
});
const digestOf = (...events: Partial<WebhookEvent>[]): Digest =>
  mergeDigests(events.map(changes => toDigest(event(changes))));

describe('digest', () => {
  it('counts alike changes, the worst first and then the most', () => {
    const digest = digestOf(
      { name: 'a', timestamp: '2026-03-05T10:23:00Z' },
      { name: 'p', resource: 'Pod', timestamp: '2026-03-05T10:22:00Z' },
      { name: 'q', resource: 'Pod', timestamp: '2026-03-05T10:25:00Z' },
      { name: 'n1', namespace: '', resource: 'Node', severity: 'critical' },
    );
    expect(digest).toEqual({
      total: 4,
      from: '2026-03-05T10:22:00Z',
      until: '2026-03-05T10:25:00Z',
      ungrouped: 0,
      groups: [
        {
          cluster: 'prod-us',
          resource: 'Node',
          event: 'update',
          severity: 'critical',
          count: 1,
          names: ['n1'],
        },
        {
          cluster: 'prod-us',
          resource: 'Pod',
          event: 'update',
          severity: 'info',
          count: 2,
          names: ['team-alpha/p', 'team-alpha/q'],
        },
        {
          cluster: 'prod-us',
          resource: 'Deployment',
          event: 'update',
          severity: 'info',
          count: 1,
          names: ['team-alpha/a'],
        },
      ],
    });
  });

  it('names each object once, and three at most', () => {
    const names = ['a', 'a', 'b', 'c', 'd'].map(name => ({ name }));
    expect(digestOf(...names).groups).toMatchObject([
      { count: 5, names: ['team-alpha/a', 'team-alpha/b', 'team-alpha/c'] },
    ]);
  });

  it('takes up more later, and counts what no group is left for', () => {
    const kinds = Array.from({ length: 101 }, (_, i) => ({
      resource: `Kind${i}`,
    }));
    const first = digestOf(...kinds);
    expect(first.groups).toHaveLength(100);
    expect(first.ungrouped).toBe(1);
    const more = mergeDigests([first, digestOf({ resource: 'Kind0' })]);
    expect(more).toMatchObject({ total: 102, ungrouped: 1 });
    expect(more.groups[0]).toMatchObject({ resource: 'Kind0', count: 2 });
  });

  it('is what an event stands for that has one', () => {
    const digest = digestOf({}, {});
    expect(toDigest(event({ digest }))).toBe(digest);
  });

  it('is known by the worst of its events, the last of several', () => {
    const events = [
      event({ name: 'old', severity: 'warning' }),
      event({ name: 'new', severity: 'warning' }),
      event({ name: 'harmless' }),
    ];
    expect(worstOf(events).name).toBe('new');
  });
});
