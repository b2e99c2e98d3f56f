import { stringify } from 'yaml';
import { KINDS } from './kinds';

/** The rights that the user of the kubeconfig needs, as a ClusterRole. */
export function requiredRights(): string {
  const groups = [...new Set(KINDS.map(({ group }) => group))];
  return stringify({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'webhooks-verify-cluster' },
    rules: [
      {
        apiGroups: [''],
        resources: ['namespaces'],
        verbs: ['create', 'delete'],
      },
      ...groups.map(group => ({
        apiGroups: [group],
        resources: KINDS.filter(it => it.group === group).map(it => it.plural),
        // Lists and watches go over the whole cluster, as the portal's do.
        verbs: ['list', 'watch', 'create', 'patch', 'delete'],
      })),
    ],
  });
}
