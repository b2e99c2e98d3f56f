/** A place in the bytes of a template. */
interface Place {
  readonly offset: number;
  readonly token: string;
  readonly width: number;
  /** A number in JSON must not begin with zeros, but spaces may stand before it. */
  readonly padding: number;
}

const ZERO = 0x30;
const SPACE = 0x20;

/**
 * The bytes of an object whose tokens are filled in again and again: a copy and a few short
 * writes, so that a server which sends objects is never slower than who reads them.
 */
export class Template {
  readonly #bytes: Buffer;
  readonly #places: readonly Place[];

  /**
   * @param options - `tokens` are the texts to replace, by name. One that stands between quotes in
   *   `numbers` is replaced together with them.
   */
  static create(options: {
    text: string;
    tokens: Readonly<Record<string, string>>;
    numbers: readonly string[];
  }) {
    const { text, tokens, numbers } = options;
    const places = Object.entries(tokens).flatMap(([token, mark]) => {
      const isNumber = numbers.includes(token);
      const searched = isNumber ? `"${mark}"` : mark;
      return offsetsOf(text, searched).map(offset => ({
        offset,
        token,
        width: searched.length,
        padding: isNumber ? SPACE : ZERO,
      }));
    });
    return new Template(Buffer.from(text, 'latin1'), places);
  }

  private constructor(bytes: Buffer, places: readonly Place[]) {
    this.#bytes = bytes;
    this.#places = places;
  }

  /** In bytes. */
  get size(): number {
    return this.#bytes.length;
  }

  /** Shorter values are filled up on their left: numbers with spaces, texts with zeros. */
  fill(values: Readonly<Record<string, number>>, target: Buffer, at: number) {
    this.#bytes.copy(target, at);
    for (const place of this.#places) {
      writeNumber(values[place.token], target, at, place);
    }
  }
}

/** Digit by digit, without a text in between: that would be what takes time. */
function writeNumber(value: number, target: Buffer, start: number, at: Place) {
  const first = start + at.offset;
  let rest = value;
  for (let i = first + at.width - 1; i >= first; i -= 1) {
    const isPadding = rest === 0 && i < first + at.width - 1;
    target[i] = isPadding ? at.padding : ZERO + (rest % 10);
    rest = Math.floor(rest / 10);
  }
}

function offsetsOf(text: string, searched: string): number[] {
  const offsets: number[] = [];
  for (
    let at = text.indexOf(searched);
    at !== -1;
    at = text.indexOf(searched, at + searched.length)
  ) {
    offsets.push(at);
  }
  return offsets;
}
