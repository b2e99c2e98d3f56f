import fc, { Arbitrary } from 'fast-check';
import { OpenApiDocument, Schema } from './OpenApiDocument';

/** Values for the keys and parameters of some names, which no schema tells how to make. */
export type Known = Record<string, Arbitrary<unknown>>;

/** Texts that have broken something somewhere. */
const HARD_TEXTS = [
  '\0',
  'a\0b',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  "'; drop table webhooks; --",
  '%',
  '\ud800',
  '\u202e',
  '🚀'.repeat(70),
  'x'.repeat(5000),
  '*',
  '!',
  '!*',
  'null',
  ' ',
];

const HARD_TIMES = [
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '2024-02-29T23:59:59+14:00',
  '2038-01-19T03:14:08-12:00',
];

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ maxLength: 20 }),
  fc.constantFrom(...HARD_TEXTS),
);

const times = fc.oneof(
  fc
    .date({
      min: new Date('1990-01-01'),
      max: new Date('2090-01-01'),
      noInvalidDate: true,
    })
    .map(date => date.toISOString()),
  fc.constantFrom(...HARD_TIMES),
);

type Make = (
  schema: Schema,
  of: (schema: Schema) => Arbitrary<unknown>,
  known: Known,
) => Arbitrary<unknown>;

const byType: Record<string, Make> = {
  null: () => fc.constant(null),
  boolean: () => fc.boolean(),
  integer: ({ minimum = -10, maximum = 100_000 }) =>
    fc.integer({ min: minimum, max: maximum }),
  number: ({ minimum, exclusiveMinimum, maximum = 1000 }) =>
    fc.double({
      min: minimum ?? exclusiveMinimum ?? -10,
      minExcluded: exclusiveMinimum !== undefined,
      max: maximum,
      noNaN: true,
    }),
  string: ({ format, pattern, minLength = 0, maxLength = Infinity }) => {
    if (format === 'date-time') return times;
    if (pattern) return fc.stringMatching(new RegExp(pattern));
    return texts.filter(
      text => text.length >= minLength && [...text].length <= maxLength,
    );
  },
  array: ({ items = {}, minItems = 0, maxItems = 3 }, of) =>
    fc.array(of(items), {
      minLength: minItems,
      maxLength: Math.min(maxItems, 3),
    }),
  object: ({ properties = {}, required = [] }, of, known) =>
    fc.record(
      Object.fromEntries(
        Object.entries(properties).map(([name, schema]) => [
          name,
          known[name] ?? of(schema),
        ]),
      ),
      { requiredKeys: required },
    ),
};

/** Values that a schema allows. */
export function arbitraryOf(
  document: OpenApiDocument,
  given: Schema,
  known: Known,
): Arbitrary<unknown> {
  const of = (schema: Schema) => arbitraryOf(document, schema, known);
  const schema = document.resolve<Schema>(given);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.oneOf) return fc.oneof(...schema.oneOf.map(of));
  if (schema.allOf) {
    return fc
      .tuple(...schema.allOf.map(of))
      .map(parts => Object.assign({}, ...parts));
  }
  const types = [schema.type ?? []].flat();
  if (types.length === 0) return fc.jsonValue({ maxDepth: 2 });
  return fc.oneof(...types.map(type => byType[type](schema, of, known)));
}

/** Values that are wrong nearly everywhere. */
export const wrongValues: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1.5,
    1e308,
    '',
    [],
    {},
    [[]],
    [null],
    { a: 1 },
    '2026-03-05T10:23:00+99:99',
    '2026-02-31T10:23:00Z',
  ),
  texts,
);
