/**
 * The pages to manage webhooks for changes in Kubernetes clusters.
 *
 * @packageDocumentation
 */
export { webhooksPlugin as default } from './plugin';
export { webhooksApiRef } from './api/WebhooksApi';
export {
  type WebhooksApi,
  WebhooksClient,
} from '@kubevision/backstage-plugin-webhooks-common';
export { webhooksTranslationRef } from './translation';
