import { InputError } from '@backstage/errors';
import { Target } from '@kubevision/backstage-plugin-webhooks-node';
import { StoredWebhook } from '../database/WebhookStore';
import { TargetVault } from './TargetVault';

/** @throws InputError when its key is lost, so that people give the URL and the secret again */
export function openStored(vault: TargetVault, stored: StoredWebhook): Target {
  try {
    return vault.open(stored);
  } catch {
    throw new InputError(
      'url: what is stored can no longer be read, because its key is not in app-config; give the URL and the secret again',
    );
  }
}
