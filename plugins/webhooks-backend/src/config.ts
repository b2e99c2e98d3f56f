import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { readConfigStrictly } from '@kubevision/backstage-plugin-webhooks-node';
import { AuditedCluster } from './audit/AuditTokens';
import { ExtraResource } from './kubernetes/chooseResources';
import { RetentionLimit, RetentionLimits } from './storage/Retention';
import { SecretKey } from './webhooks/SecretBox';

/** Everything that app-config says about webhooks, checked. */
export interface WebhooksOptions {
  /** Whether the portal asks a permission policy at all; without, everybody may do everything. */
  readonly permissionsEnabled: boolean;
  readonly secretKeys: readonly [SecretKey, ...SecretKey[]];
  readonly allowedReceivers: readonly string[];
  /** Ports of receivers that are not listed; the guard's own choice when absent. */
  readonly allowedPorts?: readonly number[];
  readonly timeoutMs: number;
  /** A webhook whose receiver accepted nothing for so long is disabled; the default when absent. */
  readonly disableAfterMs?: number;
  readonly extraResources: readonly ExtraResource[];
  /** Custom resources that are never watched, as filters name them; `*` is all of them. */
  readonly excludedCustomResources: readonly string[];
  readonly serverSideAuthProviders: readonly string[];
  /** The watch transport's own default when absent. */
  readonly watchSilenceMs?: number;
  /** How long a watch has not to be well to be called stalled. */
  readonly stalledAfterMs: number;
  readonly audit: AuditWebhookOptions;
  readonly retention: RetentionLimits;
  /** Whether events are published on Backstage's EventsService. */
  readonly publishesEvents: boolean;
}

/** What is known of the clusters whose API servers report who did what. */
export interface AuditWebhookOptions {
  readonly clusters: readonly AuditedCluster[];
  readonly graceMs: number;
  readonly usernamePrefix?: string;
}

const KEY_BYTES = 32;
const KEY_ID = /^[\w-]+$/;
const DEFAULT_TIMEOUT_MS = 10_000;
const DEFAULT_GRACE_MS = 5_000;
const MIN_TOKEN_LENGTH = 16;
/** Longer, and people would take a webhook for broken. */
const MAX_GRACE_MS = 5 * 60_000;
const DEFAULT_STALLED_AFTER_MS = 2 * 60_000;
const STALLED_AFTER = 'webhooks.kubernetes.watch.stalledAfter';
const WATCH_SILENCE = 'webhooks.kubernetes.watch.silence';
const DAY_MS = 24 * 3_600_000;
const DEFAULT_RETENTION: RetentionLimits = {
  events: { ageMs: 7 * DAY_MS, count: 1_000_000 },
  deliveries: { ageMs: 30 * DAY_MS, count: 1_000_000 },
  failedDeliveries: { ageMs: 90 * DAY_MS, count: 250_000 },
};
/** The page shows what was held back within a day, and noise control remembers an hour. */
const MIN_RETENTION_MS = DAY_MS;

/** Sections that modules read: their own, and that of the roles module. */
const ELSEWHERE = ['roles', 'platforms', 'sources'];

/**
 * Reads app-config; nothing else in the plugin does.
 *
 * @throws InputError that names the key that is wrong and how to put it right
 */
export function readWebhooksOptions(config: Config): WebhooksOptions {
  return readConfigStrictly(
    { config, section: 'webhooks', elsewhere: ELSEWHERE },
    readOptions,
  );
}

function readOptions(config: Config): WebhooksOptions {
  return {
    permissionsEnabled:
      config.getOptionalBoolean('permission.enabled') ?? false,
    secretKeys: readSecretKeys(config),
    allowedReceivers:
      config.getOptionalStringArray('webhooks.delivery.allowedReceivers') ?? [],
    allowedPorts: readAllowedPorts(config),
    timeoutMs:
      readMilliseconds(config, 'webhooks.delivery.timeout') ??
      DEFAULT_TIMEOUT_MS,
    disableAfterMs: readMilliseconds(config, 'webhooks.delivery.disableAfter'),
    extraResources: (
      config.getOptionalConfigArray('webhooks.kubernetes.extraResources') ?? []
    ).map(resource => ({
      group: resource.getOptionalString('group') ?? '',
      version: resource.getOptionalString('version'),
      kind: resource.getString('kind'),
    })),
    excludedCustomResources: readExcludedCustomResources(config),
    serverSideAuthProviders:
      config.getOptionalStringArray(
        'webhooks.kubernetes.serverSideAuthProviders',
      ) ?? [],
    audit: readAudit(config),
    watchSilenceMs: readMilliseconds(config, WATCH_SILENCE),
    stalledAfterMs:
      readMilliseconds(config, STALLED_AFTER) ?? DEFAULT_STALLED_AFTER_MS,
    retention: readRetention(config),
    publishesEvents:
      config.getOptionalBoolean('webhooks.events.publish') ?? true,
  };
}

