import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { v4 as uuid } from 'uuid';
import { Lifecycle } from '../changes/lifecycle';
import { NoiseControl } from '../noise/NoiseControl';
import { Subject, endsHolds } from '../noise/Subject';
import { readNoise } from './readNoise';
import { EventMatch } from './WebhookMatcher';
import { writeNoise } from './writeNoise';

/**
 * Adds a delivery of each event for every enabled webhook that wants it, or makes the event a part
 * of one that is held back, and makes due what waited for this batch.
 *
 * @param options - `subjects`: the events that were not known before; `ended`: by their keys, the
 *   objects that are not being rolled out, none when absent; `matches`: which webhooks want the events;
 *   `dueAt`: when one that is not held back is due, in milliseconds since the epoch; `traceparent`: of
 *   the trace of the commit
 * @returns the ids of the webhooks that have new or different deliveries
 */
export async function enqueueDeliveries(
  tx: Knex.Transaction,
  options: {
    subjects: readonly Subject[];
    ended?: ReadonlyMap<string, Lifecycle | undefined>;
    matches: readonly EventMatch[];
    dueAt?: (event: WebhookEvent) => number;
    traceparent?: string;
    now: Date;
  },
): Promise<readonly string[]> {
  const { subjects, ended = new Map(), matches, now } = options;
  const { dueAt = () => now.getTime(), traceparent } = options;
  const wanted = groupByEvent(matches);

  const { retry, ...known } = await readNoise(tx, {
    subjects: subjects.filter(
      subject => endsHolds(subject.event) || wanted.has(subject.event.id),
    ),
    endedKeys: [...ended.keys()],
    webhookIds: [...wanted.values()].flat().map(({ webhookId }) => webhookId),
    now,
  });
  const noise = NoiseControl.create({
    ...known,
    now: now.getTime(),
    newId: uuid,
  });
  for (const subject of subjects) {
    // What happened before is told before, to whoever wants only that.
    if (endsHolds(subject.event)) noise.release(subject.objectKey);
    for (const want of wanted.get(subject.event.id) ?? []) {
      noise.add(want.webhookId, subject, want.eventType);
    }
  }
  for (const [key, lifecycle] of ended) noise.endRollout(key, lifecycle);

  await writeNoise(tx, noise, { now, dueAt, retry, traceparent });
  return [...new Set(noise.changed.map(({ webhookId }) => webhookId))];
}

function groupByEvent(wanted: readonly EventMatch[]) {
  const groups = new Map<string, EventMatch[]>();
  for (const want of wanted) {
    const group = groups.get(want.event.id);
    if (group) group.push(want);
    else groups.set(want.event.id, [want]);
  }
  return groups;
}
