const MANAGED_FIELDS = Buffer.from('"managedFields":[');
const STATUS = Buffer.from('"status":{');

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** An object's JSON, apart. */
export interface CutText {
  /** Without what was cut out, or with empty lists and objects in its place. */
  readonly rest: string;
  /** The first list of that name, as UTF-8; absent when there is none. */
  readonly managedFields?: Buffer;
}

/** Names of lists and objects, to be recognised by their bytes. */
export class UnreadNames {
  /** By length and first byte, since nearly no name agrees in both. */
  readonly #names = new Map<number, Buffer>();

  static of(names: readonly string[]): UnreadNames {
    return new UnreadNames(names.map(name => Buffer.from(name)));
  }

  private constructor(names: readonly Buffer[]) {
    for (const name of names) {
      this.#names.set(keyOf(name.length, name[0]), name);
    }
    if (this.#names.size !== names.length) {
      throw new Error('Two unread names have one length and one first letter');
    }
  }

  get isEmpty(): boolean {
    return this.#names.size === 0;
  }

  /** Whether the bytes from `start` up to `end` are one of the names. */
  has(json: Uint8Array, start: number, end: number): boolean {
    const name = this.#names.get(keyOf(end - start, json[start]));
    if (!name) return false;
    for (let i = 1; i < name.length; i += 1) {
      if (name[i] !== json[start + i]) return false;
    }
    return true;
  }
}

function keyOf(length: number, firstByte: number): number {
  return length * 256 + firstByte;
}

/**
 * Takes out of an object's JSON what nobody reads, because parsing it takes longer than everything
 * else: `managedFields`, which are a quarter of an object and only needed when there is something
 * to tell, and the lists and objects of some names, wherever they are before the object's status.
 *
 * A key cannot be found inside of a string, where its quotes would be escaped.
 *
 * @param unread - never names of labels or the like: only what is a list or an object is cut
 */
export function cutUnread(json: Buffer, unread: UnreadNames): CutText {
  const place = findManagedFields(json);
  const managedFields = place && json.subarray(place.start, place.end);
  const head = place ? `${json.toString('utf8', 0, place.start)}[]` : '';
  const from = place?.end ?? 0;
  const tail = unread.isEmpty
    ? json.toString('utf8', from)
    : cutNames(json, from, unread);
  return { rest: head + tail, managedFields };
}

function findManagedFields(json: Buffer) {
  const key = json.indexOf(MANAGED_FIELDS);
  if (key === -1 || json[key - 1] === BACKSLASH) return undefined;
  const start = key + MANAGED_FIELDS.length - 1;
  const end = endOfValue(json, start);
  return end === undefined ? undefined : { start, end };
}

function cutNames(json: Buffer, from: number, unread: UnreadNames): string {
  const status = json.indexOf(STATUS, from);
  const until = status === -1 ? json.length : status;
  let text = '';
  let kept = from;
  let i = from;
  while (i < until) {
    if (json[i] !== QUOTE) {
      i += 1;
      continue;
    }
    const end = endOfString(json, i);
    const value = end + 2;
    if (isNested(json, end) && unread.has(json, i + 1, end)) {
      const next = endOfValue(json, value);
      // What was cut off is for the parser to complain of.
      if (next === undefined) break;
      if (json[next] === COMMA) {
        // What is cut out beside each other leaves one gap, and that is one copy less.
        if (i > kept) text += json.toString('utf8', kept, i);
        kept = next + 1;
      } else {
        const empty = json[value] === OPEN_LIST ? '[]' : '{}';
        text += json.toString('utf8', kept, value) + empty;
        kept = next;
      }
      i = kept;
    } else {
      i = end + 1;
    }
  }
  return text + json.toString('utf8', kept);
}

/** Whether the string that ends here is the key of a list or an object. */
function isNested(json: Buffer, end: number): boolean {
  if (json[end + 1] !== COLON) return false;
  const first = json[end + 2];
  return first === OPEN_LIST || first === OPEN_OBJECT;
}

/** @returns the place after the list or object that begins here; undefined when it does not end */
function endOfValue(json: Buffer, start: number): number | undefined {
  let depth = 0;
  for (let i = start; i < json.length; i += 1) {
    const byte = json[i];
    if (byte === QUOTE) i = endOfString(json, i);
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) depth += 1;
    else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
      depth -= 1;
      if (depth === 0) return i + 1;
    }
  }
  return undefined;
}

/** @returns the place of the quote that ends the string which begins here */
function endOfString(json: Buffer, start: number): number {
  let i = start + 1;
  for (; i < json.length; i += 1) {
    const byte = json[i];
    if (byte === BACKSLASH) i += 1;
    else if (byte === QUOTE) break;
  }
  return i;
}
