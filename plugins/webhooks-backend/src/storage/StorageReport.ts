import { StorageInfo } from '@kubevision/backstage-plugin-webhooks-common';
import { KeptRows, StorageStore } from '../database/StorageStore';
import { RetentionLimits } from './Retention';
import { forecast } from './forecast';

const DAY_MS = 24 * 3_600_000;
/** To count millions of rows is not cheap, and pages poll. */
const MAX_AGE_MS = 5 * 60_000;

/** Tells how large everything is and where it leads; measured once in a while, however many ask. */
export class StorageReport {
  readonly #store: StorageStore;
  readonly #limits: RetentionLimits;
  readonly #now: () => Date;
  #measured: { at: number; info: Promise<StorageInfo> } | undefined;

  static create(options: {
    store: StorageStore;
    limits: RetentionLimits;
    now: () => Date;
  }) {
    return new StorageReport(options);
  }

  private constructor(options: {
    store: StorageStore;
    limits: RetentionLimits;
    now: () => Date;
  }) {
    this.#store = options.store;
    this.#limits = options.limits;
    this.#now = options.now;
  }

  async describe(): Promise<StorageInfo> {
    const at = this.#now().getTime();
    if (!this.#measured || at - this.#measured.at >= MAX_AGE_MS) {
      const measured = { at, info: this.#measure(new Date(at)) };
      this.#measured = measured;
      measured.info.catch(() => {
        if (this.#measured === measured) this.#measured = undefined;
      });
    }
    return this.#measured.info;
  }

  async #measure(now: Date): Promise<StorageInfo> {
    const since = new Date(now.getTime() - DAY_MS);
    const { tables, totalBytes } = await this.#store.sizes();
    const events = await this.#store.events(since);
    const delivered = await this.#store.deliveries('delivered', since);
    const failed = await this.#store.deliveries('failed', since);

    const bytesOf = (name: string) =>
      tables.find(table => table.name === name)?.bytes;
    const sent = bytesOf('deliveries');
    const ended = delivered.rows + failed.rows;
    const shareOf = ({ rows }: KeptRows) =>
      sent === undefined || ended === 0 ? undefined : (sent * rows) / ended;
    const kept = [
      { name: 'events', kept: events, bytes: bytesOf('events') },
      { name: 'deliveries', kept: delivered, bytes: shareOf(delivered) },
      { name: 'failedDeliveries', kept: failed, bytes: shareOf(failed) },
    ].map(({ name, ...rest }) =>
      forecast({
        name,
        ...rest,
        limit: this.#limits[name as keyof RetentionLimits],
        now,
      }),
    );
    return {
      measuredAt: now.toISOString(),
      totalBytes,
      levelBytes: levelOf(totalBytes, kept, [bytesOf('events'), sent]),
      tables: [...tables].sort((a, b) => (b.bytes ?? 0) - (a.bytes ?? 0)),
      kept,
    };
  }
}

/** What does not grow with time stays as it is. */
function levelOf(
  totalBytes: number,
  kept: StorageInfo['kept'],
  growing: readonly (number | undefined)[],
): number | undefined {
  const now = sum(...growing);
  if (now === undefined) return undefined;
  const level = kept.reduce((bytes, it) => bytes + (it.levelBytes ?? 0), 0);
  return totalBytes - now + level;
}

function sum(...parts: readonly (number | undefined)[]): number | undefined {
  return parts.includes(undefined)
    ? undefined
    : parts.reduce<number>((total, part) => total + part!, 0);
}
