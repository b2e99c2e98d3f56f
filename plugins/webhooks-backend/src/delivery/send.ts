import { Reason, because } from '@kubevision/backstage-plugin-webhooks-common';
import {
  IncomingResponse,
  OutgoingRequest,
} from '@kubevision/backstage-plugin-webhooks-node';
import { Dispatcher } from 'undici';
import { untraced } from '../telemetry/tracing';
import { AgentPool } from './AgentPool';
import { AllowedReceivers } from './allowedReceivers';
import { ResolveAll } from './checkReceiver';
import { DeadlineError, exchange } from './exchange';
import { toFailure } from './failureReason';
import { parseUrl } from './parseUrl';

const DEFAULT_TIMEOUT_MS = 10_000;
const DEFAULT_MAX_BODY_BYTES = 16 * 1024;
const DEFAULT_USER_AGENT = 'KubeVision-Webhooks';

/**
 * What came of sending.
 * - `response`: an answer of any status; `truncated` when its body was longer than is kept.
 * - `failure`: no complete answer; `reason` is for people and holds nothing secret.
 */
export type SendResult =
  | {
      readonly kind: 'response';
      readonly response: IncomingResponse;
      readonly durationMs: number;
      readonly truncated: boolean;
    }
  | (Reason & {
      readonly kind: 'failure';
      readonly durationMs: number;
      readonly retryable: boolean;
    });

/** Sends requests to receivers. The only place in the plugin that does. */
export interface Sender {
  /**
   * Sends once. Follows no redirect, keeps no cookie, and never throws: whatever happens becomes
   * a result, within the deadline.
   *
   * @param options - `signal` gives up early
   */
  send(
    request: OutgoingRequest,
    options?: { signal?: AbortSignal },
  ): Promise<SendResult>;
  /** Closes all connections, those in use too. */
  close(): Promise<void>;
}

/** Options of {@link createSender}. */
export interface SenderOptions {
  readonly allowedReceivers: AllowedReceivers;
  /** From resolving the name to the last byte of the answer; 10 seconds when absent. */
  readonly timeoutMs?: number;
  /** How much of an answer is read; 16 KiB when absent. */
  readonly maxBodyBytes?: number;
  readonly userAgent?: string;
  /** Resolves names; `dns.lookup` when absent. */
  readonly resolve?: ResolveAll;
}

/** Makes a sender, whose connections are kept open for a few seconds to be used again. */
export function createSender(options: SenderOptions): Sender {
  const {
    timeoutMs = DEFAULT_TIMEOUT_MS,
    maxBodyBytes = DEFAULT_MAX_BODY_BYTES,
    userAgent = DEFAULT_USER_AGENT,
    ...guard
  } = options;
  const agents = AgentPool.create({ ...guard, timeoutMs });

  return {
    async send(request, { signal } = {}) {
      const started = performance.now();
      const durationMs = () => Math.round(performance.now() - started);
      try {
        const agent = agents.for(request.clientCertificate);
        const { status, headers, body } = await untraced(() =>
          exchange(
            agent,
            {
              ...locate(request.url),
              method: request.method,
              headers: wireHeaders(request.headers, userAgent),
              body: request.body,
            },
            { timeoutMs, maxBodyBytes, signal },
          ),
        );
        return {
          kind: 'response',
          response: { status, headers, body: body.text },
          durationMs: durationMs(),
          truncated: body.truncated,
        };
      } catch (error) {
        const failure =
          error instanceof DeadlineError
            ? tooLate(timeoutMs)
            : givenUp(signal) ?? toFailure(error);
        return { kind: 'failure', ...failure, durationMs: durationMs() };
      }
    },
    close: () => agents.destroy(),
  };
}

/** The headers of a request as they are sent, but for those of the connection. */
export function wireHeaders(
  headers: OutgoingRequest['headers'],
  userAgent = DEFAULT_USER_AGENT,
): Record<string, string> {
  return {
    ...headers,
    'user-agent': userAgent,
    'accept-encoding': 'identity',
  };
}

function locate(
  url: string,
): Pick<Dispatcher.DispatchOptions, 'origin' | 'path'> {
  const { origin, pathname, search } = parseUrl(url) ?? new URL(url);
  return { origin, path: `${pathname}${search}` };
}

function tooLate(timeoutMs: number) {
  const seconds = timeoutMs / 1000;
  return {
    ...because('answer-timeout', { seconds }),
    retryable: true,
  };
}

function givenUp(signal: AbortSignal | undefined) {
  return signal?.aborted
    ? { ...because('sending-stopped'), retryable: true }
    : undefined;
}
