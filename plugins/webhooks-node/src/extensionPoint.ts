import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { EventSource } from './eventSource';
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

/** Adds sources of events beside Kubernetes. */
export interface WebhooksEventSourcesExtensionPoint {
  /**
   * @throws ConflictError when a source of the same id exists
   * @throws InputError for an id that will not do
   */
  addEventSource(...sources: EventSource[]): void;
}

/** Lets modules of the plugin `webhooks` add sources of events. */
export const webhooksEventSourcesExtensionPoint =
  createExtensionPoint<WebhooksEventSourcesExtensionPoint>({
    id: 'webhooks.event-sources',
  });
