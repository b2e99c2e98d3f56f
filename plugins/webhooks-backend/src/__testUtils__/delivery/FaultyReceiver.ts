import { createServer } from 'node:http';
import { Random } from 'cluster-simulator';
import { listen } from '../../delivery/__testUtils__/startReceiver';
import { Answer, AnswerName, ANSWERS, Fate } from './answers';

/** One request, and what the receiver made of it. */
export interface Arrival {
  /** The header `webhook-id`; absent where the platform has none. */
  readonly deliveryId?: string;
  readonly fate: Fate;
  /** When it came, for whoever has to find out why. */
  readonly at?: string;
  /** Whether its answer does not end before the sender gives up. */
  readonly endless?: boolean;
}

/** A receiver that misbehaves by a seeded plan, and knows what it took all the same. */
export class FaultyReceiver {
  readonly #choose: () => Answer;
  readonly #arrivals: Arrival[] = [];
  #url = '';
  #behaves = false;
  #open = 0;
  #strayed = 0;

  /**
   * @param options - `misbehaviour`: what it does instead of accepting, each as likely as the
   *   others, with the probability `chance`
   */
  static async start(options: {
    random: Random;
    misbehaviour: readonly AnswerName[];
    chance: number;
  }): Promise<FaultyReceiver> {
    const { random, misbehaviour, chance } = options;
    const receiver = new FaultyReceiver(
      () =>
        ANSWERS[random.chance(chance) ? random.pick(misbehaviour) : 'accepts'],
    );
    await receiver.#listen();
    return receiver;
  }

  private constructor(choose: () => Answer) {
    this.#choose = choose;
  }

  get url(): string {
    return this.#url;
  }

  /** In the order in which they came. */
  get arrivals(): readonly Arrival[] {
    return this.#arrivals;
  }

  /** How many requests wait for the end of their answer. */
  get open(): number {
    return this.#open;
  }

  /** How many requests went to another path than that of the webhook, as those of a redirect. */
  get strayed(): number {
    return this.#strayed;
  }

  /** It accepts everything from now on. */
  behave(): void {
    this.#behaves = true;
  }

  async #listen() {
    const server = createServer(async (req, res) => {
      if (!this.#url.endsWith(req.url!)) this.#strayed += 1;
      const answer: Answer = this.#behaves ? ANSWERS.accepts : this.#choose();
      const { fate, endless, unread, give } = answer;
      this.#open += 1;
      res.once('close', () => {
        this.#open -= 1;
      });
      const arrival = {
        deliveryId: req.headers['webhook-id'] as string | undefined,
        fate,
        at: new Date().toISOString(),
        endless,
      };
      if (unread) {
        this.#arrivals.push(arrival);
        give(req, res);
        return;
      }
      try {
        for await (const _ of req);
      } catch {
        // Its sender was killed in the middle of it.
        this.#arrivals.push({ ...arrival, fate: 'refused' });
        return;
      }
      this.#arrivals.push(arrival);
      give(req, res);
    });
    this.#url = (await listen(server)).url;
  }
}
