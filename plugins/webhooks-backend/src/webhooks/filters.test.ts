import {
  WebhookEvent,
  WebhookFilters,
} from '@kubevision/backstage-plugin-webhooks-common';
import { compileFilters, explainFilters, toSubject } from './compileFilters';
import { normalizeFilters } from './filters';
import { sampleEvent } from './sampleEvent';

const scale: WebhookEvent = {
  ...sampleEvent({
    eventType: 'scale',
    actor: 'alice',
    now: new Date('2026-03-05T10:23:00Z'),
  }),
  severity: 'warning',
  labels: { app: 'web', tier: 'a' },
};
const update = { ...scale, event: 'update' as const };

const ownership = {
  owners: ['group:default/platform', 'user:default/olga'],
  systems: ['system:default/payments'],
};

const matchEvent = (filters: WebhookFilters | undefined, event = scale) =>
  compileFilters(normalizeFilters(filters))(toSubject(event, ownership));

describe('filters', () => {
  it.each([[undefined], [{}], [{ events: [], clusters: ['*'] }]])(
    'take everything when they are %j',
    filters => {
      expect(matchEvent(filters)).toBe('scale');
    },
  );

  it.each<[WebhookFilters, boolean]>([
    [{ clusters: ['prod-us'] }, true],
    [{ clusters: ['staging', 'prod-us'] }, true],
    [{ clusters: ['staging'] }, false],
    [{ clusters: ['prod-*'] }, true],
    [{ clusters: ['!prod-us'] }, false],
    [{ resources: ['Deployment'] }, true],
    [{ resources: ['Pod'] }, false],
    [{ resources: ['Deployment.apps'] }, true],
    [{ resources: ['Deployment.example.com'] }, false],
    [{ resources: ['!Pod'] }, true],
    [{ resources: ['!*.apps'] }, false],
    [{ namespaces: ['team-alpha'] }, true],
    [{ namespaces: ['team-beta'] }, false],
    [{ namespaces: ['team-*', '!team-alpha'] }, false],
    [{ namespaces: ['!kube-*'] }, true],
    [{ names: ['api-server'] }, true],
    [{ names: ['api-*', '!*-canary'] }, true],
    [{ names: ['web'] }, false],
    [{ labels: ['app=web'] }, true],
    [{ labels: ['app=web', 'tier in (a, b)', '!canary'] }, true],
    [{ labels: ['app=web', 'tier=b'] }, false],
    [{ severities: ['warning', 'critical'] }, true],
    [{ severities: ['critical'] }, false],
    [{ owners: ['platform'] }, true],
    [{ owners: ['group:other', 'user:olga'] }, true],
    [{ owners: ['group:other'] }, false],
    [{ systems: ['payments'] }, true],
    [{ systems: ['system:other/payments'] }, false],
    [{ events: ['scale'] }, true],
    [{ events: ['create', 'delete'] }, false],
    [{ clusters: ['prod-us'], namespaces: ['team-beta'] }, false],
  ])('%j must all match: %s', (filters, matches) => {
    expect(matchEvent(filters) !== undefined).toBe(matches);
  });

  it('by owner or system match nothing that belongs to no entity', () => {
    const nobody = toSubject(scale, { owners: [], systems: [] });
    for (const filters of [{ owners: ['platform'] }, { systems: ['x'] }]) {
      expect(compileFilters(normalizeFilters(filters))(nobody)).toBeUndefined();
    }
  });

  it('deliver a scale as update to those who want only updates', () => {
    expect(matchEvent({ events: ['update'] })).toBe('update');
  });

  it('deliver an update that is no scale only to those who want updates', () => {
    expect(matchEvent({ events: ['scale'] }, update)).toBeUndefined();
  });

  it('keep the namespace filter for resources without a namespace', () => {
    const node = {
      ...update,
      resource: 'Node',
      apiVersion: 'v1',
      namespace: '',
    };
    expect(matchEvent({ namespaces: ['team-alpha'] }, node)).toBeUndefined();
    expect(matchEvent({}, node)).toBe('update');
    expect(matchEvent({ namespaces: ['!kube-system'] }, node)).toBe('update');
  });
});

describe('stored filters', () => {
  it('have every list, with owners and systems as full refs', () => {
    expect(
      normalizeFilters({
        namespaces: ['*', '!kube-*'],
        owners: ['Platform', 'user:olga', 'group:other/platform'],
        systems: ['payments', '*'],
      }),
    ).toEqual({
      events: ['*'],
      clusters: ['*'],
      resources: ['*'],
      namespaces: ['!kube-*'],
      names: ['*'],
      labels: ['*'],
      severities: ['*'],
      owners: [
        'group:default/platform',
        'user:default/olga',
        'group:other/platform',
      ],
      systems: ['*'],
    });
  });

  it('are the same when they are stored again', () => {
    const once = normalizeFilters({ owners: ['platform'], labels: ['app'] });
    expect(normalizeFilters(once as WebhookFilters)).toEqual(once);
  });
});

describe('why filters do not hold', () => {
  const explain = (filters: WebhookFilters) =>
    explainFilters(normalizeFilters(filters))(toSubject(scale, ownership));

  it.each<[WebhookFilters, (keyof WebhookFilters)[]]>([
    [{}, []],
    [{ clusters: ['prod-us'], labels: ['app=web'] }, []],
    // A scale is an update too.
    [{ events: ['update'] }, []],
    [{ events: ['delete'] }, ['events']],
    [
      { events: ['create'], namespaces: ['!team-alpha'], labels: ['app=api'] },
      ['events', 'namespaces', 'labels'],
    ],
    [{ clusters: ['staging'], names: ['web'] }, ['clusters', 'names']],
    [
      { resources: ['Pod'], severities: ['critical'] },
      ['resources', 'severities'],
    ],
    [{ owners: ['other'], systems: ['other'] }, ['owners', 'systems']],
  ])('%j: %j', (filters, failed) => {
    expect(explain(filters)).toEqual(failed);
    expect(matchEvent(filters) === undefined).toBe(failed.length > 0);
  });
});
