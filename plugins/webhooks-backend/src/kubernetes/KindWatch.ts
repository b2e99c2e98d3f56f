import { isDeepStrictEqual } from 'node:util';
import { ResourceType } from '../changes/types';
import { backoffMs } from './backoff';
import { ClusterError } from './ClusterError';
import { ObservedWatch, describeWatch } from './health/describeWatch';
import { rebase } from './rebase';
import { Reflector, ReflectorOptions } from './Reflector';
import { sleep } from './sleep';
import { watchRefusals } from './watchRefusals';
import { Demand } from './wanted';

export interface KindWatchOptions extends ReflectorOptions {
  /** Found by discovery, and so it can be forbidden or go away without anything being wrong. */
  readonly isCustom: boolean;
  /** Called when the cluster says that it does not serve what it was said to serve. */
  readonly onNotServed: () => void;
}

interface Refusal {
  readonly error: ClusterError;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** How many there were in a row. */
  readonly times: number;
}

/** How long something that is forbidden is not asked for again. */
const FORBIDDEN_RETRY_MS = 10 * 60_000;

/**
 * The watch of one kind. A custom resource that nobody asked for by name may be forbidden: that is
 * shown, and tried again only now and then. One that is not served any more waits for the next
 * discovery to say what is true.
 */
export class KindWatch {
  readonly #options: KindWatchOptions;
  readonly #controller = new AbortController();
  #demand: Demand;
  #reflector: Reflector | undefined;
  #refusal: Refusal | undefined;
  #attempt = new AbortController();
  #retry = new AbortController();
  #ended: Promise<void>;

  static start(options: KindWatchOptions, demand: Demand) {
    return new KindWatch(options, demand);
  }

  private constructor(options: KindWatchOptions, demand: Demand) {
    this.#options = options;
    this.#demand = demand;
    this.#ended = this.#run();
  }

  /** Resolves when it will not write to the store again. */
  async stop(): Promise<void> {
    this.#controller.abort();
    this.#attempt.abort();
    this.#retry.abort();
    await this.#ended;
  }

  watches(type: ResourceType): boolean {
    return isDeepStrictEqual(type, this.#options.type);
  }

  /** To be called when discovery says that the kind is served, and for whom it is wanted. */
  confirm(demand: Demand): void {
    const isNewlyNamed = demand === 'named' && this.#demand === 'all';
    this.#demand = demand;
    if (!this.#refusal) return;
    const { now, random } = this.#options;
    const { error, at, times } = this.#refusal;
    const pause =
      error.kind === 'forbidden'
        ? FORBIDDEN_RETRY_MS
        : backoffMs(times, random);
    if (isNewlyNamed || now().getTime() - at >= pause) this.#retry.abort();
  }

  describe(): ObservedWatch {
    const { status, type } = this.#options;
    const observed =
      this.#reflector?.describe() ??
      describeWatch(status.facts(), { type, objects: 0 });
    // Once somebody names it, being forbidden is a failure like any other.
    if (!this.#refusal || !this.#isRefusal(this.#refusal.error)) {
      return observed;
    }
    const { kind, message, remedy } = this.#refusal.error;
    const state = kind === 'forbidden' ? 'forbidden' : 'starting';
    return { info: { ...observed.info, state, reason: message, remedy } };
  }

  namespaces(): string[] {
    return this.#reflector?.namespaces() ?? [];
  }

  async #run() {
    const { signal } = this.#controller;
    while (!signal.aborted) {
      this.#attempt = new AbortController();
      this.#retry = new AbortController();
      await this.#watch(this.#attempt.signal);
      // Refused, or taken over by another replica: then it waits to be stopped.
      if (!signal.aborted) await untilAborted(this.#retry.signal);
    }
  }

  /** Until it is stopped or refused. */
  async #watch(signal: AbortSignal) {
    const options: ReflectorOptions = {
      ...this.#options,
      transport: watchRefusals(this.#options.transport, {
        isRefusal: error => this.#isRefusal(error),
        onRefused: error => this.#refused(error),
        onGranted: () => {
          this.#refusal = undefined;
        },
      }),
    };
    const { random, status } = options;
    for (let failures = 1; !signal.aborted; failures += 1) {
      try {
        await rebase({ ...options, signal });
        break;
      } catch (error) {
        if (signal.aborted) return;
        status.failed(error);
        await sleep(backoffMs(failures, random), signal);
      }
    }
    this.#reflector = Reflector.create(options);
    await this.#reflector.run(signal);
  }

  #isRefusal({ kind }: ClusterError): boolean {
    if (!this.#options.isCustom) return false;
    return (
      kind === 'not-served' || (kind === 'forbidden' && this.#demand === 'all')
    );
  }

  #refused(error: ClusterError) {
    const { now, onNotServed, status } = this.#options;
    const isSame = this.#refusal?.error.kind === error.kind;
    const times = isSame ? this.#refusal!.times + 1 : 1;
    this.#refusal = { error, at: now().getTime(), times };
    this.#attempt.abort();
    if (times > 1) return;
    if (error.kind === 'not-served') onNotServed();
    else status.note(`not watched: ${error.message}`);
  }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    signal.addEventListener('abort', () => resolve(), { once: true });
    if (signal.aborted) resolve();
  });
}
