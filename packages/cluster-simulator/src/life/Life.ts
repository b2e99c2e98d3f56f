import { Cluster } from '../Cluster';
import { controllers } from './controllers';
import { LifeContext } from './LifeContext';
import { act } from './people';
import { createRandom } from './random';

/** How many rounds of the controllers there are from one action of people to the next. */
const ROUNDS_PER_ACTION = 5;

export interface LifeOptions {
  /** The same seed makes the same things happen in the same order. 1 by default. */
  seed?: number;
  /** Milliseconds between two actions of people; 5,000 by default. Controllers work five times as often. */
  paceMs?: number;
  /** False leaves only the controllers, which react to what others do. True by default. */
  people?: boolean;
}

/** Makes a cluster live: controllers do what the objects ask for, people change the objects. */
export class Life {
  static create(cluster: Cluster, options: LifeOptions = {}): Life {
    return new Life(cluster, options);
  }

  readonly #context: LifeContext;
  readonly #people: boolean;
  readonly #roundMs: number;
  #timer?: NodeJS.Timeout;

  private constructor(cluster: Cluster, options: LifeOptions) {
    const { seed = 1, paceMs = 5_000, people = true } = options;
    this.#context = {
      cluster,
      random: createRandom(seed),
      tick: 0,
      firstSeen: new Map(),
    };
    this.#people = people;
    this.#roundMs = paceMs / ROUNDS_PER_ACTION;
  }

  /** Lets so many rounds happen at once, for whoever does not want to wait. */
  advance(rounds: number): void {
    for (let round = 0; round < rounds; round++) this.#live();
  }

  start(): void {
    this.#timer ??= setInterval(() => this.#live(), this.#roundMs);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #live() {
    const context = this.#context;
    for (const control of controllers) control(context);
    // Controllers get some rounds to bring a new world up before anyone changes it.
    const { tick } = context;
    if (this.#people && tick > 0 && tick % ROUNDS_PER_ACTION === 0) {
      act(context, tick / ROUNDS_PER_ACTION - 1);
    }
    context.tick += 1;
  }
}

/** Starts the life of a cluster; its `stop` ends it. */
export function startLife(cluster: Cluster, options?: LifeOptions): Life {
  const life = Life.create(cluster, options);
  life.start();
  return life;
}
