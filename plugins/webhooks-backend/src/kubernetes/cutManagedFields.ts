const KEY = '"managedFields":[';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = 0x5b;
const CLOSE = 0x5d;

/** An object's JSON, apart. */
export interface CutText {
  /** With an empty list in the place of the one that was cut out. */
  readonly rest: string;
  /** The list that was cut out, as JSON. */
  readonly managedFields: string;
}

/**
 * Takes the first `managedFields` out of an object's JSON. They are a quarter of what an API server
 * sends, and only needed when there is something to tell, so most are never parsed.
 *
 * The key cannot be found inside of a string, where its quotes would be escaped.
 *
 * @returns undefined when there are none
 */
export function cutManagedFields(json: string): CutText | undefined {
  const key = json.indexOf(KEY);
  if (key === -1 || json.charCodeAt(key - 1) === BACKSLASH) return undefined;
  const start = key + KEY.length - 1;
  const end = endOfList(json, start);
  if (end === undefined) return undefined;
  return {
    rest: `${json.slice(0, start)}[]${json.slice(end)}`,
    managedFields: json.slice(start, end),
  };
}

/** @returns the place after the list that begins at `start`; undefined when it does not end */
function endOfList(json: string, start: number): number | undefined {
  let depth = 0;
  for (let i = start; i < json.length; i += 1) {
    const code = json.charCodeAt(i);
    if (code === QUOTE) i = endOfString(json, i);
    else if (code === OPEN) depth += 1;
    else if (code === CLOSE) {
      depth -= 1;
      if (depth === 0) return i + 1;
    }
  }
  return undefined;
}

/** @returns the place of the quote that ends the string which begins at `start` */
function endOfString(json: string, start: number): number {
  let i = start + 1;
  for (; i < json.length; i += 1) {
    const code = json.charCodeAt(i);
    if (code === BACKSLASH) i += 1;
    else if (code === QUOTE) break;
  }
  return i;
}
