import { Reason } from '@kubevision/backstage-plugin-webhooks-common';

/**
 * A reason about a URL as it is read after the name of a field: without what it is about, and
 * without its full stop.
 */
export function asProblem({ reason, reasonParts }: Reason): Reason {
  return {
    reason: reason.replace(/^The \w+'s (URL|address) /, '').replace(/\.$/, ''),
    reasonParts,
  };
}
