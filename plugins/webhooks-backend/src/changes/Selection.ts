/**
 * Patterns of fields, as `rules.ts` writes them:
 * - `spec.paused`: that field, a list as one value;
 * - `spec.containers[].image`: of every item of a list;
 * - `status.conditions[type=Ready].status`: of one item;
 * - `data.*`: every key;
 * - `spec.**`: every leaf below.
 */
export type FieldPattern = string;

/** What is selected below one item of a list. */
interface ItemSelection {
  /** Only the item with this value of this key; every item when absent. */
  readonly only?: readonly [key: string, value: string];
  readonly selection: Selection;
}

/** The patterns of a kind, as one tree: an object is walked once, not once per pattern. */
export interface Selection {
  /** The value itself is selected: whole, or leaf by leaf; masked when it must not be kept. */
  readonly takes?: { readonly leaves: boolean; readonly masked: boolean };
  readonly keys: readonly (readonly [key: string, below: Selection])[];
  readonly anyKey?: Selection;
  readonly items: readonly ItemSelection[];
}

type Mutable = {
  takes?: Selection['takes'];
  keys: [string, Mutable][];
  anyKey?: Mutable;
  items: { only?: readonly [string, string]; selection: Mutable }[];
};

const SEGMENT = /^([^[]+)(?:\[(?:(\w+)=(\w+))?\])?$/;

function nothing(): Mutable {
  return { keys: [], items: [] };
}

/** Compiles patterns; `masked` ones select values that must not be kept. */
export function toSelection(options: {
  patterns: readonly FieldPattern[];
  masked?: readonly FieldPattern[];
}): Selection {
  const root = nothing();
  for (const pattern of options.masked ?? []) insert(root, pattern, true);
  for (const pattern of options.patterns) insert(root, pattern, false);
  return root;
}

function insert(root: Mutable, pattern: FieldPattern, masked: boolean) {
  let at = root;
  const segments = pattern.split('.');
  const leaves = segments.at(-1) === '**';
  for (const segment of leaves ? segments.slice(0, -1) : segments) {
    at = step(at, segment);
  }
  at.takes ??= { leaves, masked };
}

function step(at: Mutable, segment: string): Mutable {
  if (segment === '*') {
    at.anyKey ??= nothing();
    return at.anyKey;
  }
  const [, key, onlyKey, onlyValue] = SEGMENT.exec(segment)!;
  let child = at.keys.find(([known]) => known === key)?.[1];
  if (!child) {
    child = nothing();
    at.keys.push([key, child]);
  }
  if (!segment.endsWith(']')) return child;
  let item = child.items.find(
    ({ only }) => only?.[0] === onlyKey && only?.[1] === onlyValue,
  );
  if (!item) {
    const only = onlyKey ? ([onlyKey, onlyValue] as const) : undefined;
    item = { only, selection: nothing() };
    child.items.push(item);
  }
  return item.selection;
}

const WILDCARDS: Readonly<Record<string, string>> = {
  '**': '.+',
  '*': '.+',
  '[]': '\\[[^\\]]*\\]',
};

const expressions = new Map<FieldPattern, RegExp>();

/** Whether a path is one that the pattern selects. */
export function matchesPattern(path: string, pattern: FieldPattern): boolean {
  let expression = expressions.get(pattern);
  if (!expression) {
    const source = pattern
      .split(/(\*\*|\*|\[\])/)
      .map(part => WILDCARDS[part] ?? part.replace(/[.[\]]/g, '\\$&'))
      .join('');
    expression = new RegExp(`^${source}$`);
    expressions.set(pattern, expression);
  }
  return expression.test(path);
}
