import { WatchInfo } from '@kubevision/backstage-plugin-webhooks-common';
import { continueWatch } from './continueWatch';
import { ObservedWatch } from './describeWatch';

const MINUTE = 60_000;
const now = Date.parse('2026-03-05T10:23:00Z');

const info = (parts: Partial<WatchInfo> = {}): WatchInfo => ({
  kind: 'Pod',
  apiVersion: 'v1',
  resource: 'pods',
  state: 'watching',
  gaps: { count: 1, since: '2026-03-05T10:00:00.000Z' },
  objects: 7,
  ...parts,
});
const failing = (minutes: number): ObservedWatch => ({
  info: info({ state: 'failing', reason: 'reset' }),
  trouble: { since: new Date(now - minutes * MINUTE), reason: 'reset' },
});
const goOn = (
  observed: ObservedWatch,
  options: Partial<Parameters<typeof continueWatch>[1]> = {},
) => continueWatch(observed, { now, stalledAfterMs: 2 * MINUTE, ...options });
const stall = { since: now - 5 * MINUTE, reason: 'expired', isTold: true };

it('leaves alone what fails for a moment', () => {
  const observed = failing(1);
  expect(goOn(observed)).toEqual({ record: { info: observed.info } });
});

it('calls stalled what has not been well for so long', () => {
  expect(goOn(failing(2)).record).toMatchObject({
    info: { state: 'stalled', reason: 'reset' },
    stall: { since: now - 2 * MINUTE, reason: 'reset', isTold: false },
  });
});

it('goes on with a stall, and its reason, until the watch is well', () => {
  const starting = { info: info({ state: 'starting' }) };
  expect(goOn(starting, { stall }).record).toMatchObject({
    info: { state: 'stalled', reason: 'expired' },
    stall,
  });
  expect(goOn(failing(0), { stall }).record).toMatchObject({
    info: { state: 'stalled', reason: 'reset' },
    stall: { since: stall.since, isTold: true },
  });
  expect(goOn({ info: info() }, { stall })).toEqual({
    record: { info: info() },
    ended: stall,
  });
});

it('does not end a stall while a watch that opened may break again', () => {
  const { trouble } = failing(5);
  expect(goOn({ info: info(), trouble }, { stall })).toMatchObject({
    record: { info: { state: 'stalled', reason: 'reset' } },
  });
});

it('drops the stall of what nobody names any more', () => {
  const forbidden = { info: info({ state: 'forbidden' }) };
  expect(goOn(forbidden, { stall })).toEqual({ record: forbidden });
});

it('goes on counting where the replica before stopped', () => {
  const before = info({
    state: 'failing',
    reason: 'gone',
    lastEventAt: '2026-03-05T09:00:00.000Z',
    lagMs: 12,
    gaps: { count: 3, since: '2026-03-01T00:00:00.000Z' },
    objects: 6,
  });
  expect(goOn({ info: info() }, { before }).record.info).toEqual(
    info({
      lastEventAt: '2026-03-05T09:00:00.000Z',
      lagMs: 12,
      gaps: { count: 4, since: '2026-03-01T00:00:00.000Z' },
    }),
  );
});
