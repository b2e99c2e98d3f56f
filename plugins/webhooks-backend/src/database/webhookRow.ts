import {
  QuietHours,
  ReasonPart,
  RetrySchedule,
  WebhookHealth,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Circuit } from '../health/Circuit';
import { Settings, normalizeNoise } from '../noise/settings';
import { Filters, normalizeFilters } from '../webhooks/filters';
import { LaneTimes, toLaneTimes } from './laneTimes';
import { toReasonParts } from './reasonColumns';
import { readCircuit } from './recordSignals';
import {
  fromTargetRow,
  StoredTarget,
  TargetRow,
  toTargetRow,
} from './storedTarget';

/** A webhook with the target still sealed. */
export interface StoredWebhook extends StoredTarget {
  readonly id: string;
  readonly name: string;
  readonly platform: string;
  readonly enabled: boolean;
  readonly filters: Filters;
  readonly noise: Settings;
  readonly retry: RetrySchedule;
  readonly digest: boolean;
  readonly quietHours?: QuietHours;
  /** Absent while nothing failed since the last success. */
  readonly circuit?: Circuit;
  /** Present when the plugin disabled it. */
  readonly disabledReason?: string;
  readonly disabledReasonParts?: ReasonPart[];
  /** When it is sent to. */
  readonly lane?: LaneTimes;
  readonly health: WebhookHealth;
  readonly healthReason?: string;
  readonly healthReasonParts?: ReasonPart[];
  readonly lastDeliveryAt?: Date;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly createdBy: string;
}

/** A row of `webhooks`, with its lane. */
export interface WebhookRow extends LaneTimes, TargetRow {
  id: string;
  name: string;
  platform: string;
  enabled: boolean | number;
  filters: string;
  noise: string | null;
  retry: string;
  digest: boolean | number;
  quiet_hours: string | null;
  circuit: string | null;
  disabled_reason: string | null;
  disabled_reason_parts: string | null;
  health: string;
  health_reason: string | null;
  health_reason_parts: string | null;
  last_delivery_at: number | string | null;
  created_at: number | string;
  updated_at: number | string;
  created_by: string;
}

/** A webhook as it is stored. */
export function fromWebhookRow(row: WebhookRow): StoredWebhook {
  return {
    id: row.id,
    name: row.name,
    platform: row.platform,
    ...fromTargetRow(row),
    enabled: Boolean(row.enabled),
    filters: normalizeFilters(JSON.parse(row.filters)),
    noise: noiseOf(row),
    retry: row.retry as RetrySchedule,
    digest: Boolean(row.digest),
    quietHours: row.quiet_hours ? JSON.parse(row.quiet_hours) : undefined,
    circuit: readCircuit(row.circuit),
    disabledReason: row.disabled_reason ?? undefined,
    disabledReasonParts: toReasonParts({
      reason: row.disabled_reason,
      reason_parts: row.disabled_reason_parts,
    }),
    lane: toLaneTimes(row),
    health: row.health as WebhookHealth,
    healthReason: row.health_reason ?? undefined,
    healthReasonParts: toReasonParts({
      reason: row.health_reason,
      reason_parts: row.health_reason_parts,
    }),
    lastDeliveryAt:
      row.last_delivery_at === null
        ? undefined
        : new Date(Number(row.last_delivery_at)),
    createdAt: new Date(Number(row.created_at)),
    updatedAt: new Date(Number(row.updated_at)),
    createdBy: row.created_by,
  };
}

/** The columns that a person decides; health is written with deliveries, by the DeliveryStore. */
export function toWebhookRow(webhook: StoredWebhook) {
  return {
    name: webhook.name,
    platform: webhook.platform,
    ...toTargetRow(webhook),
    enabled: webhook.enabled,
    filters: JSON.stringify(webhook.filters),
    noise: JSON.stringify(webhook.noise),
    retry: webhook.retry,
    digest: webhook.digest,
    quiet_hours: webhook.quietHours ? JSON.stringify(webhook.quietHours) : null,
    updated_at: webhook.updatedAt.getTime(),
  };
}

/** How a webhook wants noise to be held back. */
export function noiseOf({ noise }: Pick<WebhookRow, 'noise'>): Settings {
  return normalizeNoise(noise ? JSON.parse(noise) : undefined);
}
