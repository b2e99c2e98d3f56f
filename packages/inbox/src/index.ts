/**
 * A receiver that answers as the six platforms would and shows what arrived.
 *
 * @packageDocumentation
 */
export { startInbox } from './Inbox';
export type { Arrival, Inbox, InboxOptions } from './Inbox';
export type { Answer } from './receivers';
export type { Verification } from './signatures';
