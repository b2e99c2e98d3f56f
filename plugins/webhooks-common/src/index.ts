/**
 * Wire shapes, permissions and signature verification of the webhooks plugin.
 *
 * @packageDocumentation
 */
export * from './types';
export * from './preview';
export * from './eventExport';
export * from './storage';
export * from './permissions';
export { SIGNATURE_HEADER, sign, verifySignature } from './signature';
