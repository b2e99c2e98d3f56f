import { Cluster } from '../Cluster';
import { Random } from './random';

/** What controllers and people work with. */
export interface LifeContext {
  readonly cluster: Cluster;
  readonly random: Random;
  /** How many rounds the controllers have made. */
  tick: number;
  /** In which round something was first seen, by the object's uid. */
  readonly firstSeen: Map<string, number>;
}

/** How many rounds ago the object was first seen. */
export function ageOf({ tick, firstSeen }: LifeContext, uid: string): number {
  if (!firstSeen.has(uid)) firstSeen.set(uid, tick);
  return tick - firstSeen.get(uid)!;
}
