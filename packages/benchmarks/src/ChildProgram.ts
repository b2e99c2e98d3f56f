import { ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { basename } from 'node:path';

/** What a program of its own answers to, by name. Arguments and answers are plain JSON. */
export type Handlers = Readonly<Record<string, (options: any) => unknown>>;

interface Question {
  readonly id: number;
  readonly name: string;
  readonly options: unknown;
}

type Answer = { readonly id: number } & (
  | { readonly result: unknown }
  | { readonly error: string }
);

/**
 * A program of this package in a process of its own, so that neither its heap nor its work is
 * mixed up with another's. It answers to what {@link answerParent} gives it.
 */
export class ChildProgram {
  readonly #process: ChildProcess;
  readonly #waiting = new Map<
    number,
    { resolve(result: any): void; reject(error: Error): void }
  >();
  #asked = 0;

  /** @param file - a TypeScript file */
  static start(file: string, nodeOptions: readonly string[] = []) {
    return new ChildProgram(
      fork(file, [], {
        execArgv: [
          '--require',
          require.resolve('@backstage/cli/config/nodeTransform.cjs'),
          ...nodeOptions,
          ...profileOptions(file),
        ],
      }),
    );
  }

  private constructor(child: ChildProcess) {
    this.#process = child;
    child.on('message', answer => this.#settle(answer as Answer));
    child.on('exit', code => {
      for (const { reject } of this.#waiting.values()) {
        reject(new Error(`A program of the benchmark ended with code ${code}`));
      }
    });
  }

  /** @throws Error when the handler throws, or the program ends */
  ask<T>(name: string, options: unknown = {}): Promise<T> {
    this.#asked += 1;
    const question: Question = { id: this.#asked, name, options };
    return new Promise((resolve, reject) => {
      this.#waiting.set(question.id, { resolve, reject });
      this.#process.send(question);
    });
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.disconnect();
    await ended;
  }

  #settle(answer: Answer) {
    // The transformation of TypeScript tells the parent which files it reads.
    const waiting = this.#waiting.get(answer.id);
    if (!waiting) return;
    const { resolve, reject } = waiting;
    this.#waiting.delete(answer.id);
    if ('error' in answer) reject(new Error(answer.error));
    else resolve(answer.result);
  }
}

/** `BENCHMARK_PROFILE=portal` writes CPU profiles of `portal.ts` into the working directory. */
function profileOptions(file: string): string[] {
  const name = basename(file, '.ts');
  return process.env.BENCHMARK_PROFILE === name ? ['--cpu-prof'] : [];
}

/** The other side of {@link ChildProgram}: what this program answers to. */
export function answerParent(handlers: Handlers): void {
  process.on('message', async ({ id, name, options }: Question) => {
    try {
      const result = await handlers[name](options);
      process.send!({ id, result });
    } catch (error) {
      process.send!({ id, error: String((error as Error).stack ?? error) });
    }
  });
  // Nobody is left to measure for.
  process.on('disconnect', () => process.exit());
}
