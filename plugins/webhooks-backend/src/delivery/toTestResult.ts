import { DraftTestResult } from '@kubevision/backstage-plugin-webhooks-common';
import { AttemptRecord } from '../database/completeDeliveries';

/** What whoever pressed the Test button is told of the attempt. */
export function toTestResult(attempt: AttemptRecord): DraftTestResult {
  const { outcome, statusCode, responseBody, durationMs } = attempt;
  const { reason, reasonParts } = attempt;
  return {
    outcome,
    statusCode,
    responseBody,
    durationMs,
    reason,
    reasonParts,
  };
}
