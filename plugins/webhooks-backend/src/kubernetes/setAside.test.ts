import fc from 'fast-check';
import { KubernetesObject, managedFieldsOf, specOf } from '../changes/types';
import { parseEvents } from './parseAnswer';
import { setAside } from './setAside';

const MANAGED_FIELDS = [
  {
    manager: 'kubectl "edit" [1]',
    operation: 'Update',
    fieldsV1: { 'f:spec': { 'k:{"name":"a}],\\\\"}': { '.': {} } } },
  },
];

const METADATA = { name: 'web', uid: '1', resourceVersion: '2' };

function parse(object: unknown) {
  const line = Buffer.from(JSON.stringify({ type: 'MODIFIED', object }));
  const [event] = parseEvents([line], 'pods');
  if (event.type !== 'MODIFIED') throw new Error(`It is ${event.type}`);
  return event.object;
}

/** The object with what was set aside parsed, as whoever asks for it sees it. */
function whole(object: KubernetesObject) {
  const { managedFields } = object.metadata;
  return {
    ...object,
    metadata: {
      ...object.metadata,
      ...(managedFields && { managedFields: managedFieldsOf(object) }),
    },
    ...('spec' in object && { spec: specOf(object) }),
  };
}

const isSetAside = ({ metadata, spec }: KubernetesObject) => ({
  managedFields: Buffer.isBuffer(metadata.managedFields),
  spec: Buffer.isBuffer(spec),
});

it('sets managedFields and the spec of an object aside, and nothing else', () => {
  const object = {
    kind: 'Pod',
    metadata: { ...METADATA, managedFields: MANAGED_FIELDS.slice(0, 0) },
    spec: { containers: [{ image: 'é:1' }] },
    status: { phase: 'Running' },
  };
  const parsed = parse(object);
  expect(isSetAside(parsed)).toEqual({ managedFields: true, spec: true });
  expect(parsed.status).toEqual(object.status);
  expect(whole(parsed)).toEqual(object);
});

it.each<[string, Record<string, unknown>]>([
  ['no managedFields', { metadata: METADATA, spec: {}, status: {} }],
  [
    'no status',
    { metadata: { ...METADATA, managedFields: [] }, spec: { a: 1 } },
  ],
  ['no spec', { metadata: { ...METADATA, managedFields: [] }, data: {} }],
  [
    'lists in the names of managed fields',
    {
      metadata: { ...METADATA, managedFields: MANAGED_FIELDS },
      spec: { a: 1 },
      status: {},
    },
  ],
  [
    'keys in the order of the alphabet, as custom resources have them',
    {
      apiVersion: 'v1',
      metadata: { annotations: { a: '}],"spec":{' }, ...METADATA },
      spec: { a: [{ status: {} }], z: {} },
      status: { spec: {}, list: [{}] },
    },
  ],
  [
    'a claim with a status inside of the spec',
    {
      metadata: METADATA,
      spec: { claims: [{ metadata: {}, spec: {}, status: { a: 1 } }], b: 2 },
      status: { c: 3 },
    },
  ],
  [
    'another object inside of the status',
    {
      metadata: METADATA,
      spec: { a: 1 },
      status: { copies: [{ metadata: {}, spec: { b: 2 }, status: { c: 3 } }] },
    },
  ],
  [
    'an object inside, and no spec of its own',
    {
      metadata: METADATA,
      copy: { metadata: { managedFields: [1] }, spec: { a: 1 }, status: {} },
      spec: null,
    },
  ],
])('parses what it should of an object with %s', (_name, object) => {
  expect(whole(parse(object))).toEqual(object);
});

it('reports a line that was cut off in the middle', () => {
  const line = Buffer.from(
    '{"type":"ADDED","object":{"metadata":{"name":"a","managedFields":[],"uid":"b"},"spec":{"a"',
  );
  expect(parseEvents([line], 'pods')).toMatchObject([
    { type: 'ERROR', error: { kind: 'malformed' } },
  ]);
});

it('sets nothing aside where there is nothing of that name', () => {
  const json = '{"metadata":{},"data":{"a":"\\"managedFields\\":[1],"}}';
  expect(setAside(Buffer.from(json))).toEqual({ rest: json });
});

const KEYS = [
  'metadata',
  'spec',
  'status',
  'managedFields',
  'a',
  '}],"spec":{',
];

/** Values that look as much like a whole object as they can. */
const { value } = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<unknown>('', '}],', '},"status":{"', 1, null, '\\"', {}),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 4 }),
  ),
}));

it('loses and invents nothing, whatever an object holds', () => {
  fc.assert(
    fc.property(value, value, value, value, (fields, spec, status, other) => {
      const object = {
        other,
        metadata: { ...METADATA, managedFields: [fields] },
        spec,
        status,
      };
      const back = JSON.parse(JSON.stringify(object));
      expect(whole(parse(object))).toEqual(back);
    }),
    { numRuns: 2_000 },
  );
});
