import { reasonOf } from '@kubevision/backstage-plugin-webhooks-common';
import { Continuation } from './continueWatch';
import { ALL_WATCHES, Outage, Stall, WatchRecord } from './HealthStore';

/** An event that is to be told. */
export interface Turn extends Outage {
  readonly isWell: boolean;
}

/** How the watches of a cluster are, and what is to be told of that. */
export interface Judgement {
  /** With a stall only where it is known which event tells of it. */
  readonly records: readonly WatchRecord[];
  /** To be told before the records are written. */
  readonly ended: readonly Turn[];
  /** To be told after that. */
  readonly begun: readonly Turn[];
}

/** A stall that it is known of which event tells of it. */
type Told = Stall & { readonly outage: Outage };

/**
 * How long a stall is not told while it may turn out to be the cluster's, and how long some of its
 * watches may be well before the others are told by themselves. Watches that die of silence do so
 * within the interval of bookmarks, which is a minute.
 */
const GRACE_MS = 90_000;
/** A watch that heard of the cluster so long after another one stalled proves that it is there. */
const SIGN_OF_LIFE_MS = 70_000;

/**
 * Decides which event tells of a stall: when a cluster is away all of its watches stall, and that is
 * one event, not as many as kinds are watched in it. When it is back, that is one as well.
 */
export class Outages {
  #waitingSince: number | undefined;
  /** By the beginning of an outage of all: since when some of the watches are well again. */
  readonly #easedAt = new Map<number, number>();

  /** @param now - in milliseconds since the epoch */
  judge(watches: readonly Continuation[], now: number): Judgement {
    const before = this.#decide(watches, now);
    const ended = watches.flatMap(({ record, ended: stall }) =>
      stall ? told(record, stall) : [],
    );
    for (const { outage } of ended) {
      if (!this.#easedAt.has(outage.since))
        this.#easedAt.set(outage.since, now);
    }
    const records = before.map(record => this.#leaveBehind(record, now));
    const open = records.flatMap(({ stall }) => stall?.outage ?? []);
    const over = [...ended, ...before.flatMap(toldStalls)].filter(
      ({ outage }) => !open.some(it => isSame(it, outage)),
    );
    for (const { outage } of over) this.#easedAt.delete(outage.since);
    return {
      records,
      ended: distinct([
        ...over.filter(({ isTold }) => !isTold).map(toTurn(false)),
        ...over.map(toTurn(true)),
      ]),
      begun: distinct(
        records
          .flatMap(toldStalls)
          .filter(({ isTold }) => !isTold)
          .map(toTurn(false)),
      ),
    };
  }

  /** The watches, with those of their stalls of which it is decided who tells them. */
  #decide(watches: readonly Continuation[], now: number): WatchRecord[] {
    const outage = this.#outageOfAll(watches, now);
    return watches.map(({ record }) => {
      const { info, stall } = record;
      if (!stall || isDecided(stall)) {
        return stall ? { info, stall: told(record, stall) } : { info };
      }
      if (outage === 'undecided') return { info };
      return {
        info,
        stall: outage ? { ...stall, outage } : told(record, stall),
      };
    });
  }

  /** The outage that new stalls are a part of; undefined when each is one of its own. */
  #outageOfAll(
    watches: readonly Continuation[],
    now: number,
  ): Outage | 'undecided' | undefined {
    const records = watches
      .map(({ record }) => record)
      // What may not be read, and need not, says nothing.
      .filter(({ info }) => info.state !== 'forbidden');
    const fresh = records.flatMap(({ stall }) =>
      stall && !isDecided(stall) ? stall : [],
    );
    const since = Math.min(...fresh.map(stall => stall.since));
    const mayBeAway =
      fresh.length > 0 &&
      records.length > 1 &&
      records.every(record => isFailing(record) || !showsLife(record, since));
    if (!mayBeAway) {
      this.#waitingSince = undefined;
      return undefined;
    }
    this.#waitingSince ??= now;
    const isComplete = records.every(({ stall }) => stall);
    if (!isComplete && now - this.#waitingSince < GRACE_MS) return 'undecided';
    this.#waitingSince = undefined;
    if (!records.every(isFailing)) return undefined;
    const open = records.flatMap(({ stall }) => stall?.outage ?? []);
    return (
      open.find(({ resource }) => resource === ALL_WATCHES) ?? {
        resource: ALL_WATCHES,
        since,
        reason: summarize(fresh),
      }
    );
  }

  /** Most of the cluster is back, but not this. */
  #leaveBehind(record: WatchRecord, now: number): WatchRecord {
    const { info, stall } = record;
    if (stall?.outage?.resource !== ALL_WATCHES) return record;
    const easedAt = this.#easedAt.get(stall.outage.since) ?? now;
    if (now - easedAt < GRACE_MS) return record;
    const { since } = stall;
    const alone = { since, ...reasonOf(stall), isTold: false };
    return { info, stall: told(record, alone) };
  }
}

/** Those that were stored before there were outages of all were told by themselves. */
function isDecided({ isTold, outage }: Stall): boolean {
  return isTold || outage !== undefined;
}

/** By itself, unless it is a part of another outage. */
function told({ info: { resource } }: WatchRecord, stall: Stall): Told {
  const { since, reason, outage = { resource, since, reason } } = stall;
  return { ...stall, outage };
}

function toldStalls(record: WatchRecord): Told[] {
  return record.stall ? [told(record, record.stall)] : [];
}

function isFailing({ info: { state } }: WatchRecord): boolean {
  return state === 'stalled' || state === 'failing';
}

function showsLife({ info: { lastSeenAt } }: WatchRecord, since: number) {
  return (
    lastSeenAt !== undefined && Date.parse(lastSeenAt) > since + SIGN_OF_LIFE_MS
  );
}

/** That one is named tells what to look at first. */
function summarize(stalls: readonly Stall[]): string {
  const reasons = [...new Set(stalls.map(({ reason }) => reason))];
  return reasons.length > 1
    ? `${reasons[0]}, and ${reasons.length - 1} more`
    : reasons[0];
}

function toTurn(isWell: boolean) {
  return ({ outage }: Told): Turn => ({ ...outage, isWell });
}

function isSame(one: Outage, other: Outage): boolean {
  return one.resource === other.resource && one.since === other.since;
}

function distinct(turns: readonly Turn[]): Turn[] {
  return turns.filter(
    (turn, i) =>
      turns.findIndex(
        other => isSame(other, turn) && other.isWell === turn.isWell,
      ) === i,
  );
}
