import { Dispatcher } from 'undici';
import { BodyReader, BodyText } from './BodyReader';

/** A complete answer, but for what is too long of its body. */
export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Record<string, string>;
  readonly body: BodyText;
}

/** Options of {@link exchange}. */
export interface ExchangeOptions {
  /** For everything from connecting to the last byte of the answer. */
  readonly timeoutMs: number;
  /** How much of the body is read; the connection is closed when more would come. */
  readonly maxBodyBytes: number;
  /** Gives up early. */
  readonly signal?: AbortSignal;
}

/** Thrown when an answer was not complete in time. */
export class DeadlineError extends Error {}

/** A header that comes more than once is one, joined by commas, as HTTP has it. RFC 9110, 5.3. */
function flatten(
  headers: Record<string, string | string[] | undefined>,
): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const name of Object.keys(headers)) {
    const value = headers[name] ?? '';
    flat[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return flat;
}

/** What undici calls while a request is sent and answered. */
class ExchangeHandler implements Dispatcher.DispatchHandler {
  readonly #options: ExchangeOptions;
  readonly #resolve: (answer: Answer) => void;
  readonly #reject: (error: unknown) => void;
  readonly #timer: NodeJS.Timeout;
  readonly #onAbort = () => this.#giveUp(this.#options.signal?.reason);
  #controller: Dispatcher.DispatchController | undefined;
  #body: BodyReader | undefined;
  #givenUp: Error | undefined;
  #hasEnded = false;

  constructor(
    options: ExchangeOptions,
    promise: {
      resolve: (answer: Answer) => void;
      reject: (error: unknown) => void;
    },
  ) {
    const { timeoutMs, signal } = options;
    this.#options = options;
    this.#resolve = promise.resolve;
    this.#reject = promise.reject;
    this.#timer = setTimeout(
      () => this.#giveUp(new DeadlineError()),
      timeoutMs,
    );
    signal?.addEventListener('abort', this.#onAbort);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // While it waited for a connection; nothing is sent any more.
    if (this.#givenUp) controller.abort(this.#givenUp);
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    rawHeaders: Record<string, string | string[] | undefined>,
  ): void {
    const isInformational = status < 200;
    if (isInformational) return;
    const headers = flatten(rawHeaders);
    this.#body = BodyReader.create({
      encoding: headers['content-encoding'],
      maxBytes: this.#options.maxBodyBytes,
      onRead: body => {
        this.#settle();
        this.#resolve({ status, headers, body });
        if (!this.#hasEnded) controller.abort(new Error('Enough was read'));
      },
    });
  }

  onResponseData(_controller: unknown, chunk: Buffer): void {
    this.#body?.write(chunk);
  }

  onResponseEnd(): void {
    this.#hasEnded = true;
    this.#body?.end();
  }

  /** Also what comes of giving up, which changes nothing any more. */
  onResponseError(_controller: unknown, error: Error): void {
    this.#settle();
    this.#reject(error);
  }

  #giveUp(reason: Error): void {
    this.#givenUp = reason;
    this.#settle();
    this.#reject(reason);
    this.#controller?.abort(reason);
  }

  #settle(): void {
    clearTimeout(this.#timer);
    this.#options.signal?.removeEventListener('abort', this.#onAbort);
    this.#body?.destroy();
  }
}

/**
 * Sends a request and reads the answer to it. By undici's lowest interface: streams and abort signals
 * for every answer of a few bytes took a tenth of what a delivery costs in all.
 * https://undici.nodejs.org/#/docs/api/Dispatcher?id=dispatcherdispatchoptions-handler
 *
 * @throws DeadlineError when it took too long
 * @throws the signal's reason when that was aborted
 * @throws the transport's error when the connection breaks before the end
 */
export async function exchange(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  options: ExchangeOptions,
): Promise<Answer> {
  options.signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const handler = new ExchangeHandler(options, { resolve, reject });
    dispatcher.dispatch(request, handler);
  });
}
