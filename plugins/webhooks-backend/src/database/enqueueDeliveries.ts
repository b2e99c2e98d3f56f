import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { v4 as uuid } from 'uuid';
import { WatchBatch } from '../kubernetes/WatchStore';
import { endedRollouts } from '../noise/endedRollouts';
import { NoiseControl } from '../noise/NoiseControl';
import { isWholeObject, toSubject } from '../noise/Subject';
import { WantedEvent, matchEvents } from '../webhooks/matchEvents';
import { readNoise } from './readNoise';
import { readEnabledFilters } from './WebhookStore';
import { writeNoise } from './writeNoise';

/**
 * Adds a delivery of each event for every enabled webhook that wants it, or makes the event a part
 * of one that is held back, and makes due what waited for this batch.
 *
 * @param options - `events`: those of the batch that were not known before
 * @returns how many deliveries are new or different
 */
export async function enqueueDeliveries(
  tx: Knex.Transaction,
  options: {
    batch: WatchBatch;
    events: readonly WebhookEvent[];
    now: Date;
  },
): Promise<number> {
  const { batch, events, now } = options;
  const objects = new Map(batch.upserts.map(object => [object.uid, object]));
  const subjects = events.map(event =>
    toSubject(event, batch.key, objects.get(event.uid)),
  );
  const ended = endedRollouts(batch.key, batch.upserts);
  const wanted = groupByEvent(
    matchEvents(await readEnabledFilters(tx), events),
  );

  const noise = NoiseControl.create({
    ...(await readNoise(tx, {
      subjects: subjects.filter(
        subject => isWholeObject(subject.event) || wanted.has(subject.event.id),
      ),
      endedKeys: [...ended.keys()],
      webhookIds: [...wanted.values()].flat().map(({ webhookId }) => webhookId),
      now,
    })),
    now: now.getTime(),
    newId: uuid,
  });
  for (const subject of subjects) {
    // What happened before is told before, to whoever wants only that.
    if (isWholeObject(subject.event)) noise.release(subject.objectKey);
    for (const want of wanted.get(subject.event.id) ?? []) {
      noise.add(want.webhookId, subject, want.eventType);
    }
  }
  for (const [key, lifecycle] of ended) noise.endRollout(key, lifecycle);

  await writeNoise(tx, noise, now);
  return noise.changed.length;
}

function groupByEvent(wanted: readonly WantedEvent[]) {
  const groups = new Map<string, WantedEvent[]>();
  for (const want of wanted) {
    const group = groups.get(want.event.id);
    if (group) group.push(want);
    else groups.set(want.event.id, [want]);
  }
  return groups;
}