function readRetention(config: Config): RetentionLimits {
  const limit = (name: keyof RetentionLimits): RetentionLimit => {
    const at = `webhooks.retention.${name}`;
    const ageMs = readMilliseconds(config, `${at}.age`);
    const count = config.getOptionalNumber(`${at}.count`);
    if (ageMs !== undefined && ageMs < MIN_RETENTION_MS) {
      throw new InputError(
        `${at}.age must be at least a day; what is younger is still worked with`,
      );
    }
    if (count !== undefined && !(Number.isInteger(count) && count > 0)) {
      throw new InputError(`${at}.count must be a whole number above 0`);
    }
    const usual = DEFAULT_RETENTION[name];
    return { ageMs: ageMs ?? usual.ageMs, count: count ?? usual.count };
  };
  return {
    events: limit('events'),
    deliveries: limit('deliveries'),
    failedDeliveries: limit('failedDeliveries'),
  };
}

function readAllowedPorts(config: Config): readonly number[] | undefined {
  const key = 'webhooks.delivery.allowedPorts';
  const ports = config.getOptional(key);
  if (ports === undefined) return undefined;
  const isPort = (port: unknown) =>
    Number.isInteger(port) && Number(port) > 0 && Number(port) < 65_536;
  if (!Array.isArray(ports) || !ports.every(isPort)) {
    throw new InputError(`${key} must be a list of ports, e.g. [443, 8443]`);
  }
  return ports as number[];
}

function readExcludedCustomResources(config: Config): readonly string[] {
  const key = 'webhooks.kubernetes.customResources';
  const value = config.getOptional(key);
  if (value === undefined || value === true) return [];
  if (value === false) return ['*'];
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new InputError(
      `${key} must be true, false, or { exclude: [...] } with kinds such as '*.example.com'`,
    );
  }
  return config.getConfig(key).getOptionalStringArray('exclude') ?? [];
}

/** @throws InputError when it is no duration, or not longer than nothing where that makes no sense */
function readMilliseconds(
  config: Config,
  key: string,
  { isZeroAllowed = false } = {},
): number | undefined {
  if (!config.has(key)) return undefined;
  const durationMs = durationToMilliseconds(
    readDurationFromConfig(config, { key }),
  );
  if (durationMs > 0 || (isZeroAllowed && durationMs === 0)) return durationMs;
  throw new InputError(
    `${key} must be longer than nothing, e.g. { seconds: 10 } or '10s'`,
  );
}

function readAudit(config: Config): AuditWebhookOptions {
  const clusters = (
    config.getOptionalConfigArray('webhooks.audit.clusters') ?? []
  ).map(readAuditedCluster);
  const names = clusters.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice) {
    throw new InputError(
      `webhooks.audit.clusters holds '${twice}' twice; put all its tokens into one entry`,
    );
  }
  const graceMs =
    readMilliseconds(config, 'webhooks.audit.grace', { isZeroAllowed: true }) ??
    DEFAULT_GRACE_MS;
  if (graceMs > MAX_GRACE_MS) {
    throw new InputError(
      `webhooks.audit.grace must be at most ${
        MAX_GRACE_MS / 60_000
      } minutes, because every delivery without a record waits for so long`,
    );
  }
  return {
    clusters,
    graceMs,
    usernamePrefix: config.getOptionalString('webhooks.audit.usernamePrefix'),
  };
}

function readAuditedCluster(config: Config, index: number): AuditedCluster {
  const at = `webhooks.audit.clusters[${index}]`;
  const tokens = config.getStringArray('tokens');
  if (tokens.length === 0) {
    throw new InputError(
      `${at}.tokens is empty; make one with \`openssl rand -hex 32\` and put it into the API server's webhook kubeconfig too`,
    );
  }
  if (tokens.some(token => token.length < MIN_TOKEN_LENGTH)) {
    throw new InputError(
      `${at}.tokens holds one of fewer than ${MIN_TOKEN_LENGTH} characters; make one with \`openssl rand -hex 32\``,
    );
  }
  return { name: config.getString('name'), tokens };
}

function readSecretKeys(config: Config): [SecretKey, ...SecretKey[]] {
  const [first, ...rest] = (
    config.getOptionalConfigArray('webhooks.secrets.keys') ?? []
  ).map(readSecretKey);
  if (!first) {
    throw new InputError(
      'webhooks.secrets.keys is missing in app-config. Webhook URLs are secrets and are sealed before they are stored: make a key with `openssl rand -base64 32` and put it there as { id, secret }.',
    );
  }
  const ids = [first, ...rest].map(key => key.id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice) {
    throw new InputError(
      `webhooks.secrets.keys holds the id '${twice}' twice; give every key an id of its own`,
    );
  }
  return [first, ...rest];
}

function readSecretKey(config: Config, index: number): SecretKey {
  const at = `webhooks.secrets.keys[${index}]`;
  const id = config.getString('id');
  if (!KEY_ID.test(id)) {
    throw new InputError(
      `${at}.id may hold letters, digits, '-' and '_' only, not '${id}'`,
    );
  }
  // Backstage drops a value whose environment variable is not set.
  const secret = config.getOptionalString('secret');
  if (!secret) {
    throw new InputError(
      `${at}.secret is missing or empty; if it names an environment variable, set that, e.g. to what \`openssl rand -base64 32\` prints`,
    );
  }
  const key = Buffer.from(secret, 'base64');
  if (key.length !== KEY_BYTES) {
    throw new InputError(
      `${at}.secret must be ${KEY_BYTES} bytes in base64, e.g. from \`openssl rand -base64 32\`; it is ${key.length} bytes`,
    );
  }
  return { id, key };
}
