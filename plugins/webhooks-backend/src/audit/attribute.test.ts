import { AuditRecord } from './AuditRecord';
import { ObservedChange, attribute } from './attribute';
import {
  AuditEventOverrides,
  auditEvent,
  deployment,
  objectRef,
} from './auditEvent.fixture';
import { readAuditEvents } from './readAuditEvents';

const OBSERVED_AT = Date.parse('2026-03-05T10:23:00.050Z');
const seconds = (count: number) =>
  new Date(OBSERVED_AT + count * 1000).toISOString();

const scaled: ObservedChange = {
  resource: 'deployments.apps',
  change: 'update',
  namespace: 'team-alpha',
  name: 'api-server',
  uid: 'uid-1',
  resourceVersion: '101',
  isSingleWrite: true,
  manager: 'kubectl',
  observedAt: OBSERVED_AT,
};
const created: ObservedChange = {
  ...scaled,
  change: 'create',
  manager: undefined,
};
const deleted: ObservedChange = {
  ...scaled,
  change: 'delete',
  resourceVersion: '100',
  manager: undefined,
};

function record(overrides: AuditEventOverrides = {}): AuditRecord {
  const event = auditEvent({
    auditID: JSON.stringify(overrides).slice(0, 200),
    ...overrides,
  });
  const [found] = readAuditEvents([event], () => true).records;
  return found;
}
const by = (username: string) => ({ user: { username } });
const during = (from: number, to: number) => ({
  requestReceivedTimestamp: seconds(from),
  stageTimestamp: seconds(to),
});
/** Without the answer, as level Metadata has it. */
const metadata = {
  level: 'Metadata',
  requestObject: undefined,
  responseObject: undefined,
};
const applied = {
  objectRef,
  requestURI: '/…/api-server?fieldManager=kubectl-client-side-apply',
  responseObject: deployment,
};
const deletion = {
  verb: 'delete',
  objectRef,
  responseObject: {
    kind: 'Status',
    metadata: {},
    details: { name: 'api-server', uid: 'uid-1' },
  },
};
const collection = {
  verb: 'deletecollection',
  objectRef: { ...objectRef, name: undefined },
  responseObject: { kind: 'DeploymentList', metadata: {}, items: [] },
};

const told = (change: ObservedChange, ...records: AuditRecord[]) => {
  const found = attribute(change, records);
  return found && `${found.record.username}, ${found.actorSource}`;
};

