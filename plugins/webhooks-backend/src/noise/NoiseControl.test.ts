import {
  Change,
  EventType,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';
import { sampleEvent } from '../webhooks/sampleEvent';
import { NoiseControl } from './NoiseControl';
import { PlannedDelivery, ToldAbout } from './PlannedDelivery';
import { NO_NOISE_CONTROL } from './noNoiseControl.fixture';
import { Settings, normalizeNoise } from './settings';
import { Subject } from './Subject';

const start = Date.parse('2026-03-05T10:23:00Z');
const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** What one webhook is told, as time goes by: what the stores do, without them. */
class Webhook {
  readonly #settings: Settings;
  #now = start;
  #held: PlannedDelivery[] = [];
  readonly #told: ToldAbout[] = [];
  #ids = 0;
  readonly sent: { at: number; event: WebhookEvent; absorbed: number }[] = [];
  readonly heldBack: Record<string, number> = {};

  constructor(settings: Partial<Settings> = {}) {
    this.#settings = normalizeNoise(settings);
  }

  /** Everything of one commit, so many milliseconds after the last. */
  commit(afterMs: number, change: (noise: NoiseControl) => void) {
    this.wait(afterMs);
    const noise = NoiseControl.create({
      held: this.#held,
      told: this.#told,
      settings: new Map([['w1', this.#settings]]),
      now: this.#now,
      newId: () => `d${(this.#ids += 1)}`,
    });
    change(noise);
    const ids = [...noise.changed.map(({ id }) => id), ...noise.removed];
    this.#held = [
      ...this.#held.filter(({ id }) => !ids.includes(id)),
      ...noise.changed,
    ];
    for (const { reason, count } of noise.heldBack) {
      this.heldBack[reason] = (this.heldBack[reason] ?? 0) + count;
    }
    this.#sendDue();
  }

  add(
    afterMs: number,
    subject: Subject,
    type: EventType = subject.event.event,
  ) {
    this.commit(afterMs, noise => noise.add('w1', subject, type));
  }

  wait(ms: number) {
    const end = this.#now + ms;
    while (this.#held.some(({ until }) => until <= end)) {
      this.#now = Math.min(...this.#held.map(({ until }) => until));
      this.#sendDue();
    }
    this.#now = end;
  }

  /** When what was sent, in seconds, how much it stands for, and its changes. */
  get log() {
    return this.sent.map(({ at, event, absorbed }) => [
      (at - start) / SECOND,
      absorbed,
      ...event.changes.map(
        ({ field, old, new: next }) => `${field}: ${old} → ${next}`,
      ),
    ]);
  }

  #sendDue() {
    for (const delivery of this.#held.filter(d => d.until <= this.#now)) {
      const { event, absorbed, until: at } = delivery;
      this.sent.push({ at, event, absorbed });
      this.#told.push({ ...delivery, at });
    }
    this.#held = this.#held.filter(({ until }) => until > this.#now);
  }
}

const subject = (
  event: EventType,
  changes: Change[],
  more: Partial<Subject> & { actor?: string; resource?: string } = {},
): Subject => {
  const { actor = 'alice', resource = 'Deployment', ...rest } = more;
  return {
    event: {
      ...sampleEvent({ eventType: event, actor, now: new Date(start) }),
      resource,
      detail: changes[0],
      changes,
    },
    objectKey: 'api-server',
    resource: 'deployments.apps',
    scalePath: 'spec.replicas',
    ...rest,
  };
};
const image = (old: number, next: number, more = {}) =>
  subject('update', [{ field: 'spec.template.image', old, new: next }], more);
const paused = (old: boolean, next: boolean) =>
  subject('update', [{ field: 'spec.paused', old, new: next }]);
const scale = (old: number, next: number, actor = 'alice') =>
  subject('scale', [{ field: 'spec.replicas', old, new: next }], { actor });
const whole = (event: 'create' | 'delete') =>
  subject(event, [{ field: 'object', old: null, new: 'summary' }]);

describe('the window', () => {
  const only = { ...NO_NOISE_CONTROL, windowSeconds: 10 };

  it('tells the first change at once and those that follow it together, when it ends', () => {
    const webhook = new Webhook(only);
    webhook.add(0, image(1, 2));
    webhook.add(2 * SECOND, image(2, 3));
    webhook.add(3 * SECOND, image(3, 4));
    webhook.wait(MINUTE);
    expect(webhook.log).toEqual([
      [0, 0, 'spec.template.image: 1 → 2'],
      [10, 1, 'spec.template.image: 2 → 4'],
    ]);
    expect(webhook.heldBack).toEqual({ window: 1 });
  });

  it('begins anew with each message', () => {
    const webhook = new Webhook(only);
    webhook.add(0, image(1, 2));
    webhook.add(5 * SECOND, image(2, 3));
    webhook.add(7 * SECOND, image(3, 4));
    webhook.add(20 * SECOND, image(4, 5));
    expect(webhook.log.map(([at]) => at)).toEqual([0, 10, 20, 32]);
  });

  it('says nothing of what was undone, and counts it', () => {
    const webhook = new Webhook(only);
    webhook.add(0, image(1, 2));
    webhook.add(SECOND, image(2, 3));
    webhook.add(SECOND, image(3, 2));
    webhook.wait(MINUTE);
    expect(webhook.log).toHaveLength(1);
    expect(webhook.heldBack).toEqual({ window: 2 });
  });

  it('keeps an update and a scale apart, but never tells an older value later', () => {
    const webhook = new Webhook(only);
    const both = subject('scale', [
      { field: 'spec.replicas', old: 3, new: 5 },
      { field: 'spec.template.image', old: 2, new: 3 },
    ]);
    webhook.add(0, paused(false, true));
    webhook.add(SECOND, image(1, 2));
    webhook.add(SECOND, scale(2, 3));
    webhook.add(SECOND, both);
    webhook.wait(MINUTE);
    expect(webhook.log).toEqual([
      [0, 0, 'spec.paused: false → true'],
      [3, 0, 'spec.template.image: 1 → 2'],
      [10, 1, 'spec.replicas: 2 → 5', 'spec.template.image: 2 → 3'],
    ]);
  });

  it('never holds a creation or a deletion, and tells before it what was held', () => {
    const webhook = new Webhook(only);
    webhook.add(0, image(1, 2));
    webhook.add(SECOND, image(2, 3));
    webhook.commit(SECOND, noise => {
      noise.release('api-server');
      noise.add('w1', whole('delete'), 'delete');
    });
    webhook.add(SECOND, whole('create'));
    expect(webhook.sent.map(({ event }) => event.event)).toEqual([
      'update',
      'update',
      'delete',
      'create',
    ]);
  });

  it('leaves other objects alone', () => {
    const webhook = new Webhook(only);
    webhook.add(0, image(1, 2));
    webhook.add(0, image(1, 2, { objectKey: 'other' }));
    expect(webhook.log.map(([at]) => at)).toEqual([0, 0]);
  });
});

describe('autoscaling', () => {
  const only = { ...NO_NOISE_CONTROL, autoscaling: true };
  const HPA = 'kube-controller-manager';

  it('is one message a minute, from the first count to the last', () => {
    const webhook = new Webhook(only);
    webhook.add(0, scale(3, 5, HPA));
    webhook.add(15 * SECOND, scale(5, 8, HPA));
    webhook.add(15 * SECOND, scale(8, 6, HPA));
    webhook.wait(MINUTE);
    expect(webhook.log).toEqual([[60, 2, 'spec.replicas: 3 → 6']]);
    expect(webhook.heldBack).toEqual({ autoscaling: 2 });
  });

  it('is also what a webhook gets as an update', () => {
    const webhook = new Webhook(only);
    webhook.add(0, scale(3, 5, 'keda'), 'update');
    expect(webhook.sent).toEqual([]);
    webhook.wait(MINUTE);
    expect(webhook.sent[0].event.event).toBe('update');
  });

  it('is told before what people do', () => {
    const webhook = new Webhook(only);
    webhook.add(0, scale(3, 5, HPA));
    webhook.add(20 * SECOND, scale(5, 1, 'alice'));
    expect(webhook.log).toEqual([
      [20, 0, 'spec.replicas: 3 → 5'],
      [20, 0, 'spec.replicas: 5 → 1'],
    ]);
    expect(webhook.sent[1].event.actor).toBe('alice');
  });

  it.each([
    'horizontal-pod-autoscaler',
    'system:serviceaccount:kube-system:horizontal-pod-autoscaler',
    'keda-operator',
    'system:serviceaccount:keda:keda-operator',
    'cluster-proportional-autoscaler',
  ])('knows %s', actor => {
    const webhook = new Webhook(only);
    webhook.add(0, scale(3, 5, actor));
    expect(webhook.sent).toEqual([]);
  });

  it.each(['alice', 'kubectl', 'my-keda', 'unknown'])(
    'does not take %s for an autoscaler',
    actor => {
      const webhook = new Webhook(only);
      webhook.add(0, scale(3, 5, actor));
      expect(webhook.sent).toHaveLength(1);
    },
  );
});

describe('flapping', () => {
  const only = { ...NO_NOISE_CONTROL, flapping: true };
  /** Five messages, the last one just now. */
  const flap = () => {
    const webhook = new Webhook(only);
    for (let i = 0; i < 5; i++) webhook.add(10 * SECOND, image(i, i + 1));
    return webhook;
  };

  it('is told when it has been quiet for a minute', () => {
    const webhook = flap();
    expect(webhook.sent).toHaveLength(5);
    webhook.add(10 * SECOND, image(5, 6));
    webhook.add(30 * SECOND, image(6, 7));
    webhook.wait(5 * MINUTE);
    expect(webhook.log.slice(5)).toEqual([
      [150, 1, 'spec.template.image: 5 → 7'],
    ]);
    expect(webhook.heldBack).toEqual({ flapping: 1 });
  });

  it('is told every ten minutes if it never rests', () => {
    const webhook = flap();
    for (let i = 5; i < 65; i++) webhook.add(30 * SECOND, image(i, i + 1));
    const [, , , , , ...times] = webhook.log.map(([at]) => at as number);
    expect(times).toEqual([80 + 600, 80 + 1200]);
  });

  it('is over when the last message is long ago', () => {
    const webhook = flap();
    webhook.add(11 * MINUTE, image(5, 6));
    expect(webhook.sent).toHaveLength(6);
  });
});

describe('rollouts', () => {
  const only: Settings = { ...NO_NOISE_CONTROL, rollouts: 'summary' };
  const rolling = { lifecycle: 'progressing' as const };
  const available = (old: string, next: string) =>
    subject(
      'update',
      [{ field: 'status.conditions[type=Available].status', old, new: next }],
      { ...rolling, actor: 'kube-controller-manager' },
    );
  const podTrouble = (ownerKey: string) =>
    subject(
      'update',
      [{ field: 'status.phase', old: 'Running', new: 'Failed' }],
      { objectKey: 'pod', ownerKey, resource: 'Pod' },
    );
  const end = (webhook: Webhook, lifecycle: Subject['lifecycle']) =>
    webhook.commit(0, noise => noise.endRollout('api-server', lifecycle));

  it('are one message, with what changed and how it ended', () => {
    const webhook = new Webhook(only);
    webhook.add(0, image(1, 2, rolling));
    webhook.add(SECOND, available('True', 'False'));
    webhook.add(SECOND, podTrouble('api-server'));
    webhook.add(30 * SECOND, available('False', 'True'));
    end(webhook, 'complete');
    webhook.wait(60 * MINUTE);
    expect(webhook.log).toEqual([
      [32, 3, 'spec.template.image: 1 → 2', 'rollout: null → complete'],
    ]);
    expect(webhook.sent[0].event).toMatchObject({
      actor: 'alice',
      detail: { field: 'spec.template.image' },
    });
    expect(webhook.heldBack).toEqual({ rollout: 3 });
  });

  it('say when they failed', () => {
    const webhook = new Webhook(only);
    webhook.add(0, image(1, 2, rolling));
    webhook.add(SECOND, available('True', 'False'));
    end(webhook, 'failed');
    expect(webhook.log).toEqual([
      [
        1,
        1,
        'spec.template.image: 1 → 2',
        'rollout: null → failed',
        'status.conditions[type=Available].status: True → False',
      ],
    ]);
  });

  it('are told after ten minutes as going on, and no second time when they end', () => {
    const webhook = new Webhook(only);
    webhook.add(0, image(1, 2, rolling));
    webhook.wait(10 * MINUTE);
    end(webhook, 'complete');
    expect(webhook.log).toEqual([
      [600, 0, 'spec.template.image: 1 → 2', 'rollout: null → in progress'],
    ]);
  });

  it('are told at once when they had ended before anyone saw them begin', () => {
    const webhook = new Webhook(only);
    webhook.commit(0, noise => {
      noise.add('w1', image(1, 2, { lifecycle: 'complete' }), 'update');
      noise.endRollout('api-server', 'complete');
    });
    expect(webhook.log).toEqual([
      [0, 0, 'spec.template.image: 1 → 2', 'rollout: null → complete'],
    ]);
  });

  it('say nothing when they are undone before they end', () => {
    const webhook = new Webhook(only);
    webhook.add(0, image(1, 2, rolling));
    webhook.add(SECOND, image(2, 1, rolling));
    end(webhook, 'complete');
    expect(webhook.log).toEqual([]);
    expect(webhook.heldBack).toEqual({ rollout: 2 });
  });

  it.each([undefined, 'paused' as const])(
    'are none of an object whose lifecycle is %s',
    lifecycle => {
      const webhook = new Webhook(only);
      webhook.add(0, image(1, 2, { lifecycle }));
      expect(webhook.log).toEqual([[0, 0, 'spec.template.image: 1 → 2']]);
    },
  );

  it('leave Pods of others, and Pods without a rollout, to themselves', () => {
    const webhook = new Webhook(only);
    webhook.add(0, podTrouble('api-server'));
    webhook.add(0, image(1, 2, rolling));
    webhook.add(0, podTrouble('other'));
    expect(webhook.sent).toHaveLength(2);
  });

  it('leave a scale to itself', () => {
    const webhook = new Webhook(only);
    webhook.add(0, image(1, 2, rolling));
    webhook.add(SECOND, scale(3, 5));
    expect(webhook.log).toEqual([[1, 0, 'spec.replicas: 3 → 5']]);
  });

  it('are told at their start too, if wanted, under an id of its own', () => {
    const webhook = new Webhook({ ...only, rollouts: 'progress' });
    webhook.add(0, image(1, 2, rolling));
    webhook.wait(MINUTE);
    end(webhook, 'complete');
    expect(webhook.log).toEqual([
      [0, 0, 'spec.template.image: 1 → 2'],
      [60, 0, 'spec.template.image: 1 → 2', 'rollout: null → complete'],
    ]);
    expect(webhook.sent[0].event.id).not.toBe(webhook.sent[1].event.id);
    expect(webhook.heldBack).toEqual({});
  });

  it('outlive an unrelated hold of the same object', () => {
    const webhook = new Webhook({ ...only, windowSeconds: 10 });
    webhook.add(0, paused(false, true));
    webhook.add(SECOND, paused(true, false));
    webhook.add(SECOND, image(1, 2, rolling));
    webhook.wait(MINUTE);
    expect(webhook.log).toHaveLength(1);
    end(webhook, 'complete');
    expect(webhook.log[1]).toEqual([
      62,
      1,
      'spec.template.image: 1 → 2',
      'rollout: null → complete',
      'spec.paused: true → false',
    ]);
  });
});

describe('what is critical', () => {
  const rolling = { lifecycle: 'progressing' as const };
  const available = (old: string, next: string) => {
    const change = {
      field: 'status.conditions[type=Available].status',
      old,
      new: next,
    };
    const { event, ...rest } = subject('update', [change], rolling);
    const severity = next === 'False' ? 'critical' : 'info';
    return { ...rest, event: { ...event, severity } } as Subject;
  };

  it('is told after a minute of a rollout, unless it is over by then', () => {
    const webhook = new Webhook({ ...NO_NOISE_CONTROL, rollouts: 'summary' });
    webhook.add(0, image(1, 2, rolling));
    webhook.add(MINUTE, available('True', 'False'));
    webhook.add(50 * SECOND, available('False', 'True'));
    webhook.add(50 * SECOND, available('True', 'False'));
    webhook.add(20 * SECOND, image(2, 3, rolling));
    webhook.wait(60 * MINUTE);
    expect(webhook.log).toEqual([
      [
        220,
        4,
        'spec.template.image: 1 → 3',
        'rollout: null → in progress',
        'status.conditions[type=Available].status: True → False',
      ],
    ]);
    expect(webhook.sent[0].event.severity).toBe('critical');
  });

  it('does not shorten a rollout that it is over in', () => {
    const webhook = new Webhook({ ...NO_NOISE_CONTROL, rollouts: 'summary' });
    webhook.add(0, image(1, 2, rolling));
    webhook.add(SECOND, available('True', 'False'));
    webhook.add(SECOND, available('False', 'True'));
    webhook.wait(60 * MINUTE);
    expect(webhook.log.map(([at]) => at)).toEqual([600]);
  });

  it('is told after a minute of an object that flaps', () => {
    const webhook = new Webhook({ ...NO_NOISE_CONTROL, flapping: true });
    for (let i = 0; i < 5; i++) webhook.add(0, image(i, i + 1));
    webhook.add(SECOND, available('True', 'False'));
    for (let i = 5; i < 12; i++) webhook.add(10 * SECOND, image(i, i + 1));
    expect(webhook.log[5].slice(0, 2)).toEqual([61, 5]);
  });

  it('is told after a minute of a longer window', () => {
    const webhook = new Webhook({ ...NO_NOISE_CONTROL, windowSeconds: 3600 });
    webhook.add(0, image(1, 2));
    webhook.add(SECOND, available('True', 'False'));
    webhook.wait(60 * MINUTE);
    expect(webhook.log.map(([at]) => at)).toEqual([0, 61]);
  });
});

describe('with everything off', () => {
  it('each event is a message at once', () => {
    const webhook = new Webhook(NO_NOISE_CONTROL);
    webhook.add(0, image(1, 2, { lifecycle: 'progressing' }));
    webhook.add(0, image(2, 1));
    for (let i = 0; i < 9; i++) webhook.add(0, scale(i, i + 1, 'keda'));
    expect(webhook.sent).toHaveLength(11);
    expect(webhook.heldBack).toEqual({});
  });
});
