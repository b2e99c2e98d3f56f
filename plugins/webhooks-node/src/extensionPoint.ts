import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { Platform } from './platform';

/** Adds platforms to the six that the plugin brings. */
export interface WebhooksPlatformsExtensionPoint {
  /** @throws ConflictError when a platform of the same id exists. */
  addPlatform(...platforms: Platform[]): void;
}

/** Lets modules of the plugin `webhooks` add platforms. */
export const webhooksPlatformsExtensionPoint =
  createExtensionPoint<WebhooksPlatformsExtensionPoint>({
    id: 'webhooks.platforms',
  });
