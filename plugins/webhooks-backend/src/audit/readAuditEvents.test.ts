import { AuditRecord } from './AuditRecord';
import {
  AuditEventOverrides,
  auditEvent,
  deletedStatus,
  deployment,
  objectRef,
} from './auditEvent.fixture';
import { readAuditEvents } from './readAuditEvents';

const PATH = '/apis/apps/v1/namespaces/team-alpha/deployments';

const read = (...items: unknown[]) => readAuditEvents(items, () => true);
const readOne = (overrides: AuditEventOverrides) =>
  read(auditEvent(overrides)).records[0];

const pod = (metadata: object) => ({
  objectRef: {
    resource: 'pods',
    namespace: 'team-alpha',
    name: 'web-1',
    apiVersion: 'v1',
  },
  verb: 'delete',
  responseObject: {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: {
      name: 'web-1',
      namespace: 'team-alpha',
      uid: 'uid-p',
      resourceVersion: '300',
      ...metadata,
    },
  },
});

describe('readAuditEvents', () => {
  it('reads who, what and when, and nothing of the objects', () => {
    expect(read(auditEvent())).toEqual({
      records: [
        {
          auditId: 'audit-1',
          resource: 'deployments.apps',
          change: 'update',
          namespace: 'team-alpha',
          name: 'api-server',
          uid: 'uid-1',
          resourceVersion: '101',
          username: 'alice',
          impersonator: undefined,
          manager: 'kubectl',
          startedAt: Date.parse('2026-03-05T10:23:00.000Z'),
          endedAt: Date.parse('2026-03-05T10:23:00.020Z'),
        },
      ],
      unreadable: 0,
    });
  });

  it.each<[string, AuditEventOverrides, Partial<AuditRecord>]>([
    [
      'kubectl edit',
      {
        objectRef,
        requestURI: `${PATH}/api-server?fieldManager=kubectl-edit&fieldValidation=Strict`,
        responseObject: deployment,
      },
      { change: 'update', resourceVersion: '101', manager: 'kubectl-edit' },
    ],
    [
      'kubectl apply of something new',
      {
        verb: 'create',
        objectRef,
        requestURI: `${PATH}?fieldManager=kubectl-client-side-apply`,
        responseStatus: { code: 201 },
        responseObject: deployment,
      },
      {
        change: 'create',
        uid: 'uid-1',
        manager: 'kubectl-client-side-apply',
      },
    ],
    [
      'server-side apply of something new',
      {
        objectRef,
        requestURI: `${PATH}/api-server?fieldManager=kubectl&force=false`,
        responseStatus: { code: 201 },
        responseObject: deployment,
      },
      { change: 'create', uid: 'uid-1' },
    ],
    [
      'a creation by generateName',
      {
        verb: 'create',
        objectRef: { ...objectRef, name: undefined },
        responseStatus: { code: 201 },
        responseObject: {
          ...deployment,
          metadata: { ...deployment.metadata, name: 'api-server-x7k2p' },
        },
      },
      { change: 'create', name: 'api-server-x7k2p' },
    ],
    [
      'a deletion that is done at once',
      { verb: 'delete', objectRef, responseObject: deletedStatus },
      { change: 'delete', uid: 'uid-1', resourceVersion: undefined },
    ],
    [
      'a deletion that waits for a finalizer',
      {
        verb: 'delete',
        objectRef,
        responseObject: {
          ...deployment,
          metadata: {
            ...deployment.metadata,
            deletionTimestamp: '2026-03-05T10:23:00Z',
            deletionGracePeriodSeconds: 0,
          },
        },
      },
      { change: 'delete', uid: 'uid-1', resourceVersion: '101' },
    ],
    [
      'a Pod that gets its grace period',
      pod({
        deletionTimestamp: '2026-03-05T10:23:30Z',
        deletionGracePeriodSeconds: 30,
      }),
      { change: 'delete', uid: 'uid-p', resourceVersion: '300' },
    ],
    [
      'an answer that shows what somebody else wrote before the deletion',
      pod({}),
      { change: 'delete', uid: 'uid-p', resourceVersion: undefined },
    ],
    [
      'kubectl drain',
      {
        ...pod({}),
        verb: 'create',
        objectRef: { ...pod({}).objectRef, subresource: 'eviction' },
        responseObject: { kind: 'Status', metadata: {}, status: 'Success' },
      },
      { change: 'delete', name: 'web-1', uid: undefined },
    ],
    [
      'a collection',
      {
        verb: 'deletecollection',
        objectRef: { ...objectRef, name: undefined },
        requestURI: `${PATH}?labelSelector=app%3Dweb`,
        responseObject: {
          kind: 'DeploymentList',
          metadata: { resourceVersion: '120' },
          items: [deployment],
        },
      },
      { change: 'delete', name: undefined, uid: undefined },
    ],
    [
      'kubectl --as',
      { impersonatedUser: { username: 'bob', groups: [] } },
      { username: 'bob', impersonator: 'alice' },
    ],
    [
      'a controller',
      {
        user: {
          username: 'system:serviceaccount:kube-system:deployment-controller',
        },
        userAgent:
          'kube-controller-manager/v1.36.0 (linux/amd64) kubernetes/4c2a8f1/system:serviceaccount:kube-system:deployment-controller',
        objectRef: { ...objectRef, subresource: 'status' },
        verb: 'update',
        responseObject: deployment,
      },
      {
        username: 'system:serviceaccount:kube-system:deployment-controller',
        manager: 'kube-controller-manager',
        change: 'update',
      },
    ],
    [
      'a Secret at level Metadata',
      {
        level: 'Metadata',
        verb: 'update',
        objectRef: {
          resource: 'secrets',
          namespace: 'team-alpha',
          name: 'db',
          apiVersion: 'v1',
          uid: 'uid-s',
          resourceVersion: '90',
        },
        requestObject: undefined,
        responseObject: undefined,
      },
      {
        resource: 'secrets',
        name: 'db',
        uid: 'uid-s',
        resourceVersion: undefined,
      },
    ],
    [
      'a JSON patch',
      { requestObject: [{ op: 'replace', path: '/spec/replicas', value: 5 }] },
      { change: 'update', resourceVersion: '101' },
    ],
    [
      'a tool whose name no database can store',
      { userAgent: `ku\0be${'c'.repeat(300)}` },
      { manager: `kube${'c'.repeat(124)}` },
    ],
    [
      'a Namespace, which is in none',
      {
        verb: 'delete',
        objectRef: {
          resource: 'namespaces',
          namespace: 'team-alpha',
          name: 'team-alpha',
          apiVersion: 'v1',
        },
      },
      { resource: 'namespaces', namespace: '', name: 'team-alpha' },
    ],
  ])('reads %s', (_, overrides, expected) => {
    expect(readOne(overrides)).toMatchObject(expected);
  });

  it.each<[string, AuditEventOverrides]>([
    ['a request that has only begun', { stage: 'RequestReceived' }],
    ['a panic', { stage: 'Panic' }],
    ['reading', { verb: 'get', objectRef }],
    ['watching', { verb: 'watch', objectRef }],
    ['what was refused', { responseStatus: { code: 403 } }],
    ['a conflict', { responseStatus: { code: 409 } }],
    ['an answer without a code', { responseStatus: undefined }],
    [
      'a dry run',
      { requestURI: `${PATH}/api-server?dryRun=All&fieldManager=kubectl-edit` },
    ],
    [
      'a dry run of a deletion, which says so in its body',
      {
        verb: 'delete',
        objectRef,
        requestObject: { kind: 'DeleteOptions', dryRun: ['All'] },
        responseObject: deletedStatus,
      },
    ],
    [
      'a PUT that was answered with the version that it came with',
      {
        verb: 'update',
        objectRef: { ...objectRef, resourceVersion: '101' },
        responseObject: deployment,
      },
    ],
    [
      'a subresource that leaves the object as it is',
      {
        verb: 'create',
        objectRef: { ...pod({}).objectRef, subresource: 'binding' },
        responseStatus: { code: 201 },
      },
    ],
    [
      'a kubelet that ends what somebody else wanted deleted',
      {
        ...pod({ deletionTimestamp: '2026-03-05T10:23:00Z' }),
        user: { username: 'system:node:node-1', groups: ['system:nodes'] },
      },
    ],
    [
      'a second deletion of what is being deleted',
      pod({
        deletionTimestamp: '2026-03-05T10:23:20Z',
        deletionGracePeriodSeconds: 30,
      }),
    ],
    [
      'a creation by generateName whose answer is not there',
      {
        level: 'Metadata',
        verb: 'create',
        objectRef: { ...objectRef, name: undefined },
        responseStatus: { code: 201 },
        responseObject: undefined,
      },
    ],
  ])('passes over %s', (_, overrides) => {
    expect(read(auditEvent(overrides))).toEqual({ records: [], unreadable: 0 });
  });

  it('passes over what nobody watches', () => {
    const items = [auditEvent()];
    expect(readAuditEvents(items, name => name === 'pods').records).toEqual([]);
  });

  it.each([
    ['no object', null],
    ['text', 'Event'],
    ['an event without an id', auditEvent({ auditID: undefined })],
    ['an event without a user', auditEvent({ user: {} })],
    [
      'a name that no database can store',
      auditEvent({ user: { username: 'al\0ice' } }),
    ],
    [
      'a namespace that none can store',
      auditEvent({ objectRef: { ...objectRef, namespace: '\0' } }),
    ],
    ['a name without an end', auditEvent({ auditID: 'a'.repeat(300) })],
    ['no time', auditEvent({ stageTimestamp: 'yesterday' })],
  ])('counts %s, and reads the rest', (_, item) => {
    const { records, unreadable } = read(item, auditEvent());
    expect(unreadable).toBe(1);
    expect(records).toHaveLength(1);
  });
});
