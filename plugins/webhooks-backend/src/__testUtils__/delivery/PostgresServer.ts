import { ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PortalDatabase } from '../portal/PortalOptions';

const PROGRAM = join(__dirname, '../../../../../scripts/postgresProcess.mjs');

/** A PostgreSQL of a test's own, which can be stopped and started again with the same data. */
export class PostgresServer {
  readonly #process: ChildProcess;
  readonly #directory: string;
  readonly #port: number;
  #connectionString = '';

  static async start(): Promise<PostgresServer> {
    const directory = mkdtempSync(join(tmpdir(), 'webhooks-postgres-'));
    // Run by root, PostgreSQL becomes another user, who must be let through to its own folder.
    chmodSync(directory, 0o711);
    const { NODE_OPTIONS: _, ...env } = process.env;
    const child = fork(PROGRAM, { env, execArgv: [] });
    const server = new PostgresServer(child, directory, await freePort());
    await server.resume();
    return server;
  }

  private constructor(process: ChildProcess, directory: string, port: number) {
    this.#process = process;
    this.#directory = directory;
    this.#port = port;
  }

  get database(): PortalDatabase {
    const connectionString = this.#connectionString;
    return { client: 'pg', connectionString, prefix: 'portal_' };
  }

  /** Ends all its connections, in the middle of whatever they do, and then itself. */
  async pause(): Promise<void> {
    await this.#ask({ stop: true });
  }

  /** Starts it again, on the same port. */
  async resume(): Promise<void> {
    const directory = join(this.#directory, 'data');
    const start = { directory, port: this.#port };
    const { connectionString } = await this.#ask({ start });
    this.#connectionString = connectionString;
  }

  async stop(): Promise<void> {
    this.#process.disconnect();
    await once(this.#process, 'exit');
    rmSync(this.#directory, { recursive: true });
  }

  async #ask(message: object) {
    const answer = once(this.#process, 'message');
    this.#process.send(message);
    const [body] = await Promise.race([
      answer,
      once(this.#process, 'exit').then(() => {
        throw new Error('The PostgreSQL of the test has ended by itself');
      }),
    ]);
    return body;
  }
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
