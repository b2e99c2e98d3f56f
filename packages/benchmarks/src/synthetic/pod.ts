import { podManagedFields } from './podManagedFields';
import { CREATED } from './podParts';
import { podSpec } from './podSpec';
import { podStatus } from './podStatus';
import { ObjectState, TOKENS } from './tokens';

/** A pod as an API server sends it: about 8 kB, a quarter of it `managedFields`. */
export function syntheticPod({ health, owned }: ObjectState) {
  const name = `app-${TOKENS.app}-6f9c7d5b8c-${TOKENS.serial}`;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      generateName: `app-${TOKENS.app}-6f9c7d5b8c-`,
      namespace: 'team-alpha',
      uid: `7d0f7a52-93ac-4f5e-8a6d-0000${TOKENS.serial}`,
      resourceVersion: TOKENS.resourceVersion,
      creationTimestamp: CREATED,
      labels: {
        app: `app-${TOKENS.app}`,
        'app.kubernetes.io/name': `app-${TOKENS.app}`,
        'app.kubernetes.io/instance': `app-${TOKENS.app}-production`,
        'app.kubernetes.io/managed-by': 'Helm',
        'pod-template-hash': '6f9c7d5b8c',
      },
      annotations: {
        'prometheus.io/scrape': 'true',
        'prometheus.io/port': '9090',
        'checksum/config':
          'b3a8e0e1f9ab1bfe3a36f231f676f78bb30a519d2b21e6c530c0eee8ebb4a5d0',
      },
      ...(owned && {
        ownerReferences: [
          {
            apiVersion: 'apps/v1',
            kind: 'ReplicaSet',
            name: `app-${TOKENS.app}-6f9c7d5b8c`,
            uid: `1c1b2a3d-4e5f-4a6b-8c7d-0000000${TOKENS.app}`,
            controller: true,
            blockOwnerDeletion: true,
          },
        ],
      }),
      managedFields: podManagedFields(owned),
    },
    spec: podSpec(),
    status: podStatus(health),
  };
}
