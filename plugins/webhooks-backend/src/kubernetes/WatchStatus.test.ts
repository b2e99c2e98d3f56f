import { mockServices } from '@backstage/backend-test-utils';
import { ClusterError } from './ClusterError';
import { WatchStatus } from './WatchStatus';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const start = Date.parse('2026-03-05T10:23:00Z');
const reset = new ClusterError('unreachable', { reason: 'reset' });
const silent = new ClusterError('silent', {
  reason: 'The cluster sent nothing',
});

let now: number;
let status: WatchStatus;
const at = (ms: number) => new Date(start + ms);
const wait = (ms: number) => {
  now += ms;
};
const troubledSince = () => status.facts().trouble?.since;

beforeEach(() => {
  now = start;
  status = WatchStatus.create({
    key: { cluster: 'prod-us', resource: 'pods' },
    logger: mockServices.logger.mock(),
    now: () => new Date(now),
  });
});

it('is in trouble from its first failure on, with the latest reason', () => {
  wait(SECOND);
  status.failed(reset);
  wait(MINUTE);
  const remedy = 'Renew the token';
  status.failed(
    new ClusterError(
      'unauthorized',
      { reason: 'expired' },
      { remedy: { reason: remedy } },
    ),
  );
  expect(status.facts()).toMatchObject({
    state: 'failing',
    failure: { reason: 'expired', remedy },
    trouble: { since: at(SECOND), reason: 'expired', remedy },
  });
  status.failed(reset);
  expect(status.facts().trouble).not.toHaveProperty('remedy');
});

it('is well when something arrives', () => {
  status.failed(reset);
  status.seen();
  expect(status.facts()).toMatchObject({
    state: 'watching',
    trouble: undefined,
  });
});

it('is not well yet when it only opens, and breaks each time', () => {
  status.failed(reset);
  for (let i = 0; i < 10; i += 1) {
    wait(20 * SECOND);
    status.opened();
    wait(SECOND);
    expect(troubledSince()).toEqual(at(0));
    status.failed(reset);
  }
  expect(troubledSince()).toEqual(at(0));
});

it('is well when it stays open in a cluster where nothing happens', () => {
  status.failed(reset);
  status.opened();
  wait(10 * SECOND);
  expect(troubledSince()).toBeUndefined();
  status.failed(reset);
  expect(troubledSince()).toEqual(at(10 * SECOND));
});

it('is in trouble since the last sign of life, when silence is what is wrong', () => {
  status.seen();
  wait(90 * SECOND);
  status.failed(silent);
  expect(troubledSince()).toEqual(at(0));
});

it('notices that nothing renews it any more', () => {
  status.seen();
  wait(10 * MINUTE);
  expect(troubledSince()).toBeUndefined();
  wait(2 * MINUTE);
  expect(troubledSince()).toEqual(at(0));
});

it('counts the lists that came after a gap', () => {
  status.relisted('first');
  wait(MINUTE);
  status.relisted('expired');
  status.relisted('silence');
  expect(status.facts()).toMatchObject({
    gaps: 2,
    since: at(0),
    lastRelist: { at: at(MINUTE), cause: 'silence' },
  });
});

it('keeps the values of a statement that failed to itself', () => {
  status.failed(
    new Error("insert into `events` values ('hidden') - SQLITE_FULL"),
  );
  expect(status.facts().failure?.reason).toBe(
    'What the cluster sent could not be stored: SQLITE_FULL',
  );
});
