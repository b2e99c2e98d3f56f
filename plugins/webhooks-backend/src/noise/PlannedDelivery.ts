import { HoldReason } from '@kubevision/backstage-plugin-webhooks-common';
import { Held, Told } from './NoiseRule';

/** A delivery that nobody has claimed yet. Times are milliseconds since the epoch. */
export interface PlannedDelivery extends Held {
  readonly id: string;
  readonly webhookId: string;
  readonly objectKey: string;
  /** How many further events it stands for. */
  readonly absorbed: number;
}

/** A message that was sent, or is due. */
export interface ToldAbout extends Told {
  readonly webhookId: string;
  readonly objectKey: string;
}

/** Events of one webhook that get no message of their own. */
export interface HeldBackCount {
  readonly webhookId: string;
  readonly reason: HoldReason;
  readonly count: number;
}
