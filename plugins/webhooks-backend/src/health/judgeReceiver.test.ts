import { Circuit, describeCircuit } from './Circuit';
import { HealthSignal, toHealthSignal } from './HealthSignal';
import { judgeReceiver, Judgement, PROBE_STEPS_MS } from './judgeReceiver';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const start = Date.parse('2026-03-05T10:00:00Z');
const failure: HealthSignal = { kind: 'failure', reason: 'It hangs.' };
const owner: HealthSignal = {
  kind: 'owner',
  reason: 'The token was revoked.',
  permanent: false,
};
const success: HealthSignal = { kind: 'success' };
const alive: HealthSignal = { kind: 'alive' };

/** A receiver, as the attempts so far have left it. */
class Receiver {
  #last: Judgement = {};
  readonly turns: NonNullable<Judgement['turn']>[] = [];

  constructor(readonly disableAfterMs = 5 * 24 * HOUR) {}

  get circuit(): Circuit | undefined {
    return this.#last.circuit;
  }

  get nextProbeAt(): number {
    return this.circuit!.open!.nextProbeAt;
  }

  hear(signal: HealthSignal, at = start) {
    this.#last = judgeReceiver(this.circuit, signal, {
      now: new Date(at),
      disableAfterMs: this.disableAfterMs,
    });
    if (this.#last.turn) this.turns.push(this.#last.turn);
    return this;
  }

  /** Ten failures over nine minutes. */
  failUntilOpen() {
    for (let i = 0; i < 10; i++) this.hear(failure, start + i * MINUTE);
    return this;
  }
}

describe('failures that only the owner can put right', () => {
  it('disable at the third in a row', () => {
    const receiver = new Receiver().hear(owner).hear(owner);
    expect(receiver.turns).toEqual([]);
    expect(receiver.hear(owner).turns).toEqual([
      { kind: 'disabled', reason: 'The token was revoked.' },
    ]);
  });

  it('begin to count anew after anything else', () => {
    const receiver = new Receiver();
    for (const between of [failure, success]) {
      receiver.hear(owner).hear(owner).hear(between);
    }
    expect(receiver.hear(owner).hear(owner).turns).toEqual([]);
  });

  it('disable at once when nothing else can help', () => {
    const { turns } = new Receiver().hear({ ...owner, permanent: true });
    expect(turns).toMatchObject([{ kind: 'disabled' }]);
  });
});

describe('other failures', () => {
  it('open the circuit when they are many and go on', () => {
    const receiver = new Receiver();
    for (let i = 0; i < 9; i++) receiver.hear(failure, start + i * MINUTE);
    expect(receiver.circuit!.open).toBeUndefined();
    receiver.hear(failure, start + 9 * MINUTE);
    expect(receiver.turns).toEqual([
      {
        kind: 'opened',
        reason: 'It hangs.',
        nextProbeAt: start + 10 * MINUTE,
      },
    ]);
  });

  it('do not while they are only a burst', () => {
    const receiver = new Receiver();
    for (let i = 0; i < 500; i++) receiver.hear(failure, start + i * 100);
    expect(receiver.turns).toEqual([]);
    receiver.hear(failure, start + 5 * MINUTE);
    expect(receiver.turns).toMatchObject([{ kind: 'opened' }]);
  });

  it('are forgotten with a success', () => {
    const receiver = new Receiver();
    for (let i = 0; i < 9; i++) receiver.hear(failure, start + i * MINUTE);
    receiver.hear(success, start + 9 * MINUTE);
    expect(receiver.circuit).toBeUndefined();
  });

  it('are neither forgotten nor more with a message that was refused', () => {
    const receiver = new Receiver().hear(failure).hear(alive);
    expect(receiver.circuit).toMatchObject({ failures: 1 });
  });
});

describe('an open circuit', () => {
  it('probes in ever longer steps, each told to nobody', () => {
    const receiver = new Receiver().failUntilOpen();
    const steps: number[] = [];
    for (let i = 0; i < PROBE_STEPS_MS.length + 1; i++) {
      const at = receiver.nextProbeAt;
      receiver.hear(failure, at);
      steps.push((receiver.nextProbeAt - at) / MINUTE);
    }
    expect(steps).toEqual([2, 5, 10, 20, 30, 60, 60, 60]);
    expect(receiver.turns).toHaveLength(1);
  });

  it('does not take for a probe what was on its way before', () => {
    const receiver = new Receiver().failUntilOpen();
    const due = receiver.nextProbeAt;
    receiver.hear(failure, due - 1).hear(failure, due - 1);
    expect(receiver.nextProbeAt).toBe(due);
  });

  it.each([
    ['a success', success],
    ['an answer that blames the message', alive],
  ])('closes with %s', (_, signal) => {
    const receiver = new Receiver().failUntilOpen();
    receiver.hear(signal, receiver.nextProbeAt);
    expect(receiver.circuit).toBeUndefined();
    expect(receiver.turns).toMatchObject([
      { kind: 'opened' },
      { kind: 'recovered' },
    ]);
  });

  it('disables after days, with a probe that fails', () => {
    const receiver = new Receiver(72 * HOUR).failUntilOpen();
    while (receiver.turns.length === 1) {
      expect(receiver.nextProbeAt).toBeLessThan(start + 74 * HOUR);
      receiver.hear(failure, receiver.nextProbeAt);
    }
    expect(receiver.turns[1]).toEqual({
      kind: 'disabled',
      reason: 'Nothing was accepted for 3 days. The last problem: It hangs.',
    });
    expect(receiver.circuit).toBeUndefined();
  });

  it('is half open when its probe is due', () => {
    const { circuit, nextProbeAt } = new Receiver().failUntilOpen();
    const stateAt = (at: number) => describeCircuit(circuit, new Date(at));
    expect(stateAt(nextProbeAt - 1)).toEqual({
      state: 'open',
      failures: 10,
      since: '2026-03-05T10:00:00.000Z',
      nextProbeAt: '2026-03-05T10:10:00.000Z',
    });
    expect(stateAt(nextProbeAt).state).toBe('half-open');
  });
});

describe('what an attempt tells of the receiver', () => {
  const signalOf = (
    verdict: Parameters<typeof toHealthSignal>[0]['verdict'],
    more: { statusCode?: number; test?: boolean } = {},
  ) => toHealthSignal({ verdict, test: false, ...more });
  const retry = { outcome: 'retry', reason: 'It hangs.' } as const;
  const gone = {
    outcome: 'rejected',
    blame: 'owner',
    reason: 'It is gone.',
    permanent: true,
  } as const;

  it('is success, failure, or that somebody must act', () => {
    expect(signalOf({ outcome: 'delivered' })).toEqual(success);
    expect(signalOf(retry)).toEqual(failure);
    expect(signalOf(gone)).toEqual({
      kind: 'owner',
      reason: 'It is gone.',
      permanent: true,
    });
  });

  it('is that it lives, when it asks for a pause or refuses one message', () => {
    const pause = { ...retry, scope: 'receiver' } as const;
    expect(signalOf(pause, { statusCode: 429 })).toEqual(alive);
    expect(signalOf(pause, { statusCode: 200 })).toEqual(alive);
    expect(signalOf(pause, { statusCode: 503 })).toEqual(failure);
    expect(
      signalOf({ outcome: 'rejected', blame: 'payload', reason: 'What?' }),
    ).toEqual(alive);
  });

  it('is nothing when a test fails, and success when it does not', () => {
    expect(signalOf(gone, { test: true })).toBeUndefined();
    expect(signalOf({ outcome: 'delivered' }, { test: true })).toEqual(success);
  });
});
