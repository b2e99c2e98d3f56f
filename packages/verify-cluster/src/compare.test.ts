import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { Received, compare } from './compare';
import { Change } from './plan/Plan';

const WATCHED = { phase: 0, isWatched: true };
const GAP = { phase: 1, isWatched: false };

function change(of: Partial<Change>): Change {
  return {
    ...WATCHED,
    kind: 'Deployment',
    name: 'web',
    uid: 'uid-1',
    event: 'create',
    writtenAt: 1000,
    ...of,
  };
}

function scale(from: number, to: number, when = WATCHED): Change {
  return change({
    ...when,
    event: 'scale',
    change: { event: 'scale', field: 'spec.replicas', old: from, new: to },
  });
}

let messages = 0;

function told(of: Partial<WebhookEvent>, id = `id-${(messages += 1)}`) {
  const detail = of.detail ?? { field: 'object', old: null, new: '1 replica' };
  const event = {
    event: 'create',
    uid: 'uid-1',
    resourceVersion: '7',
    changes: [detail],
    ...of,
    detail,
  } as WebhookEvent;
  return { id, event, receivedAt: 1040 };
}

function toldScale(from: number, to: number, of: Partial<WebhookEvent> = {}) {
  const detail = { field: 'spec.replicas', old: from, new: to };
  return told({ event: 'scale', detail, ...of });
}

function verdict(changes: Change[], received: Received[]) {
  const versions = new Map([['uid-1', new Set(['7', '8'])]]);
  const found = compare({ changes, received, versions });
  return {
    ...found,
    seen: found.seen.map(it => it.change),
    latencies: found.seen.map(it => it.latencyMs),
  };
}

const NOTHING = { missed: [], doubled: [], invented: [], others: [] };

describe('comparing what was told with what was done', () => {
  it('sees each change that was told, and how long it took', () => {
    const changes = [change({}), scale(1, 2), change({ event: 'delete' })];
    const received = [
      told({}),
      toldScale(1, 2),
      told({ event: 'delete', resourceVersion: '8' }),
    ];
    expect(verdict(changes, received)).toEqual({
      ...NOTHING,
      seen: changes,
      collapsed: [],
      latencies: [40, 40, 40],
    });
  });

  it('misses what was not told', () => {
    const [made, scaled] = [change({}), scale(1, 2)];
    expect(verdict([made, scaled], [told({})])).toMatchObject({
      seen: [made],
      missed: [scaled],
    });
  });

  it('finds what was told twice', () => {
    const again = toldScale(1, 2, { resourceVersion: '8' });
    expect(verdict([scale(1, 2)], [toldScale(1, 2), again]).doubled).toEqual([
      again,
    ]);
  });

  it('takes a message that was sent again for the same', () => {
    const received = [told({}, 'same'), told({}, 'same')];
    expect(verdict([change({})], received)).toMatchObject(NOTHING);
  });

  it.each([
    ['a value that the field never had', toldScale(2, 9)],
    ['a step that the field did not take', toldScale(0, 2)],
    ['a delete that nobody made', told({ event: 'delete' })],
    [
      'a version that never was',
      told({ event: 'update', resourceVersion: '5' }),
    ],
    ['an object that never was', told({ uid: 'uid-2' })],
  ])('finds %s invented', (_, invented) => {
    const received = [told({}), toldScale(1, 2), invented];
    const changes = [change({}), scale(1, 2)];
    expect(verdict(changes, received)).toMatchObject({
      ...NOTHING,
      invented: [invented],
    });
  });

  it('lets controllers do their work, once', () => {
    const detail = { field: 'status.phase', old: null, new: 'Failed' };
    const failed = () => told({ event: 'update', detail });
    const [first, second] = [failed(), failed()];
    expect(verdict([change({})], [told({}), first, second])).toMatchObject({
      others: [first],
      doubled: [second],
      invented: [],
    });
  });

  describe('after a gap', () => {
    it('takes the last value of a field for all of its changes', () => {
      const [first, second] = [scale(1, 2, GAP), scale(2, 3, GAP)];
      expect(verdict([first, second], [toldScale(1, 3)])).toMatchObject({
        ...NOTHING,
        seen: [second],
        collapsed: [first],
      });
    });

    it('takes each of them too, as a watch that resumes tells them', () => {
      const changes = [scale(1, 2, GAP), scale(2, 3, GAP)];
      const received = [toldScale(1, 2), toldScale(2, 3)];
      expect(verdict(changes, received)).toMatchObject({
        ...NOTHING,
        seen: changes,
        collapsed: [],
      });
    });

    it('misses a field whose last value was not told', () => {
      const [first, second] = [scale(1, 2, GAP), scale(2, 3, GAP)];
      expect(verdict([first, second], [toldScale(1, 2)])).toMatchObject({
        seen: [first],
        missed: [second],
      });
    });

    it('expects nothing of what came and went', () => {
      const changes = [change(GAP), change({ ...GAP, event: 'delete' })];
      expect(verdict(changes, [])).toMatchObject({
        ...NOTHING,
        collapsed: changes,
      });
    });

    it('expects no changes of what was deleted, but the delete', () => {
      const [scaled, deleted] = [
        scale(1, 2, GAP),
        change({ ...GAP, event: 'delete' }),
      ];
      expect(
        verdict([scaled, deleted], [told({ event: 'delete' })]),
      ).toMatchObject({ ...NOTHING, collapsed: [scaled] });
      expect(verdict([scaled, deleted], []).missed).toEqual([scaled, deleted]);
    });
  });

  it('forgives nothing of what was watched', () => {
    const [first, second] = [scale(1, 2), scale(2, 3)];
    expect(verdict([first, second], [toldScale(1, 3)])).toMatchObject({
      missed: [first],
      invented: [expect.anything()],
    });
  });
});
