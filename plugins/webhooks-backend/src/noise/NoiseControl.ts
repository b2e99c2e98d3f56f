import {
  EventType,
  HoldReason,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Lifecycle } from '../changes/lifecycle';
import { NOISE_RULES } from './index';
import { mergeEvents } from './mergeEvents';
import { Hold, Told } from './NoiseRule';
import { HeldBackCount, PlannedDelivery, ToldAbout } from './PlannedDelivery';
import { withRollout, withoutRollout } from './rollouts';
import { Settings } from './settings';
import { Subject, isUrgent, isWholeObject } from './Subject';

/** What there is already, and what is applied to it. */
export interface NoiseControlOptions {
  /** Held for later than `now`; complete for the objects that events are about. */
  readonly held: readonly PlannedDelivery[];
  /** Oldest first; as far back as any of the settings looks. */
  readonly told: readonly ToldAbout[];
  /** By webhook. What is not in it was deleted meanwhile, and gets nothing. */
  readonly settings: ReadonlyMap<string, Settings>;
  readonly now: number;
  readonly newId: () => string;
}

/** Tells the two messages of a rollout apart whose start is told as well as its end. */
const END_OF_ROLLOUT = '.rollout';
/** Trouble that comes and goes with what is held is no news; what still is there after so long is. */
const CRITICAL_MS = 60_000;

/**
 * Decides which of the events that webhooks want become a message now, which are held back, and
 * which become a part of what is held. Knows no database: it is given what there is, and is asked
 * for what has changed.
 */
export class NoiseControl {
  readonly #options: NoiseControlOptions;
  readonly #held = new Map<string, PlannedDelivery[]>();
  readonly #told = new Map<string, Told[]>();
  readonly #stored: ReadonlySet<string>;
  /** By id, in the order in which they are to be sent. */
  readonly #changed = new Map<string, PlannedDelivery>();
  readonly #removed: string[] = [];
  readonly #counts = new Map<string, HeldBackCount>();

  static create(options: NoiseControlOptions) {
    return new NoiseControl(options);
  }

  private constructor(options: NoiseControlOptions) {
    this.#options = options;
    this.#stored = new Set(options.held.map(({ id }) => id));
    for (const delivery of options.held) this.#keep(delivery);
    for (const { webhookId, objectKey, ...told } of options.told) {
      this.#toldOf(webhookId, objectKey).push(told);
    }
  }

