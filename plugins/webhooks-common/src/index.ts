/**
 * Wire shapes, the client, permissions and signature verification of the webhooks plugin. The shapes
 * are those of the OpenAPI document of the backend plugin.
 *
 * @packageDocumentation
 */
export * from './activity';
export * from './deliveries';
export * from './eventExport';
export * from './events';
export * from './portal';
export * from './previews';
export * from './signals';
export * from './statistics';
export * from './reasonWords';
export * from './reasons';
export * from './webhooks';
export * from './permissions';
export {
  PREVIOUS_SIGNATURE_HEADER,
  SIGNATURE_HEADER,
  sign,
  verifySignature,
} from './signature';
export * from './client/WebhooksApi';
export { WebhooksClient } from './client/WebhooksClient';
export type { WebhooksClientOptions } from './client/WebhooksClient';
