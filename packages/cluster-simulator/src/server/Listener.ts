import { createServer as createHttpServer, RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { AddressInfo, createServer, Server, Socket } from 'node:net';
import { processCertificate } from './certificate';

/** The first byte of a TLS handshake. No HTTP request begins with it. */
const TLS_HANDSHAKE = 0x16;

interface ConnectionHandler {
  emit(event: 'connection', socket: Socket): boolean;
}

/**
 * A port on the loopback that speaks http and https, that can be closed and opened again, and
 * that knows its connections. https is there for kubectl, which sends no token over http.
 */
export class Listener {
  static create(options: {
    /** 0 for any free port. */
    port: number;
  }): Listener {
    return new Listener(options.port);
  }

  readonly sockets = new Set<Socket>();
  readonly #server: Server;
  readonly #http: ConnectionHandler;
  #https?: ConnectionHandler;
  #onRequest: RequestListener = (_, response) => response.end();
  #port: number;

  private constructor(port: number) {
    this.#port = port;
    this.#http = createHttpServer((...exchange) =>
      this.#onRequest(...exchange),
    );
    this.#server = createServer(socket => this.#accept(socket));
  }

  get port(): number {
    return this.#port;
  }

  /** Says who answers the requests. */
  serve(onRequest: RequestListener): void {
    this.#onRequest = onRequest;
  }

  /** @throws Error with the code `EADDRINUSE` when the port is taken */
  async open(): Promise<void> {
    if (this.#server.listening) return;
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#port, '127.0.0.1', () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Closes the port and resets its connections. */
  async close(): Promise<void> {
    if (!this.#server.listening) return;
    await new Promise<void>(resolve => {
      this.#server.close(() => resolve());
      for (const socket of this.sockets) socket.resetAndDestroy();
    });
  }

  #accept(socket: Socket) {
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
    // Until a server takes the socket over, nobody else hears of its end.
    socket.on('error', () => socket.destroy());
    socket.once('data', bytes => {
      socket.pause();
      socket.unshift(bytes);
      const isTls = bytes[0] === TLS_HANDSHAKE;
      (isTls ? this.#secure() : this.#http).emit('connection', socket);
      process.nextTick(() => socket.resume());
    });
  }

  #secure(): ConnectionHandler {
    this.#https ??= createHttpsServer(processCertificate(), (...exchange) =>
      this.#onRequest(...exchange),
    );
    return this.#https;
  }
}
