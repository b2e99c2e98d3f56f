/**
 * Wire shapes, permissions and signature verification of the webhooks plugin.
 *
 * @packageDocumentation
 */
export * from './types';
export * from './preview';
export * from './activity';
export * from './signals';
export * from './eventExport';
export * from './statistics';
export * from './storage';
export * from './permissions';
export {
  PREVIOUS_SIGNATURE_HEADER,
  SIGNATURE_HEADER,
  sign,
  verifySignature,
} from './signature';
