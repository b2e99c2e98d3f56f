import { LoggerService } from '@backstage/backend-plugin-api';
import {
  Reason,
  RelistCause,
  because,
} from '@kubevision/backstage-plugin-webhooks-common';
import { ClusterError, Remedy, remedyOf, toRemedy } from './ClusterError';
import { WatchKey } from './WatchStore';

/** Why a watch does not go on, and what to do about it, in words for people. */
export interface Failure extends Reason, Remedy {}

/** That a watch has not been well, without a break. */
export interface Trouble extends Failure {
  readonly since: Date;
}

/** What is known of a watch that was counted, not computed. */
export interface WatchFacts {
  readonly state: 'starting' | 'watching' | 'failing';
  /** Of a watch that is failing. */
  readonly failure?: Failure;
  /** It can be there while the state is `watching`: a watch that only just opened may break again. */
  readonly trouble?: Trouble;
  readonly lastSeenAt?: Date;
  readonly lastEventAt?: Date;
  readonly lagMs?: number;
  readonly lastRelist?: { readonly at: Date; readonly cause: RelistCause };
  /** How many lists came after a gap, since `since`. */
  readonly gaps: number;
  readonly since: Date;
}

const MAX_CAUSE = 300;
/** A watch that stays open for so long is well, even when nothing happens in it. */
const CALM_MS = 10_000;
/** A watch is opened anew every ten minutes; one that was not has hung. */
const MAX_QUIET_MS = 11 * 60_000;

/** Counts how a watch is doing, and writes one line of log for each change of it. */
export class WatchStatus {
  readonly #key: WatchKey;
  readonly #logger: LoggerService;
  readonly #now: () => Date;
  #facts: Omit<WatchFacts, 'trouble'>;
  #trouble: Trouble | undefined;
  #watchingSince = 0;

  static create(options: {
    key: WatchKey;
    logger: LoggerService;
    now: () => Date;
  }) {
    return new WatchStatus(options.key, options.logger, options.now);
  }

  private constructor(key: WatchKey, logger: LoggerService, now: () => Date) {
    this.#key = key;
    this.#logger = logger;
    this.#now = now;
    this.#facts = { state: 'starting', gaps: 0, since: now() };
  }

  /** The cluster has accepted the watch, or has sent a list. */
  opened() {
    const now = this.#now();
    const wasWatching = this.#facts.state === 'watching';
    this.#set({ lastSeenAt: now, state: 'watching', failure: undefined });
    if (wasWatching) return;
    this.#watchingSince = now.getTime();
    this.#logger.info(`${this.#name()}: watching`);
  }

  /** Something arrived in the watch. */
  seen() {
    this.opened();
    this.#trouble = undefined;
  }

  failed(error: unknown) {
    const now = this.#now();
    this.#calmDown(now);
    const failure = failureOf(error);
    const isSilent = error instanceof ClusterError && error.kind === 'silent';
    const since = (isSilent && this.#facts.lastSeenAt) || now;
    this.#trouble = { since: this.#trouble?.since ?? since, ...failure };
    const before = this.#facts;
    this.#set({ state: 'failing', failure });
    if (before.failure?.reason === failure.reason) return;
    const { reason, remedy } = failure;
    this.#logger.warn(
      `${this.#name()}: ${reason}${remedy ? `. ${remedy}` : ''}`,
    );
  }

  /** A list was complete. */
  relisted(cause: RelistCause) {
    const { gaps } = this.#facts;
    this.#set({
      lastRelist: { at: this.#now(), cause },
      gaps: cause === 'first' ? gaps : gaps + 1,
    });
  }

  /** Changes worth telling are stored, so many milliseconds after the first of them was read. */
  told(lagMs: number) {
    this.#set({ lastEventAt: this.#now(), lagMs: Math.round(lagMs) });
  }

  /** Something worth a line of log that changes nothing. */
  note(text: string) {
    this.#logger.info(`${this.#name()}: ${text}`);
  }

  facts(): WatchFacts {
    const now = this.#now();
    this.#calmDown(now);
    return { ...this.#facts, trouble: this.#trouble ?? this.#hang(now) };
  }

  #set(facts: Partial<WatchFacts>) {
    this.#facts = { ...this.#facts, ...facts };
  }

  #calmDown(now: Date) {
    const isCalm =
      this.#facts.state === 'watching' &&
      now.getTime() - this.#watchingSince >= CALM_MS;
    if (isCalm) this.#trouble = undefined;
  }

  #hang(now: Date): Trouble | undefined {
    const { lastSeenAt, state } = this.#facts;
    if (state !== 'watching' || !lastSeenAt) return undefined;
    const isHanging = now.getTime() - lastSeenAt.getTime() > MAX_QUIET_MS;
    return isHanging
      ? { since: lastSeenAt, ...because('watch-silent') }
      : undefined;
  }

  #name(): string {
    return `Watch of ${this.#key.resource} in ${this.#key.cluster}`;
  }
}

/** Knex puts the whole statement with all its values before the cause; only the cause is told. */
function failureOf(error: unknown): Failure {
  if (error instanceof ClusterError) {
    return { ...error.why, ...remedyOf(error) };
  }
  const cause = String(error).split(' - ').at(-1)!.slice(-MAX_CAUSE);
  return {
    ...because('not-stored', { message: cause }),
    ...toRemedy(because('check-database')),
  };
}
