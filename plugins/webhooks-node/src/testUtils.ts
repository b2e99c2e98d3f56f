/**
 * Tests that every platform must pass, for Jest with fast-check, and what they are made with.
 *
 * @packageDocumentation
 */
export * from './testUtils/arbitraries';
export * from './testUtils/describePlatform';
export * from './testUtils/events';
export type { BodyLaws, PlatformLaws } from './testUtils/platformLaws';
export * from './testUtils/secrets';
export type * from './platform/Platform';
