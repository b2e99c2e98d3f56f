import { toWatchEvent } from './toWatchEvent';

const turn = {
  cluster: 'prod-us',
  resource: 'deployments.apps',
  since: 1_772_706_180_000,
  reason: 'The cluster cannot be reached',
  isWell: false,
  now: new Date('2026-03-05T10:25:00.123Z'),
};

it('tells that a watch stalled, in the documented order', () => {
  const event = toWatchEvent(turn);
  expect(JSON.stringify(event)).toMatch(
    /^\{"event":"update","cluster":"prod-us","namespace":"","resource":"Watch","name":"deployments.apps","actor":"unknown","timestamp":"2026-03-05T10:25:00Z","detail":\{"field":"status.state","old":"watching","new":"stalled"\}/,
  );
  expect(event).toMatchObject({
    apiVersion: 'webhooks.kubevision.io/v1',
    severity: 'critical',
    changes: [
      event.detail,
      { field: 'status.reason', old: null, new: turn.reason },
    ],
  });
});

it('tells the reverse when it is well again', () => {
  expect(toWatchEvent({ ...turn, isWell: true })).toMatchObject({
    severity: 'info',
    detail: { field: 'status.state', old: 'stalled', new: 'watching' },
    changes: [{}, { field: 'status.reason', old: turn.reason, new: null }],
  });
});

it('has one id for one turn, whoever tells it and when', () => {
  const { id } = toWatchEvent(turn);
  const later = { now: new Date(), reason: 'reset' };
  expect(toWatchEvent({ ...turn, ...later }).id).toBe(id);
  const others = [
    { isWell: true },
    { since: 1 },
    { cluster: 'staging' },
    { resource: 'pods' },
  ].map(part => toWatchEvent({ ...turn, ...part }).id);
  expect(new Set([id, ...others]).size).toBe(5);
});
