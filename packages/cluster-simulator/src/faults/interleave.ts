import { WatchLine } from '../server/WatchStream';

/**
 * Puts the events of different objects in another order: the object that came last goes first.
 * Events of one object keep their order, and nothing passes a bookmark, which promises that all
 * before it was sent.
 */
export function interleave(lines: WatchLine[]): WatchLine[] {
  const mark = lines.findIndex(
    ({ type }) => type === 'BOOKMARK' || type === 'ERROR',
  );
  const end = mark === -1 ? lines.length : mark;
  const byObject = new Map<string, WatchLine[]>();
  for (const line of lines.slice(0, end)) {
    const { namespace, name } = line.object.metadata;
    const key = `${namespace}/${name}`;
    byObject.set(key, [...(byObject.get(key) ?? []), line]);
  }
  const reordered = [...byObject.values()].reverse().flat();
  return [
    ...reordered,
    ...lines.slice(end, end + 1),
    ...(mark === -1 ? [] : interleave(lines.slice(end + 1))),
  ];
}
