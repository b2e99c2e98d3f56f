import { isDeepStrictEqual } from 'node:util';
import { Change } from '@kubevision/backstage-plugin-webhooks-common';
import { Commit, KubernetesObject } from 'cluster-simulator';
import { describeCommit, describeTold } from './describe';
import type { Gap, Reconciliation, Told } from './reconcile';
import { changesBetween, eventOf, summaryOf } from './watchedFields';

/** All writes to one object, oldest first, and what of them has been told so far. */
export class ObjectHistory {
  readonly #cluster: string;
  readonly #writes: readonly Commit[];
  readonly #gaps: readonly Gap[];
  /** The place of the last write that a message was about; before all of them at first. */
  #place = -1;

  static create(options: {
    cluster: string;
    writes: readonly Commit[];
    gaps: readonly Gap[];
  }) {
    return new ObjectHistory(options);
  }

  private constructor(options: {
    cluster: string;
    writes: readonly Commit[];
    gaps: readonly Gap[];
  }) {
    this.#cluster = options.cluster;
    this.#writes = options.writes;
    this.#gaps = options.gaps;
  }

  /** Goes through the messages about the object in the order of its versions. */
  compare(messages: readonly Told[], found: Reconciliation): void {
    if (messages.length === 0 && this.#wasUnseen()) return;
    const seen = new Set<string>();
    for (const message of [...messages].sort(byVersion)) {
      const what = `${kindOf(message)} ${message.event.resourceVersion}`;
      const once = kindOf(message) === 'update' ? what : kindOf(message);
      if (seen.has(once)) {
        found.doubled.push(describeTold(message));
        continue;
      }
      seen.add(once);
      this.#take(message, found);
    }
    this.#skipTo(this.#writes.length, found);
  }

  /** Whether it came and went within one gap. */
  #wasUnseen(): boolean {
    const [first, last] = [this.#writes[0], this.#writes.at(-1)!];
    return (
      first.type === 'ADDED' &&
      last.type === 'DELETED' &&
      this.#gaps.some(gap => isIn(gap, first) && isIn(gap, last))
    );
  }

  #take(message: Told, found: Reconciliation) {
    const place = this.#find(message);
    if (place === -1) {
      found.invented.push(describeTold(message));
      return;
    }
    const before = this.#current();
    this.#skipTo(place, found);
    const write = this.#writes[place];
    const expected = expectation(kindOf(message), before, write);
    this.#place = place;
    if (!expected) {
      found.invented.push(describeTold(message));
    } else if (!this.#says(message, write.resource, expected)) {
      found.wrong.push(
        `${describeTold(message)}; expected ${expected.event} ${JSON.stringify(
          expected.changes ?? expected.subject,
        )}`,
      );
    }
  }

  /** The place of the write that a message is about; -1 when there is none left. */
  #find(message: Told): number {
    const kind = kindOf(message);
    return this.#writes.findIndex(
      ({ type, revision }, place) =>
        place > this.#place &&
        (kind === 'delete'
          ? type === 'DELETED'
          : type !== 'DELETED' &&
            String(revision) === message.event.resourceVersion),
    );
  }

  /** The object as the last message left it; undefined when it has not been told of. */
  #current() {
    return this.#place === -1
      ? this.#writes[0].previous
      : this.#writes[this.#place].object;
  }

  /** Passes writes without a message: right in a gap, where what follows makes up for them. */
  #skipTo(end: number, found: Reconciliation) {
    const skipped = this.#writes.slice(this.#place + 1, end);
    const last = skipped.at(-1);
    if (!last) return;
    const isMadeUpFor =
      end < this.#writes.length || !isNews(this.#current(), last);
    for (const write of skipped) {
      const isInGap = this.#gaps.some(gap => isIn(gap, write));
      if (!(isInGap && isMadeUpFor) && isNews(write.previous, write)) {
        found.missing.push(describeCommit(write));
      }
    }
  }

  #says({ event }: Told, resource: string, expected: Expectation): boolean {
    const { subject, changes } = expected;
    const { namespace, name, uid } = subject.metadata;
    const summary = String(event.detail.new ?? event.detail.old);
    return (
      event.cluster === this.#cluster &&
      event.namespace === namespace &&
      event.name === name &&
      event.uid === uid &&
      event.resource === subject.kind &&
      event.event === expected.event &&
      isDeepStrictEqual(event.detail, event.changes[0]) &&
      (changes
        ? isDeepStrictEqual(event.changes, changes)
        : event.detail.field === 'object' &&
          summaryOf(resource, subject).every(part => summary.includes(part)))
    );
  }
}

interface Expectation {
  readonly event: string;
  /** Whom the message is about, as it was when it was last seen. */
  readonly subject: KubernetesObject;
  /** Absent when an object came or went: it is then described in a few words. */
  readonly changes?: readonly Change[];
}

/** What a message must say about a write; undefined when nothing is to be said. */
function expectation(
  kind: string,
  before: KubernetesObject | undefined,
  { resource, object }: Commit,
): Expectation | undefined {
  if (kind === 'create') {
    return before ? undefined : { event: 'create', subject: object };
  }
  if (!before) return undefined;
  if (kind === 'delete') return { event: 'delete', subject: before };
  const changes = changesBetween(resource, before, object);
  if (changes.length === 0) return undefined;
  return { event: eventOf(resource, changes), subject: object, changes };
}

/** Whether a write differs from what was known in anything that must be told. */
function isNews(before: KubernetesObject | undefined, write: Commit): boolean {
  if (write.type === 'DELETED' || !before) return true;
  return changesBetween(write.resource, before, write.object).length > 0;
}

function isIn(gap: Gap, { revision, resource }: Commit): boolean {
  return (
    revision > gap.after &&
    revision <= gap.upTo &&
    (!gap.resource || gap.resource === resource)
  );
}

function kindOf({ event }: Told): 'create' | 'update' | 'delete' {
  return event.event === 'scale' ? 'update' : event.event;
}

const ORDER = { create: 0, update: 1, delete: 2 };

function byVersion(a: Told, b: Told): number {
  return (
    ORDER[kindOf(a)] - ORDER[kindOf(b)] ||
    Number(a.event.resourceVersion) - Number(b.event.resourceVersion)
  );
}
