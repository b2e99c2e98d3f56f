/**
 * An entity as people know it: by its kind and name; only those of other namespaces need the whole
 * ref.
 */
export function shortRef(ref: string): string {
  return ref.replace(':default/', ':');
}
