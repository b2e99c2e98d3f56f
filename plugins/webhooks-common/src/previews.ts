import { Schemas } from './openapi/Schemas';

/** Body of `POST /preview`. */
export type PreviewRequest = Schemas['PreviewRequest'];

/** What a message says before a platform's markup; text is untrusted and unescaped. */
export type PreviewMessage = Schemas['PreviewMessage'];

/** The answer of `POST /preview`: the request as it would be sent, without URL and secrets. */
export type PreviewResult = Schemas['PreviewResult'];

/** Body of `POST /preview/test`: what of a webhook, as it would be saved, a test needs. */
export type DraftTestRequest = Schemas['DraftTestRequest'];

/** The answer of `POST /preview/test`: as of any test, but nothing is kept of it. */
export type DraftTestResult = Schemas['DraftTestResult'];

/** Body of `POST /preview/matches`. */
export type MatchesRequest = Schemas['MatchesRequest'];

/** The answer of `POST /preview/matches`. */
export type MatchingEvents = Schemas['MatchingEvents'];
