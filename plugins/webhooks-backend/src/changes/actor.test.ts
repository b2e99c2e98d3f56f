import { actorOfCreate, actorOfUpdate } from './actor';
import { KubernetesObject, ManagedFieldsEntry } from './types';

const UNKNOWN = { actor: 'unknown', actorSource: 'unknown' };
const manager = (actor: string) => ({ actor, actorSource: 'field-manager' });

function object(
  managedFields: ManagedFieldsEntry[],
  controller?: string,
): KubernetesObject {
  const [kind, name] = controller?.split('/') ?? [];
  return {
    metadata: {
      name: 'a',
      uid: 'u',
      resourceVersion: '1',
      managedFields,
      ownerReferences: controller
        ? [{ kind, name, uid: 'o', controller: true }]
        : undefined,
    },
  };
}

/** As it comes from a watch. */
function unparsed(entries: ManagedFieldsEntry[]): KubernetesObject {
  const parsed = object([]);
  const managedFields = Buffer.from(JSON.stringify(entries));
  return { ...parsed, metadata: { ...parsed.metadata, managedFields } };
}

const REPLICAS = { 'f:spec': { 'f:replicas': {} } };
const IMAGE = {
  'f:spec': {
    'f:template': {
      'f:spec': {
        'f:containers': { 'k:{"name":"web"}': { '.': {}, 'f:image': {} } },
      },
    },
  },
};
const replicas = { field: 'spec.replicas', old: 3, new: 5 };
const image = {
  field: 'spec.template.spec.containers[name=web].image',
  old: 'web:1',
  new: 'web:2',
};

/** What a real API server records: `reference`, table of managedFields entries. */
const scaled = { manager: 'kubectl', subresource: 'scale', fieldsV1: REPLICAS };
const edited = {
  manager: 'kubectl-edit',
  time: '2026-03-05T10:23:00Z',
  fieldsV1: IMAGE,
};

describe('the actor of an update', () => {
  it.each([
    ['kubectl scale', [scaled, edited], [replicas], manager('kubectl')],
    ['kubectl edit', [scaled, edited], [image], manager('kubectl-edit')],
    [
      'the last one who wrote, of several who own the field',
      [{ ...edited, manager: 'helm', time: '2026-01-01T00:00:00Z' }, edited],
      [image],
      manager('kubectl-edit'),
    ],
    [
      'the owner of the whole list',
      [{ manager: 'argocd', fieldsV1: { 'f:spec': { 'f:args': {} } } }],
      [{ field: 'spec.args[name=x].value', old: 1, new: 2 }],
      manager('argocd'),
    ],
    [
      'the owner of an item with two keys',
      [
        {
          manager: 'cloud',
          fieldsV1: {
            'f:spec': {
              'f:ports': {
                'k:{"port":80,"protocol":"TCP"}': { 'f:nodePort': {} },
              },
            },
          },
        },
      ],
      [{ field: 'spec.ports[port=80,protocol=TCP].nodePort', old: 1, new: 2 }],
      manager('cloud'),
    ],
    [
      'whoever restarted',
      [
        {
          manager: 'kubectl-rollout',
          fieldsV1: {
            'f:spec': {
              'f:template': {
                'f:metadata': {
                  'f:annotations': {
                    'f:kubectl.kubernetes.io/restartedAt': {},
                  },
                },
              },
            },
          },
        },
      ],
      [{ field: 'restart', old: null, new: '2026-03-05T10:23:00Z' }],
      manager('kubectl-rollout'),
    ],
  ])('is %s', (_name, entries, changes, expected) => {
    expect(actorOfUpdate(object(entries), changes)).toEqual(expected);
    expect(actorOfUpdate(unparsed(entries), changes)).toEqual(expected);
  });

  it.each([
    ['the field was removed', [scaled], [{ ...replicas, new: null }]],
    ['nobody owns the field', [edited], [replicas]],
    ['there are no managed fields', [], [replicas]],
    [
      'several own the field, and one of them left no time',
      [scaled, { ...edited, fieldsV1: REPLICAS }],
      [replicas],
    ],
    ['the fields have different owners', [scaled, edited], [replicas, image]],
    [
      'a key of the managed fields cannot be read',
      [{ manager: 'x', fieldsV1: { 'f:spec': { 'f:ports': { 'k:{': {} } } } }],
      [{ field: 'spec.ports[port=80].nodePort', old: 1, new: 2 }],
    ],
  ])('is unknown when %s', (_name, entries, changes) => {
    expect(actorOfUpdate(object(entries), changes)).toEqual(UNKNOWN);
    expect(actorOfUpdate(unparsed(entries), changes)).toEqual(UNKNOWN);
  });
});

describe('the actor of a creation', () => {
  it('is the controller of the object', () => {
    expect(actorOfCreate(object([edited], 'CronJob/backup'))).toEqual({
      actor: 'CronJob/backup',
      actorSource: 'controller',
    });
  });

  it('is the only manager, whoever wrote the status', () => {
    const status = { manager: 'kubelet', subresource: 'status' };
    expect(actorOfCreate(object([edited, status]))).toEqual(
      manager('kubectl-edit'),
    );
  });

  it('is unknown when several could be it', () => {
    const other = { ...edited, manager: 'helm' };
    expect(actorOfCreate(object([edited, other]))).toEqual(UNKNOWN);
  });
});
