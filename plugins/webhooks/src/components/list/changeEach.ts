import { Webhook } from '@kubevision/backstage-plugin-webhooks-common';

/** How many changes are on their way at the same time. */
const AT_ONCE = 4;

/** What came of changing several webhooks. */
export interface BulkOutcome<T> {
  done: T[];
  failed: { webhook: T; error: unknown }[];
}

/** Changes several webhooks; one that cannot be changed keeps nothing from the others. */
export async function changeEach<T extends Pick<Webhook, 'id'>>(
  webhooks: readonly T[],
  change: (webhook: T) => Promise<unknown>,
): Promise<BulkOutcome<T>> {
  const waiting = [...webhooks];
  const outcome: BulkOutcome<T> = { done: [], failed: [] };
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const webhook = next;
      await change(webhook).then(
        () => outcome.done.push(webhook),
        error => outcome.failed.push({ webhook, error }),
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return outcome;
}
