/**
 * What a module may extend in the webhooks backend, and what it is made with.
 *
 * @packageDocumentation
 */
export * from './config';
export * from './eventSource';
export * from './extensionPoint';
export * from './message';
export * from './permissions';
export * from './platform';
export * from './service';
