import { namesSecret } from './carriesSecret';

/** What the name of a field tells about what is in it. */
export interface FieldName {
  /** Written by the API server or by controllers on nearly every write; tells nothing. */
  readonly isDropped: boolean;
  /** Everything below it may be secret. */
  readonly hidesAllBelow: boolean;
  /** Manifests carry secrets in clear under such names, unless it only points at one. */
  readonly isSensitive: boolean;
}

const DROPPED =
  /^(managedFields|generation|observedGeneration|resourceVersion|creationTimestamp|timeAdded|last[A-Za-z]*Time|kubectl\.kubernetes\.io\/last-applied-configuration)$/;

/**
 * The variables of containers: which there are is worth telling, their values often are secret. And
 * what a Secret is to be made of, in whatever object describes one.
 */
const HIDES_ALL_BELOW = /^(env|stringData)$/;

/** Names are few, but for those that people choose, such as the keys of ConfigMaps. */
const MAX_KNOWN = 5_000;
const known = new Map<string, FieldName>();

/** Tells what a field's name says of it. Cheap: it is asked for every field of every object. */
export function fieldName(name: string): FieldName {
  let found = known.get(name);
  if (!found) {
    found = {
      isDropped: DROPPED.test(name),
      hidesAllBelow: HIDES_ALL_BELOW.test(name),
      isSensitive: namesSecret(name),
    };
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(name, found);
  }
  return found;
}
