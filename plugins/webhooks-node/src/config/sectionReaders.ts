import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';

/** Which sections of `webhooks` in app-config somebody reads. */
export interface WebhooksSectionReaders {
  /** Tells that one reads a section, e.g. `roles`. */
  add(section: string): void;
  has(section: string): boolean;
}

/**
 * What plugins of one backend tell each other about who reads what, so that a section that nobody reads, because
 * a module is not installed, does not go unnoticed. Each process knows its own plugins only.
 */
export const webhooksSectionReadersServiceRef =
  createServiceRef<WebhooksSectionReaders>({
    id: 'webhooks.section-readers',
    scope: 'root',
    defaultFactory: async service =>
      createServiceFactory({
        service,
        deps: {},
        factory: () => new Set<string>(),
      }),
  });
