import fc from 'fast-check';
import { cutManagedFields } from './cutManagedFields';

const entries = [
  {
    manager: 'kubectl "edit" [1]',
    operation: 'Update',
    fieldsV1: { 'f:spec': { 'k:{"name":"a]\\\\"}': { '.': {} } } },
  },
];

it('takes the list out, and leaves an empty one', () => {
  const metadata = { name: 'a', managedFields: entries, uid: 'b' };
  const cut = cutManagedFields(JSON.stringify({ metadata, spec: {} }))!;
  expect(JSON.parse(cut.managedFields)).toEqual(entries);
  expect(JSON.parse(cut.rest)).toEqual({
    metadata: { ...metadata, managedFields: [] },
    spec: {},
  });
});

it.each([
  ['there are none', { metadata: {} }],
  ['they are only named in a text', { data: { a: '"managedFields":[1]' } }],
  ['they are no list', { metadata: { managedFields: null } }],
])('takes nothing out when %s', (_name, object) => {
  expect(cutManagedFields(JSON.stringify(object))).toBeUndefined();
});

it('takes nothing out of what was cut off', () => {
  expect(cutManagedFields('{"managedFields":[{"manager":"a]')).toBeUndefined();
});

it('loses nothing, whatever the values are', () => {
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue()),
      fc.jsonValue(),
      fc.jsonValue(),
      (list, before, after) => {
        const json = JSON.stringify({ before, managedFields: list, after });
        const cut = cutManagedFields(json)!;
        expect(JSON.parse(cut.managedFields)).toEqual(
          JSON.parse(JSON.stringify(list)),
        );
        expect(JSON.parse(cut.rest)).toEqual({
          ...JSON.parse(json),
          managedFields: [],
        });
      },
    ),
  );
});