describe('attribute', () => {
  it.each<[string, ObservedChange, AuditRecord[]]>([
    ['a scale', scaled, [record()]],
    [
      'an edit',
      { ...scaled, manager: 'kubectl-edit' },
      [
        record({
          objectRef,
          requestURI: '/…?fieldManager=kubectl-edit',
          responseObject: deployment,
        }),
      ],
    ],
    [
      'a change that only the audit record tells',
      { ...scaled, manager: undefined },
      [record()],
    ],
    [
      'a creation, whatever was written since',
      { ...created, resourceVersion: '105', isSingleWrite: false },
      [
        record({
          verb: 'create',
          objectRef,
          responseStatus: { code: 201 },
          responseObject: deployment,
        }),
      ],
    ],
    ['a deletion', deleted, [record(deletion)]],
    [
      'a deletion that was found after a gap',
      { ...deleted, isSingleWrite: false },
      [record(deletion)],
    ],
    [
      'a deletion that took its time',
      { ...deleted, observedAt: OBSERVED_AT + 600_000 },
      [record(deletion)],
    ],
    ['a record that comes long after', scaled, [record(during(-0.05, -0.01))]],
    [
      'a no-op by somebody else after the write',
      { ...scaled, manager: undefined },
      [
        record({ ...applied, ...by('bob'), ...during(0.5, 0.6) }),
        record(during(-0.05, -0.01)),
      ],
    ],
    [
      'the first of two deletions',
      deleted,
      [
        record({ ...deletion, ...by('bob'), ...during(0.5, 0.6) }),
        record({ ...deletion, ...during(-0.05, -0.01) }),
      ],
    ],
  ])('names who made %s', (_, change, records) => {
    expect(told(change, ...records)).toBe('alice, audit');
  });

  it.each<[string, ObservedChange, AuditRecord[]]>([
    ['nobody reported', scaled, []],
    [
      'another version was made',
      scaled,
      [
        record({
          responseObject: {
            ...deployment,
            metadata: { ...deployment.metadata, resourceVersion: '102' },
          },
        }),
      ],
    ],
    [
      'an object of another uid was made',
      created,
      [
        record({
          verb: 'create',
          objectRef,
          responseObject: {
            ...deployment,
            metadata: { ...deployment.metadata, uid: 'uid-0' },
          },
        }),
      ],
    ],
    [
      'several writes may be one event',
      { ...scaled, isSingleWrite: false },
      [record()],
    ],
    [
      'the answer was seen long before the request',
      { ...scaled, manager: undefined },
      [record({ ...applied, ...by('bob'), ...during(60, 60.1) })],
    ],
    [
      'the object names another tool than the request',
      scaled,
      [record({ ...applied, ...by('bob') })],
    ],
    [
      'two overlapping requests could have made it',
      { ...scaled, manager: undefined },
      [
        record(during(-0.05, 0)),
        record({ ...applied, ...by('bob'), ...during(-0.04, 0.01) }),
      ],
    ],
    [
      'two deleted it at the same time',
      deleted,
      [
        record({ ...deletion, ...during(-0.05, 0) }),
        record({ ...deletion, ...by('bob'), ...during(-0.05, 0) }),
      ],
    ],
  ])('names nobody when %s', (_, change, records) => {
    expect(told(change, ...records)).toBeUndefined();
  });

  describe('without the answer', () => {
    const secret = { ...scaled, manager: undefined };
    it.each<[string, ObservedChange, AuditRecord[]]>([
      ['the only one', secret, [record(metadata)]],
      [
        'the only one with that tool',
        scaled,
        [
          record(metadata),
          record({
            ...metadata,
            ...by('bob'),
            requestURI: '/…?fieldManager=kubectl-edit',
          }),
        ],
      ],
      [
        'the same person twice',
        secret,
        [record(metadata), record({ ...metadata, auditID: 'b' })],
      ],
      ['the only one who deleted a collection', deleted, [record(collection)]],
    ])('takes %s for probable', (_, change, records) => {
      expect(told(change, ...records)).toBe('alice, audit-probable');
    });

    it.each<[string, ObservedChange, AuditRecord[]]>([
      [
        'two people are near',
        secret,
        [record(metadata), record({ ...metadata, ...by('bob') })],
      ],
      [
        'one acted for two',
        secret,
        [
          record(metadata),
          record({
            ...metadata,
            impersonatedUser: { username: 'alice' },
            ...by('bob'),
          }),
        ],
      ],
      [
        'it was not about then',
        secret,
        [record({ ...metadata, ...during(-10, -9) })],
      ],
      [
        'it was found after a gap',
        { ...secret, isSingleWrite: false },
        [record(metadata)],
      ],
      [
        'it was another namespace',
        { ...secret, namespace: 'team-beta' },
        [record(metadata)],
      ],
      ['it was another object', { ...secret, name: 'web' }, [record(metadata)]],
      [
        'it was another kind',
        { ...secret, resource: 'secrets' },
        [record(metadata)],
      ],
      ['it was another change', created, [record(metadata)]],
      [
        'the object was another one of that name',
        secret,
        [record({ ...metadata, objectRef: { ...objectRef, uid: 'uid-0' } })],
      ],
    ])('names nobody when %s', (_, change, records) => {
      expect(told(change, ...records)).toBeUndefined();
    });

    it('yields to proof', () => {
      const records = [
        record({ ...collection, ...by('bob') }),
        record(deletion),
      ];
      expect(told(deleted, ...records)).toBe('alice, audit');
    });
  });
});
