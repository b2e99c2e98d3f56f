import { Knex } from 'knex';
import { setTimeout as delay } from 'node:timers/promises';
import { ChildProgram } from '../ChildProgram';
import type { ContenderOptions } from './contenders/serveContender';
import type { Commit } from './outbox';
import type { Received } from './Received';

const CONCURRENCY = 64;
const PATIENCE_MS = 60_000;

/** A portal that is told of events, and the receiver of what it makes of them. */
export interface Scene {
  readonly portal: ChildProgram;
  /**
   * Tells of events at a pace.
   *
   * @returns of each, how many milliseconds it took from the commit until the receiver had it; a
   *   commit's time is taken when its process knows of it, so it may be negative
   * @throws Error when something did not arrive
   */
  offer(pace: { perSecond: number; seconds: number }): Promise<number[]>;
}

/** Starts a portal over an empty database and a receiver, each in a process of its own. */
export async function withPortal<T>(
  database: Knex.Config,
  use: (scene: Scene) => Promise<T>,
): Promise<T> {
  const receiver = ChildProgram.start(require.resolve('./receiver'));
  const portal = ChildProgram.start(require.resolve('./outbox'));
  try {
    const url = await receiver.ask<string>('start');
    const options: ContenderOptions = {
      database,
      url,
      concurrency: CONCURRENCY,
    };
    await portal.ask('open', options);
    const result = await use({
      portal,
      offer: async pace => {
        const commits = await portal.ask<Commit[]>('offer', pace);
        return arrivalsOf(receiver, commits);
      },
    });
    await portal.ask('close');
    return result;
  } finally {
    await Promise.all([portal.stop(), receiver.stop()]);
  }
}

async function arrivalsOf(
  receiver: ChildProgram,
  commits: readonly Commit[],
): Promise<number[]> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  const arrived = new Map<string, number>();
  for (;;) {
    const { arrivals } = await receiver.ask<Received>('take');
    for (const [id, at] of arrivals) arrived.set(id, at);
    const waiting = commits.filter(([id]) => !arrived.has(id));
    if (waiting.length === 0) break;
    if (Date.now() > giveUpAt) {
      throw new Error(`${waiting.length} of ${commits.length} did not arrive`);
    }
    await delay(200);
  }
  return commits.map(([id, committedAt]) => arrived.get(id)! - committedAt);
}
