import { Draft } from './draft';

/** A draft that two people changed. */
export interface MergedDraft {
  draft: Draft;
  /** What both changed, each to something else. */
  clashes: (keyof Draft)[];
}

/**
 * Puts what one person changed on top of what others changed meanwhile, field by field.
 *
 * @param drafts - `base` is what both began with
 */
export function mergeDrafts(drafts: {
  base: Draft;
  mine: Draft;
  theirs: Draft;
}): MergedDraft {
  const { base, mine, theirs } = drafts;
  const names = Object.keys({ ...base, ...mine }) as (keyof Draft)[];
  const changed = names.filter(name => differ(mine[name], base[name]));
  return {
    draft: {
      ...theirs,
      ...Object.fromEntries(changed.map(name => [name, mine[name]])),
    },
    clashes: changed.filter(
      name =>
        differ(theirs[name], base[name]) && differ(theirs[name], mine[name]),
    ),
  };
}

/** By value: fields are what JSON can hold. */
function differ(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) !== JSON.stringify(b);
}
