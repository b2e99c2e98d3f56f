import { LoggerService } from '@backstage/backend-plugin-api';
import { setTimeout as sleep } from 'node:timers/promises';
import { Ownership } from '../webhooks/compileFilters';
import { ClusterEntity } from './readEntities';

export interface EntityDirectoryOptions {
  /** Reads all of them from the catalog. */
  readonly read: () => Promise<readonly ClusterEntity[]>;
  readonly logger: LoggerService;
  /** Between tries until the first answer: while a portal starts, its catalog may not be there. */
  readonly retryMs?: number;
  readonly maxRetries?: number;
}

const NOBODY: Ownership = { owners: [], systems: [] };

/**
 * Which entities of the catalog the objects of clusters belong to, as the catalog said last. It
 * answers at once and from memory; when the catalog is away, by what it said before. A portal
 * without a catalog has an empty one.
 */
export class EntityDirectory {
  readonly #options: Required<EntityDirectoryOptions>;
  readonly #firstRead: Promise<void>;
  #endFirstRead: () => void = () => {};
  #hasAnswer = false;
  #isComplaining = false;
  #byKubernetesId = new Map<string, ClusterEntity[]>();
  #byRef = new Map<string, ClusterEntity>();

  static create(options: EntityDirectoryOptions) {
    return new EntityDirectory({ retryMs: 1000, maxRetries: 30, ...options });
  }

  private constructor(options: Required<EntityDirectoryOptions>) {
    this.#options = options;
    this.#firstRead = new Promise(resolve => {
      this.#endFirstRead = resolve;
    });
  }

  /** The entities whose `backstage.io/kubernetes-id` is this one. */
  entitiesOf(kubernetesId: string): readonly ClusterEntity[] {
    return this.#byKubernetesId.get(kubernetesId) ?? [];
  }

  /** Who owns an entity, and what it is part of; nobody and nothing when it is not known. */
  ownershipOf(entityRef: string): Ownership {
    return this.#byRef.get(entityRef) ?? NOBODY;
  }

  /**
   * Reads the catalog. A failure is only logged, and what was known stays; before the first answer
   * it is tried again a few times.
   */
  async refresh(signal: AbortSignal): Promise<void> {
    const { maxRetries, retryMs } = this.#options;
    for (let retries = 0; !signal.aborted; retries += 1) {
      const isDone = (await this.#read()) || this.#hasAnswer;
      if (isDone || retries >= maxRetries) break;
      await sleep(retryMs, undefined, { signal }).catch(() => {});
    }
    this.#endFirstRead();
  }

  /** Resolves when the catalog has answered once, or was tried for long enough, or on abort. */
  async firstRead(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const aborted = new Promise<void>(resolve => {
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    await Promise.race([this.#firstRead, aborted]);
  }

  async #read(): Promise<boolean> {
    const { logger, read } = this.#options;
    try {
      this.#take(await read());
    } catch (error) {
      if (!this.#isComplaining) {
        this.#isComplaining = true;
        logger.warn(
          `The catalog cannot be read, so ${
            this.#hasAnswer
              ? 'events go by the owners and systems it told before'
              : 'filters by owner or system match nothing'
          }: ${error}`,
        );
      }
      return false;
    }
    if (this.#isComplaining) logger.info('The catalog can be read again');
    this.#isComplaining = false;
    return true;
  }

  #take(entities: readonly ClusterEntity[]) {
    this.#byRef = new Map(entities.map(entity => [entity.ref, entity]));
    this.#byKubernetesId = new Map();
    for (const entity of entities) {
      const others = this.#byKubernetesId.get(entity.kubernetesId) ?? [];
      this.#byKubernetesId.set(entity.kubernetesId, [...others, entity]);
    }
    this.#hasAnswer = true;
  }
}
