import { ApiError, apiErrors } from '../ApiError';
import { resourceName } from '../resources/Resource';
import { Target } from '../server/ApiRequest';

/** Answers requests with an error. The conditions that are given must all hold. */
export interface AnswerFault {
  /** HTTP status: 401, 403, 410, 429, 500, 503, … */
  code: number;
  /** E.g. `secrets` or `deployments.apps`. */
  resource?: string;
  namespace?: string;
  /** Of `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`, `deletecollection`. */
  verbs?: string[];
  message?: string;
  retryAfterSeconds?: number;
  /** How many requests it answers; without end when absent. */
  times?: number;
}

/** What is wrong with a cluster for as long as it is set. */
export interface FaultSettings {
  answers?: AnswerFault[];
  /** Open watches send nothing until this is lifted; then everything comes at once. */
  silence?: boolean;
  /** Requests are taken and never answered. */
  hang?: boolean;
  /** Each event of a watch waits for so long after the one before. */
  slowMs?: number;
  /** Events of different objects overtake each other; lists come backwards. */
  reorder?: boolean;
  /** What a watch sends together, it sends twice, in order, as one that went back a little. */
  duplicate?: boolean;
  /** New watches are compressed when the client takes gzip, as by Kubernetes 1.37. */
  gzip?: boolean;
  /** No bookmarks, as by a server before 1.16. */
  noBookmarks?: boolean;
  /** `sendInitialEvents` is not known, as by a server before 1.27. */
  noInitialEvents?: boolean;
  /** Discovery is not aggregated, as by a server before 1.26. */
  noAggregatedDiscovery?: boolean;
  /** Groups about which discovery knows nothing now, as when the service behind them is down. */
  staleGroups?: readonly string[];
}

const REASONS: Record<number, [reason: string, message: string]> = {
  401: ['Unauthorized', 'Unauthorized'],
  403: ['Forbidden', 'forbidden by a fault'],
  410: ['Expired', 'too old resource version'],
  429: [
    'TooManyRequests',
    'The apiserver has received too many requests and has asked us to try again later',
  ],
  500: ['InternalError', 'Internal error occurred'],
  503: [
    'ServiceUnavailable',
    'the server is currently unable to handle the request',
  ],
  504: ['Timeout', 'the request timed out'],
};

function toError(fault: AnswerFault, verb: string, target?: Target): ApiError {
  if (fault.code === 403 && target && !fault.message) {
    return apiErrors.forbidden(target.resource, verb, target.namespace);
  }
  const [reason, message] = REASONS[fault.code] ?? ['', 'unknown'];
  return new ApiError(fault.code, reason, fault.message ?? message, {
    retryAfterSeconds: fault.retryAfterSeconds,
  });
}

/** The faults of one cluster that last until they are lifted. */
export class Faults {
  static create(): Faults {
    return new Faults();
  }

  #settings: FaultSettings = {};
  #waiting: (() => void)[] = [];

  private constructor() {}

  get settings(): Readonly<FaultSettings> {
    return this.#settings;
  }

  /** Adds to the faults, or changes them; `undefined` lifts one. */
  set(settings: FaultSettings): void {
    this.#replace({ ...this.#settings, ...settings });
  }

  /** Lifts all faults. */
  clear(): void {
    this.#replace({});
  }

  /** Denies a resource, as a missing RBAC rule does. */
  deny(resource: string, options: { verbs?: string[] } = {}): void {
    const { answers = [] } = this.#settings;
    this.set({ answers: [...answers, { code: 403, resource, ...options }] });
  }

  /** Resolves when the faults change. */
  nextChange(): Promise<void> {
    return new Promise(resolve => this.#waiting.push(resolve));
  }

  /** The error that a request gets, if any. Counts down `times`. */
  answerTo(verb: string, target?: Target): ApiError | undefined {
    const { answers = [] } = this.#settings;
    const fault = answers.find(
      ({ resource, namespace, verbs, times }) =>
        times !== 0 &&
        (!verbs || verbs.includes(verb)) &&
        (!namespace || namespace === target?.namespace) &&
        (!resource ||
          (target &&
            [target.resource.plural, resourceName(target.resource)].includes(
              resource,
            ))),
    );
    if (!fault) return undefined;
    if (fault.times !== undefined) {
      const rest = { ...fault, times: fault.times - 1 };
      const replace = (item: AnswerFault) => (item === fault ? rest : item);
      this.#settings = { ...this.#settings, answers: answers.map(replace) };
    }
    return toError(fault, verb, target);
  }

  #replace(settings: FaultSettings) {
    this.#settings = settings;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
