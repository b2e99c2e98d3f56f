import { KINDS } from './kinds';
import { SyntheticObjects } from './SyntheticObjects';

const parse = (pieces: Iterable<Buffer>) =>
  [...pieces].map(piece => JSON.parse(piece.toString('utf8')));

describe.each(KINDS)('synthetic objects of $path', kind => {
  const create = (count: number) => {
    const objects = SyntheticObjects.create({ kind, seed: 1 });
    objects.add(count);
    return objects;
  };

  it('are a list, each with a name, a uid and a version of its own', () => {
    const pieces = [...create(50).items(0, 50)];
    const items: any[] = JSON.parse(`[${pieces.join('')}]`);
    const { metadata } = items[0];
    expect(items).toHaveLength(50);
    for (const key of ['name', 'uid', 'resourceVersion']) {
      const values = items.map(item => item.metadata[key]);
      expect(new Set(values).size).toBe(50);
    }
    expect(metadata.resourceVersion).toMatch(/^\d{10}$/);
  });

  it('change one version after the other, and end with a heartbeat', () => {
    const objects = create(50);
    const first = Number(objects.resourceVersion) + 1;
    const events = parse(objects.changes(1000));
    expect(
      events.map(({ object }) => Number(object.metadata.resourceVersion)),
    ).toEqual(Array.from({ length: 1000 }, (_, i) => first + i));
    expect(events.at(-1).type).toBe('MODIFIED');
    expect([...new Set(events.map(({ type }) => type))].sort()).toEqual([
      'ADDED',
      'DELETED',
      'MODIFIED',
    ]);
  });

  it('change in the same way for the same seed', () => {
    expect(parse(create(50).changes(100))).toEqual(
      parse(create(50).changes(100)),
    );
  });
});

it('makes pods of the size that real ones have', () => {
  const pods = SyntheticObjects.create({ kind: KINDS[0], seed: 1 });
  const [line] = pods.additions(1);
  const { object } = JSON.parse(String(line));
  const managed = JSON.stringify(object.metadata.managedFields).length;
  expect(line.length).toBeGreaterThan(8_000);
  expect(line.length).toBeLessThan(9_000);
  expect(managed / line.length).toBeGreaterThan(0.2);
  expect(managed / line.length).toBeLessThan(0.3);
});
