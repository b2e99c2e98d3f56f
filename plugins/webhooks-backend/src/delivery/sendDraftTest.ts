import {
  DraftTestResult,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Target } from '@kubevision/backstage-plugin-webhooks-node';
import { v4 as uuid } from 'uuid';
import { AttemptOptions, attemptDelivery } from './attemptDelivery';
import { toTestResult } from './toTestResult';

/** A test of a webhook that is not stored. */
export interface DraftTest {
  readonly platformId: string;
  readonly target: Target;
  readonly event: WebhookEvent;
}

/** What names a webhook without an id in the log. */
const DRAFT = 'draft';

/** Sends a test by the same way as any delivery, and keeps nothing of it. */
export async function sendDraftTest(
  { platformId, target, event }: DraftTest,
  options: Omit<AttemptOptions, 'openTarget' | 'holds'>,
): Promise<DraftTestResult> {
  const id = uuid();
  const attempted = await attemptDelivery(
    {
      id,
      // No row, as nothing of it is kept.
      seq: 0,
      webhookId: DRAFT,
      webhook: {
        id: DRAFT,
        platform: platformId,
        enabled: true,
        sealedTarget: '',
      },
      event: { ...event, id: `test-${id}` },
      test: true,
      attempts: 0,
      attemptsLeft: 1,
      retry: 'contract',
      waits: 0,
      plainText: false,
      claimId: DRAFT,
    },
    { ...options, openTarget: () => target, holds: () => true },
  );
  if (attempted === 'disabled' || attempted === 'lost') {
    throw new Error('A draft is neither disabled nor claimed by anybody');
  }
  return toTestResult(attempted.record);
}
