import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { ExtraResource } from './kubernetes/discovery';
import { SecretKey } from './webhooks/SecretBox';

/** Everything that app-config says about webhooks, checked. */
export interface WebhooksOptions {
  /** Whether the portal asks a permission policy at all; without, everybody may do everything. */
  readonly permissionsEnabled: boolean;
  readonly secretKeys: readonly [SecretKey, ...SecretKey[]];
  readonly allowedReceivers: readonly string[];
  readonly timeoutMs: number;
  readonly extraResources: readonly ExtraResource[];
  readonly serverSideAuthProviders: readonly string[];
  /** The watch transport's own default when absent. */
  readonly watchSilenceMs?: number;
}

const KEY_BYTES = 32;
const KEY_ID = /^[\w-]+$/;
const DEFAULT_TIMEOUT_MS = 10_000;
const WATCH_SILENCE = 'webhooks.kubernetes.watch.silence';

/**
 * Reads app-config; nothing else in the plugin does.
 *
 * @throws InputError that names the key that is wrong and how to put it right
 */
export function readWebhooksOptions(config: Config): WebhooksOptions {
  return {
    permissionsEnabled:
      config.getOptionalBoolean('permission.enabled') ?? false,
    secretKeys: readSecretKeys(config),
    allowedReceivers:
      config.getOptionalStringArray('webhooks.delivery.allowedReceivers') ?? [],
    timeoutMs: config.has('webhooks.delivery.timeout')
      ? durationToMilliseconds(
          readDurationFromConfig(config, { key: 'webhooks.delivery.timeout' }),
        )
      : DEFAULT_TIMEOUT_MS,
    extraResources: (
      config.getOptionalConfigArray('webhooks.kubernetes.extraResources') ?? []
    ).map(resource => ({
      group: resource.getOptionalString('group') ?? '',
      version: resource.getOptionalString('version'),
      kind: resource.getString('kind'),
    })),
    serverSideAuthProviders:
      config.getOptionalStringArray(
        'webhooks.kubernetes.serverSideAuthProviders',
      ) ?? [],
    ...(config.has(WATCH_SILENCE) && {
      watchSilenceMs: durationToMilliseconds(
        readDurationFromConfig(config, { key: WATCH_SILENCE }),
      ),
    }),
  };
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
  const key = Buffer.from(config.getString('secret'), 'base64');
  if (key.length !== KEY_BYTES) {
    throw new InputError(
      `${at}.secret must be ${KEY_BYTES} bytes in base64, e.g. from \`openssl rand -base64 32\`; it is ${key.length} bytes`,
    );
  }
  return { id, key };
}
