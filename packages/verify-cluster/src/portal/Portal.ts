import { ResponseError } from '@backstage/errors';
import { ClusterInfo } from '@kubevision/backstage-plugin-webhooks-common';
import { ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { PortalOptions } from './appConfig';

/** A backend that takes longer to stop is killed; its watches are open until they are cut. */
const STOP_MS = 15_000;

/** A portal's backend in a process of its own. */
export class Portal {
  readonly #process: ChildProcess;
  readonly #url: string;
  readonly #token: string;

  /** @throws Error when it ends before it answers requests */
  static async start(options: PortalOptions): Promise<Portal> {
    const child = fork(require.resolve('./main'), [], {
      execArgv: [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      ],
    });
    child.send(options);
    const port = await new Promise<number>((resolve, reject) => {
      // Its loader sends messages too, of the files that it reads.
      child.on('message', (message: { port?: number }) => {
        if (message.port) resolve(message.port);
      });
      child.once('exit', code =>
        reject(new Error(`The portal ended with code ${code} at its start`)),
      );
    });
    return new Portal(child, `http://127.0.0.1:${port}`, options.token);
  }

  private constructor(child: ChildProcess, url: string, token: string) {
    this.#process = child;
    this.#url = url;
    this.#token = token;
  }

  /** Makes a webhook of any kind, e.g. of the platform `http`. */
  async createWebhook(webhook: object): Promise<void> {
    await this.#request('', webhook);
  }

  /** How the only cluster is doing; undefined until the plugin has asked for it. */
  async cluster(): Promise<ClusterInfo | undefined> {
    const { items } = await this.#request('/clusters');
    return items[0];
  }

  /** As a deployment does it. */
  async stop(): Promise<void> {
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), STOP_MS);
    await this.#end('SIGTERM');
    clearTimeout(timer);
  }

  /** As `kill -9`: it does nothing more from now on. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async #end(signal: NodeJS.Signals) {
    if (this.#process.exitCode !== null || this.#process.signalCode) return;
    const ended = once(this.#process, 'exit');
    this.#process.kill(signal);
    await ended;
  }

  async #request(path: string, body?: object) {
    const response = await fetch(`${this.#url}/api/v1/webhooks${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${this.#token}`,
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response.json();
  }
}
