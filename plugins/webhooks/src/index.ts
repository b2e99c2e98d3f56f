/**
 * The pages to manage webhooks for changes in Kubernetes clusters.
 *
 * @packageDocumentation
 */
export { webhooksPlugin as default } from './plugin';
export { type WebhooksApi, webhooksApiRef } from './api/WebhooksApi';
export { WebhooksClient } from './api/WebhooksClient';
export { webhooksTranslationRef } from './translation';
