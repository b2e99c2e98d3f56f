import { RetrySchedule } from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { attemptsOf } from '../webhooks/retrySchedules';
import { NO_REASON } from './reasonColumns';

/**
 * The columns of a delivery that is to be sent again, all but when: the same id, and everything
 * that was tried before, but a new budget.
 *
 * Its object's key gets another first letter, which no hash has. Among themselves, deliveries of
 * one object that are sent again keep their order; but they keep nothing new of that object
 * waiting, are not taken for news of it, and take nothing up.
 */
export function freshBudget(knex: Knex, retry: RetrySchedule) {
  return {
    status: 'pending',
    retry,
    attempts_left: attemptsOf(retry),
    waits: 0,
    plain_text: false,
    object_key: knex.raw(`'r' || substr(object_key, 2)`),
    claim_id: null,
    // Whatever told of it before, now it is told by itself.
    digest_id: null,
    ...NO_REASON,
    delivered_at: null,
    failed_at: null,
    failure_class: null,
  };
}
