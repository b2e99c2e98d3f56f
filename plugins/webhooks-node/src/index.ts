/**
 * What a module may extend in the webhooks backend.
 *
 * @packageDocumentation
 */
export * from './Platform';
export * from './permissions';
export * from './extensionPoint';