  /** Makes due now what is held of an object, for whatever webhook and reason. */
  release(objectKey: string): void {
    for (const delivery of [...this.#heldOf(objectKey)]) this.#tell(delivery);
  }

  /** Makes due what waits for the end of an object's rollout, with how it ended. */
  endRollout(objectKey: string, state: Lifecycle | undefined): void {
    for (const delivery of [...this.#heldOf(objectKey)]) {
      if (delivery.reason !== 'rollout') continue;
      const event = withRollout(delivery.event, state);
      this.#tell({ ...delivery, event });
    }
  }

  /** Takes an event that a webhook wants, as the type that it wants it as. */
  add(webhookId: string, subject: Subject, eventType: EventType): void {
    const { now, newId } = this.#options;
    const settings = this.#options.settings.get(webhookId);
    if (!settings) return;
    const event = { ...subject.event, event: eventType };
    const { objectKey } = subject;
    const fresh = { webhookId, objectKey, event, since: now, until: now };

    const mine = this.#heldOf(objectKey).filter(
      delivery => delivery.webhookId === webhookId,
    );
    const held = mine.find(delivery => delivery.event.event === eventType);
    const hold = this.#judge({ subject, event, settings, webhookId, held });
    const into = hold && ((hold.into as PlannedDelivery | undefined) ?? held);

    // What is told later must not be older news of the same field.
    for (const other of mine) {
      const isOlder =
        isWholeObject(event) ||
        (!hold && other === held) ||
        sharesField(other.event, event);
      if (other !== into && isOlder) this.#tell(other);
    }
    if (!hold || hold.announce) {
      this.#tell({ ...fresh, id: newId(), absorbed: 0 });
    }
    if (!hold) return;
    const part = hold.announce
      ? { ...event, id: event.id + END_OF_ROLLOUT }
      : event;
    if (into) {
      this.#absorb(into, { subject, event: part, hold });
    } else {
      const delivery = { ...fresh, event: part, id: newId(), absorbed: 0 };
      this.#hold(delivery, hold);
    }
  }

  /** New deliveries and those that are different now, in the order of their events. */
  get changed(): readonly PlannedDelivery[] {
    return [...this.#changed.values()];
  }

  /** The ids of deliveries that have nothing to tell any more. */
  get removed(): readonly string[] {
    return this.#removed;
  }

  /** The ids of stored deliveries that are not held any longer; they are among the changed ones. */
  get released(): readonly string[] {
    const { now } = this.#options;
    return this.changed.flatMap(({ id, until }) =>
      until <= now && this.#stored.has(id) ? [id] : [],
    );
  }

  get heldBack(): readonly HeldBackCount[] {
    return [...this.#counts.values()];
  }

  #judge(options: {
    subject: Subject;
    event: WebhookEvent;
    settings: Settings;
    webhookId: string;
    held?: PlannedDelivery;
  }): Hold | undefined {
    const { subject, event, webhookId } = options;
    if (isUrgent(event)) return undefined;
    const waiting = [subject.objectKey, subject.ownerKey]
      .flatMap(key => (key ? this.#heldOf(key) : []))
      .filter(it => it.webhookId === webhookId && it.reason === 'rollout');
    const circumstances = {
      ...options,
      told: this.#toldOf(webhookId, subject.objectKey),
      rollout: waiting.find(it => it.event.event === event.event) ?? waiting[0],
      now: this.#options.now,
    };
    for (const rule of NOISE_RULES) {
      const hold = rule(circumstances);
      if (hold) return hold;
    }
    return undefined;
  }

  #absorb(
    into: PlannedDelivery,
    options: { subject: Subject; event: WebhookEvent; hold: Hold },
  ) {
    const { subject, event, hold } = options;
    if (!hold.announce) this.#count(into.webhookId, hold.reason);
    const delivery = { ...into, absorbed: into.absorbed + 1 };
    if (into.objectKey !== subject.objectKey) {
      this.#hold(delivery, hold);
      return;
    }
    const before = withoutRollout(into.event);
    const merged = mergeEvents(before, event, subject);
    if (merged) {
      this.#hold({ ...delivery, event: merged }, hold);
    } else {
      this.#remove(into);
    }
  }

  #hold(delivery: PlannedDelivery, { reason, until }: Hold) {
    const { event, id } = delivery;
    const held = {
      ...delivery,
      event: reason === 'rollout' ? withRollout(event, 'progressing') : event,
      reason,
      until: Math.min(until, this.#criticalUntil(delivery)),
    };
    this.#keep(held);
    this.#changed.set(id, held);
  }

  /** Until when something critical may be held, from when it became that. */
  #criticalUntil({ event, id, objectKey }: PlannedDelivery): number {
    if (event.severity !== 'critical') return Infinity;
    const before = this.#heldOf(objectKey).find(it => it.id === id);
    return before?.event.severity === 'critical'
      ? before.until
      : this.#options.now + CRITICAL_MS;
  }

  /** Everything was undone: there is nothing left to tell. */
  #remove(delivery: PlannedDelivery) {
    const isTold = delivery.event.id.endsWith(END_OF_ROLLOUT);
    if (!isTold) this.#count(delivery.webhookId, delivery.reason!);
    this.#forget(delivery);
    this.#changed.delete(delivery.id);
    if (this.#stored.has(delivery.id)) this.#removed.push(delivery.id);
  }

  #tell(delivery: PlannedDelivery) {
    const { now } = this.#options;
    const { webhookId, objectKey, reason } = delivery;
    this.#forget(delivery);
    // After what was told before it, though it may have begun earlier.
    this.#changed.delete(delivery.id);
    this.#changed.set(delivery.id, { ...delivery, until: now });
    this.#toldOf(webhookId, objectKey).push({ at: now, reason });
  }

  #count(webhookId: string, reason: HoldReason) {
    const key = `${webhookId} ${reason}`;
    const count = (this.#counts.get(key)?.count ?? 0) + 1;
    this.#counts.set(key, { webhookId, reason, count });
  }

  #keep(delivery: PlannedDelivery) {
    this.#forget(delivery);
    this.#heldOf(delivery.objectKey).push(delivery);
  }

  #forget({ id, objectKey }: PlannedDelivery) {
    const others = this.#heldOf(objectKey).filter(other => other.id !== id);
    this.#held.set(objectKey, others);
  }

  #heldOf(objectKey: string): PlannedDelivery[] {
    return entryOf(this.#held, objectKey);
  }

  #toldOf(webhookId: string, objectKey: string): Told[] {
    return entryOf(this.#told, `${webhookId} ${objectKey}`);
  }
}

function sharesField(one: WebhookEvent, other: WebhookEvent): boolean {
  const fields = new Set(one.changes.map(({ field }) => field));
  return other.changes.some(({ field }) => fields.has(field));
}

function entryOf<T>(map: Map<string, T[]>, key: string): T[] {
  let list = map.get(key);
  if (!list) {
    list = [];
    map.set(key, list);
  }
  return list;
}
