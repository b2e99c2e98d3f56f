import { matchEvent, normalizeFilters } from './filters';
import { sampleEvent } from './sampleEvent';

const scale = sampleEvent({
  eventType: 'scale',
  actor: 'alice',
  now: new Date('2026-03-05T10:23:00Z'),
});
const update = { ...scale, event: 'update' as const };

describe('filters', () => {
  it.each([[undefined], [{}], [{ events: [], clusters: ['*'] }]])(
    'take everything when they are %j',
    filters => {
      expect(matchEvent(normalizeFilters(filters), scale)).toBe('scale');
    },
  );

  it.each([
    [{ clusters: ['prod-us'] }, true],
    [{ clusters: ['staging', 'prod-us'] }, true],
    [{ clusters: ['staging'] }, false],
    [{ resources: ['Deployment'] }, true],
    [{ resources: ['Pod'] }, false],
    [{ namespaces: ['team-alpha'] }, true],
    [{ namespaces: ['team-beta'] }, false],
    [{ events: ['scale' as const] }, true],
    [{ events: ['create' as const, 'delete' as const] }, false],
    [{ clusters: ['prod-us'], namespaces: ['team-beta'] }, false],
  ])('%j must all match: %s', (filters, matches) => {
    expect(matchEvent(normalizeFilters(filters), scale) !== undefined).toBe(
      matches,
    );
  });

  it('deliver a scale as update to those who want only updates', () => {
    const onlyUpdates = normalizeFilters({ events: ['update'] });
    expect(matchEvent(onlyUpdates, scale)).toBe('update');
  });

  it('deliver an update that is no scale only to those who want updates', () => {
    const onlyScale = normalizeFilters({ events: ['scale'] });
    expect(matchEvent(onlyScale, update)).toBeUndefined();
  });

  it('keep the namespace filter for resources without a namespace', () => {
    const node = { ...update, resource: 'Node', namespace: '' };
    expect(
      matchEvent(normalizeFilters({ namespaces: ['team-alpha'] }), node),
    ).toBeUndefined();
    expect(matchEvent(normalizeFilters(), node)).toBe('update');
  });
});
