import { Knex } from 'knex';
import { answerParent } from '../../ChildProgram';

/** What a contender is given. */
export interface ContenderOptions {
  readonly database: Knex.Config;
  /** Where to post to. */
  readonly url: string;
  /** How many requests are in flight at most. */
  readonly concurrency: number;
}

/** One way to deliver webhooks. */
export interface Contender {
  /** Stores what is to be delivered; not measured. */
  enqueue(ids: readonly string[]): Promise<void>;
  /** Delivers it all, and resolves once that is recorded. */
  deliver(count: number): Promise<void>;
  /** How many SQL statements were sent so far, where it counts them. */
  statements?(): number;
  close(): Promise<void>;
}

/** What a round came to. */
export interface Round {
  readonly seconds: number;
  /** Of the contender's process. */
  readonly cpuSeconds: number;
  readonly statements?: number;
}

/** Runs a contender in this program. */
export function serveContender(
  open: (options: ContenderOptions) => Promise<Contender>,
): void {
  let contender: Contender;
  answerParent({
    async open(options: ContenderOptions) {
      contender = await open(options);
    },

    enqueue: (ids: readonly string[]) => contender.enqueue(ids),

    async deliver({ count }: { count: number }): Promise<Round> {
      const cpuBefore = process.cpuUsage();
      const statementsBefore = contender.statements?.();
      const startedAt = performance.now();
      await contender.deliver(count);
      const seconds = (performance.now() - startedAt) / 1000;
      const { user, system } = process.cpuUsage(cpuBefore);
      return {
        seconds,
        cpuSeconds: (user + system) / 1e6,
        ...(statementsBefore !== undefined && {
          statements: contender.statements!() - statementsBefore,
        }),
      };
    },

    close: () => contender.close(),
  });
}
