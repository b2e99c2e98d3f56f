import { mergeDigests, toDigest } from './digest';
import { exampleEvent } from '@kubevision/backstage-plugin-webhooks-node/testUtils';
import { toMessage } from '@kubevision/backstage-plugin-webhooks-node';

describe('message of a digest', () => {
  const digest = mergeDigests(
    [
      { name: 'n1', namespace: '', resource: 'Node', severity: 'critical' },
      ...Array.from({ length: 12 }, (_, i) => ({
        name: `web-${i}`,
        resource: 'Pod',
        timestamp: `2026-03-05T10:24:${10 + i}Z`,
      })),
      { name: 'db', cluster: 'staging', event: 'delete' },
    ].map(changes => toDigest({ ...exampleEvent, ...changes } as never)),
  );
  const message = toMessage({
    event: { ...exampleEvent, digest },
    eventType: 'update',
    deliveryId: 'd1',
  });

  it('names what it stands for, the worst first', () => {
    expect(message).toMatchObject({
      deliveryId: 'd1',
      headline: 'K8s digest of 14 changes',
      object: 'prod-us, staging',
      summary:
        '[prod-us, staging] 14 changes in one message, among them 1 × Node in prod-us (n1) updated',
      changes: [],
      facts: [
        { label: 'Severity', value: '1 critical' },
        { label: 'Updated', value: '1 × Node in prod-us (n1)' },
        {
          label: 'Updated',
          value:
            '12 × Pod in prod-us (team-alpha/web-0, team-alpha/web-1, team-alpha/web-2 and 9 more)',
        },
        {
          label: 'Deleted',
          value: '1 × Deployment in staging (team-alpha/db)',
        },
        {
          label: 'Between',
          value: '2026-03-05 10:23:00 and 10:24:21 UTC',
        },
      ],
    });
  });

  it('has room for six groups, and counts the others', () => {
    const many = mergeDigests(
      Array.from({ length: 9 }, (_, i) =>
        toDigest({ ...exampleEvent, resource: `Kind${i}` }),
      ),
    );
    const { facts } = toMessage({
      event: { ...exampleEvent, digest: many },
      eventType: 'update',
      deliveryId: 'd1',
    });
    expect(facts.filter(({ label }) => label === 'Updated')).toHaveLength(6);
    expect(facts).toContainEqual({ label: 'And', value: '3 more' });
  });
});
