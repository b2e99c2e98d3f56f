import { SourceEvent } from '@kubevision/backstage-plugin-webhooks-node';
import { toSourceEvent } from './toSourceEvent';

const options = { source: 'catalog', now: new Date('2026-03-05T10:23:00.5Z') };
const event = (parts: Partial<SourceEvent> = {}): SourceEvent => ({
  key: '1',
  event: 'update',
  kind: 'Component',
  apiVersion: 'backstage.io/v1alpha1',
  namespace: 'default',
  name: 'web',
  changes: [{ field: 'spec.owner', old: 'a', new: 'b' }],
  ...parts,
});

describe('toSourceEvent', () => {
  it('makes the documented payload, in its order', () => {
    const made = toSourceEvent(event({ actor: 'alice' }), options);
    expect(Object.keys(made).slice(0, 8)).toEqual([
      'event',
      'cluster',
      'namespace',
      'resource',
      'name',
      'actor',
      'timestamp',
      'detail',
    ]);
    expect(made).toMatchObject({
      cluster: 'source:catalog',
      resource: 'Component',
      actor: 'alice',
      actorSource: 'source',
      timestamp: '2026-03-05T10:23:00Z',
      detail: { field: 'spec.owner', old: 'a', new: 'b' },
      severity: 'info',
    });
  });

  it('gives the same key of a source the same id, and no other', () => {
    const id = (key: string, source = 'catalog') =>
      toSourceEvent(event({ key }), { ...options, source }).id;
    expect(id('1')).toBe(id('1'));
    expect(id('1')).not.toBe(id('2'));
    expect(id('1')).not.toBe(id('1', 'pager'));
  });

  it('says what was created or deleted', () => {
    const summary = 'service of team-a';
    const made = (type: SourceEvent['event']) =>
      toSourceEvent(event({ event: type, summary, changes: [] }), options)
        .detail;
    expect(made('create')).toEqual({
      field: 'object',
      old: null,
      new: summary,
    });
    expect(made('delete')).toEqual({
      field: 'object',
      old: summary,
      new: null,
    });
  });

  it('masks secrets and cuts long values', () => {
    const { changes } = toSourceEvent(
      event({
        changes: [
          { field: 'spec.apiToken', old: 'before', new: 17 },
          { field: 'spec.db', old: null, new: 'postgres://app:hunter2@db/app' },
          { field: 'spec.text', old: '', new: 'x'.repeat(1000) },
          {
            field: 'metadata.annotations[example.com/password]',
            old: 'a',
            new: 'b',
          },
        ],
      }),
      options,
    );
    expect(changes[0]).toEqual({
      field: 'spec.apiToken',
      old: '***',
      new: '***',
    });
    expect(changes[1].new).toBe('***');
    expect(Buffer.byteLength(String(changes[2].new))).toBeLessThanOrEqual(256);
    expect(changes[3].new).toBe('***');
  });

  it('keeps the first changes of many', () => {
    const changes = Array.from({ length: 30 }, (_, i) => ({
      field: `f${i}`,
      old: 0,
      new: 1,
    }));
    const made = toSourceEvent(event({ changes }), options);
    expect(made.changes).toHaveLength(20);
    expect(made.truncated).toBe(true);
  });

  it.each<[string, object]>([
    ['key', { key: '' }],
    ['kind', { kind: 'no kind' }],
    ['apiVersion', { apiVersion: 'v1' }],
    ['name', { name: 'a\0b' }],
    ['namespace', { namespace: 'half \ud83d' }],
    ['changes', { changes: [] }],
    ['changes.0', { changes: [{ field: 'a', old: 1 }] }],
    ['severity', { severity: 'bad' }],
    ['labels', { labels: { a: 'x'.repeat(300) } }],
  ])('refuses an event whose %s will not do', (field, parts) => {
    expect(() => toSourceEvent(event(parts as never), options)).toThrow(
      `published an event that will not do: ${field}`,
    );
  });
});
