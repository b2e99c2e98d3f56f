import {
  HoldReason,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Settings } from './settings';
import { Subject } from './Subject';

/** A delivery that is held back, and to which more can be added until it is due. */
export interface Held {
  /** As it would be told now. */
  readonly event: WebhookEvent;
  readonly reason?: HoldReason;
  /** When its first event came, in milliseconds since the epoch; so are all times here. */
  readonly since: number;
  readonly until: number;
}

/** A message about the object that the webhook already got, or that is due. */
export interface Told {
  readonly at: number;
  /** Why it had been held back, if it had. */
  readonly reason?: HoldReason;
}

/** What a rule decides by: one update or scale of one object, on its way to one webhook. */
export interface Circumstances {
  readonly subject: Subject;
  /** The event as this webhook gets it: its type is the one that the webhook wants. */
  readonly event: WebhookEvent;
  readonly settings: Settings;
  /** What the webhook was told of the object, oldest first. */
  readonly told: readonly Told[];
  /** What is held for the webhook of the object, and has the event's type. */
  readonly held?: Held;
  /** What is held for the webhook until a rollout ends, of the object or of its owner. */
  readonly rollout?: Held;
  readonly now: number;
}

/** That an event is held back, and why. */
export interface Hold {
  readonly reason: HoldReason;
  readonly until: number;
  /** What it becomes a part of; what is held of the same object and type when absent. */
  readonly into?: Held;
  /** Whether it is told now as well. */
  readonly announce?: boolean;
}

/** Pure. Undefined means that the rule has no objection to telling the event now. */
export type NoiseRule = (circumstances: Circumstances) => Hold | undefined;
