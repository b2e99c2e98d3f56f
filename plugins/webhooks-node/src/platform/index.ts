export * from './Platform';
export { acceptsHost, checkHosts, claimsHost, exampleHost } from './hosts';
export { jsonRequest } from './jsonRequest';
export { retryAfter, secondsToMs } from './retryAfter';
export * from './verdicts';
