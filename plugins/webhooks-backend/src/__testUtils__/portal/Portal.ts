import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import { PORTAL_TOKEN, PortalOptions } from './PortalOptions';

/** How many characters of its output are kept to look at. */
const KEPT_OUTPUT = 20_000;
/** A portal that does not end by then is killed. */
const STOP_MS = 10_000;

/** Every process that was started and has not ended. */
const running = new Set<PortalProcess>();
/** Those of them that wait to be told how to start. */
const prepared: PortalProcess[] = [];

process.once('exit', () =>
  running.forEach(({ child }) => child.kill('SIGKILL')),
);
afterAll(async () => {
  prepared.length = 0;
  await Promise.all([...running].map(it => it.kill()));
});

/** The process of a portal. It loads its modules and waits to be told how to start. */
class PortalProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<void>;
  /** Told when it answers requests. */
  readonly port: Promise<number>;
  output = '';

  constructor() {
    const loader = require.resolve('@backstage/cli/config/nodeTransform.cjs');
    const { NODE_OPTIONS: _, ...env } = process.env;
    this.child = spawn(
      process.execPath,
      ['--require', loader, join(__dirname, 'main.ts')],
      { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
    );
    for (const stream of [this.child.stdout!, this.child.stderr!]) {
      stream.on('data', chunk => {
        this.output = (this.output + chunk).slice(-KEPT_OUTPUT);
      });
    }
    running.add(this);
    this.port = new Promise(resolve => {
      // Its loader sends messages too, of files that it has loaded.
      this.child.on('message', (message: { port?: number }) => {
        if (message.port) resolve(message.port);
      });
    });
    this.ended = once(this.child, 'close').then(() => {
      running.delete(this);
    });
  }

  async kill() {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}

/**
 * A portal with the plugins `kubernetes` and `webhooks` in a process of its own, that can be
 * killed, stopped in the middle of whatever it does, and started again. Whatever is left of it
 * ends with the tests of the file.
 */
export class Portal {
  readonly #process: PortalProcess;
  readonly #port: number | undefined;

  /** Loads one more portal in the background, so that it is there at once when it is started. */
  static prepare(): void {
    prepared.push(new PortalProcess());
  }

  /**
   * Resolves when it answers requests, or has died on the way: see {@link Portal.isRunning}.
   *
   * @throws Error with its output when it ended by itself without being told to die
   */
  static async start(options: PortalOptions): Promise<Portal> {
    const process = prepared.shift() ?? new PortalProcess();
    process.child.send(options);
    const port = await Promise.race([
      process.port,
      process.ended.then(() => undefined),
    ]);
    if (!port && process.child.signalCode !== 'SIGKILL') {
      throw new Error(`The portal did not start:\n${process.output}`);
    }
    return new Portal(process, port);
  }

  private constructor(process: PortalProcess, port: number | undefined) {
    this.#process = process;
    this.#port = port;
  }

  /** Of the backend, without a slash at its end. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get isRunning(): boolean {
    return running.has(this.#process);
  }

  /** Resolves when the process is gone, for whatever reason. */
  get ended(): Promise<void> {
    return this.#process.ended;
  }

  /** The end of what it logged. */
  get output(): string {
    return this.#process.output;
  }

  /** The most memory it ever had, in bytes. Linux only. */
  get peakMemory(): number {
    const status = readFileSync(`/proc/${this.#process.child.pid}/status`);
    return Number(/VmHWM:\s*(\d+) kB/.exec(String(status))![1]) * 1024;
  }

  /** Calls the API of the webhooks, e.g. `get`, `/clusters`. */
  async request(
    method: 'get' | 'post' | 'put' | 'delete',
    path: string,
    body?: object,
  ) {
    // A connection of its own each time: a kept one may just have been closed.
    const { status, body: answer } = await request(this.url)
      [method](`/api/v1/webhooks${path}`)
      .set('authorization', `Bearer ${PORTAL_TOKEN}`)
      .send(body);
    return { status, body: answer };
  }

  /** As `kill -9`: it does nothing more from now on. */
  async kill(): Promise<void> {
    await this.#process.kill();
  }

  /** Stops it in the middle of whatever it does, its connections open, until {@link thaw}. */
  freeze(): void {
    this.#process.child.kill('SIGSTOP');
  }

  thaw(): void {
    this.#process.child.kill('SIGCONT');
  }

  /** Asks it to end as an operator does. */
  async stop(): Promise<void> {
    this.#process.child.kill('SIGTERM');
    const timer = setTimeout(
      () => this.#process.child.kill('SIGKILL'),
      STOP_MS,
    );
    await this.ended;
    clearTimeout(timer);
  }
}
