/**
 * Tests that every platform must pass, for Jest with fast-check, and what they are made with.
 *
 * @packageDocumentation
 */
export * from './testUtils/arbitraries';
export * from './testUtils/describePlatform';
export * from './testUtils/events';
export * from './testUtils/secrets';
export type * from './platform/Platform';
