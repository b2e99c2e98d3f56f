import fc from 'fast-check';
import { UnreadNames, cutUnread } from './cutUnread';

const NONE = UnreadNames.of([]);
const SOME = UnreadNames.of(['env', 'affinity']);
const cutOf = (json: string, names = NONE) =>
  cutUnread(Buffer.from(json), names);

const entries = [
  {
    manager: 'kubectl "edit" [1]',
    operation: 'Update',
    fieldsV1: { 'f:spec': { 'k:{"name":"a]\\\\"}': { '.': {} } } },
  },
];

it('takes managedFields out, and leaves an empty list', () => {
  const metadata = { name: 'a', managedFields: entries, uid: 'b' };
  const cut = cutOf(JSON.stringify({ metadata, spec: {} }));
  expect(JSON.parse(String(cut.managedFields))).toEqual(entries);
  expect(JSON.parse(cut.rest)).toEqual({
    metadata: { ...metadata, managedFields: [] },
    spec: {},
  });
});

it('takes lists and objects of some names out, at any depth', () => {
  const object = {
    metadata: { labels: { env: 'prod' }, managedFields: entries },
    spec: {
      affinity: { nodeAffinity: { a: [1, { b: '"]}' }] } },
      containers: [
        { name: 'env', env: [{ name: 'A', value: '}]' }], image: 'é:1' },
        { name: 'b', env: [], envFrom: [1] },
        { name: 'c', affinity: {}, env: [{ name: 'A' }] },
      ],
    },
    status: { note: '"env":[1]' },
  };
  const cut = cutOf(JSON.stringify(object), SOME);
  expect(JSON.parse(cut.rest)).toEqual({
    metadata: { labels: { env: 'prod' }, managedFields: [] },
    spec: {
      containers: [
        { name: 'env', image: 'é:1' },
        { name: 'b', envFrom: [1] },
        { name: 'c', env: [] },
      ],
    },
    status: { note: '"env":[1]' },
  });
});

it.each([
  ['there is nothing of that name', { metadata: {} }],
  [
    'it is only named in a text',
    { data: { a: '"managedFields":[1],"env":[' } },
  ],
  [
    'it is no list and no object',
    { metadata: { managedFields: null, env: 1 } },
  ],
])('takes nothing out when %s', (_name, object) => {
  const json = JSON.stringify(object);
  expect(cutOf(json, SOME)).toEqual({ rest: json });
});

it.each(['{"managedFields":[{"manager":"a]', '{"env":[{"a":"b', '{"a":"b'])(
  'leaves what was cut off in the middle to the parser: %s',
  json => {
    expect(cutOf(json, SOME)).toEqual({ rest: json });
  },
);

it('refuses names that it could not tell apart', () => {
  expect(() => UnreadNames.of(['env', 'eat'])).toThrow('one length');
});

it('loses nothing else, whatever the values are', () => {
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue()),
      fc.jsonValue(),
      fc.jsonValue(),
      (list, before, after) => {
        const json = JSON.stringify({
          before,
          managedFields: list,
          env: list,
          after,
        });
        const cut = cutOf(json, SOME);
        expect(JSON.parse(String(cut.managedFields))).toEqual(
          JSON.parse(JSON.stringify(list)),
        );
        const { env: _, ...rest } = JSON.parse(json);
        expect(JSON.parse(cut.rest)).toEqual({ ...rest, managedFields: [] });
      },
    ),
  );
});
