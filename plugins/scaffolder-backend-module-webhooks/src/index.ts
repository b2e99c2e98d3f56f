/**
 * Lets software templates create webhooks.
 *
 * @packageDocumentation
 */
export { createWebhookAction } from './createWebhookAction';
export { scaffolderModuleWebhooks as default } from './module';
