import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { Received } from './compare';
import { Change } from './plan/Plan';
import { describeOutcome, isExact } from './report';
import { Outcome } from './verifyCluster';

const SCALED: Change = {
  phase: 0,
  isWatched: true,
  kind: 'Deployment',
  name: 'web',
  uid: 'uid-1',
  event: 'scale',
  change: { event: 'scale', field: 'spec.replicas', old: 1, new: 2 },
  writtenAt: 0,
};

const MESSAGE: Received = {
  id: 'message-1',
  event: {
    event: 'delete',
    resource: 'Job',
    name: 'batch',
    resourceVersion: '7',
    observed: 'watch',
    detail: { field: 'object', old: '1 pod', new: null },
  } as WebhookEvent,
  receivedAt: 0,
};

const EXACT: Outcome = {
  seen: [10, 20, 30, 40].map(latencyMs => ({ change: SCALED, latencyMs })),
  collapsed: [],
  missed: [],
  doubled: [],
  invented: [],
  others: [MESSAGE],
  forged: 0,
};

describe('the report', () => {
  it('counts what was seen, and how long it took', () => {
    const report = describeOutcome(EXACT);
    expect(report).toMatch(/^ +4 {2}made$/m);
    expect(report).toMatch(/^ +4 {2}seen$/m);
    expect(report).toContain('p50 20 ms, p90 40 ms, p99 40 ms, at most 40 ms');
    expect(report).toContain('Every change was told, once');
    expect(isExact(EXACT)).toBe(true);
  });

  it.each([
    [{ missed: [SCALED] }, 'scale Deployment web spec.replicas: 1 → 2'],
    [{ doubled: [MESSAGE] }, 'delete Job batch object: "1 pod" → null'],
    [{ invented: [MESSAGE] }, '(version 7, watch, message-1)'],
    [{ forged: 1 }, '1  without the right signature'],
  ])('is not content with %p', (wrong, line) => {
    const outcome = { ...EXACT, ...wrong };
    expect(isExact(outcome)).toBe(false);
    expect(describeOutcome(outcome)).toContain(line);
    expect(describeOutcome(outcome)).toContain('did not tell exactly');
  });
});
