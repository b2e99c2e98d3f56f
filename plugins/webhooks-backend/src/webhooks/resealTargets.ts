import { SealedTarget, TargetStore } from '../database/TargetStore';
import { SecretBox } from './SecretBox';

/** What came of sealing anew. */
export interface ResealCount {
  /** Sealed by the newest key now, by an older one before. */
  readonly resealed: number;
  /** Sealed by the newest key already. */
  readonly current: number;
  /** Ids of the webhooks whose key is not in app-config, or whose row was changed from outside. */
  readonly unreadable: readonly string[];
}

type Outcome = 'resealed' | 'current' | 'unreadable';

const PAGE_SIZE = 100;

/**
 * Seals every webhook's target by the newest key. What others write meanwhile is left as it is and
 * looked at again, so the portal may run; what is done stays done, so it may be stopped and
 * repeated.
 */
export async function resealTargets(options: {
  store: TargetStore;
  box: SecretBox;
}): Promise<ResealCount> {
  const { store } = options;
  let resealed = 0;
  let current = 0;
  const unreadable: string[] = [];
  let after: string | undefined;
  for (;;) {
    const page = await store.list({ limit: PAGE_SIZE, after });
    for (const target of page) {
      const outcome = await resealTarget(target, options);
      if (outcome === 'resealed') resealed += 1;
      if (outcome === 'current') current += 1;
      if (outcome === 'unreadable') unreadable.push(target.id);
    }
    if (page.length < PAGE_SIZE) return { resealed, current, unreadable };
    after = page[page.length - 1].id;
  }
}

/** @returns undefined when the webhook is gone */
async function resealTarget(
  found: SealedTarget,
  { store, box }: { store: TargetStore; box: SecretBox },
): Promise<Outcome | undefined> {
  let target: SealedTarget | undefined = found;
  while (target) {
    const { id, sealedTarget } = target;
    if (box.isCurrent(sealedTarget)) return 'current';
    let opened: string;
    try {
      opened = box.open(sealedTarget, id);
    } catch {
      return 'unreadable';
    }
    if (await store.reseal(target, box.seal(opened, id))) return 'resealed';
    target = await store.find(id);
  }
  return undefined;
}
