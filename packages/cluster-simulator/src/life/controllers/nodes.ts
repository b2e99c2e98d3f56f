import { JsonObject, toTime } from '../../objects';
import { LifeContext } from '../LifeContext';
import { nameOf, writeStatus } from '../ownership';

/** A real kubelet renews its Lease every 10 s, and its Node's status every 5 min. */
const LEASE_TICKS = 10;
const HEARTBEAT_TICKS = 60;
const LEASES = 'kube-node-lease';

function renewLease({ cluster }: LifeContext, name: string) {
  const renewTime = new Date().toISOString().replace('Z', '000Z');
  const lease = { resource: 'leases', namespace: LEASES, name };
  const spec = { holderIdentity: name, leaseDurationSeconds: 40, renewTime };
  if (cluster.find(lease)) {
    cluster.patch(lease, { spec }, { manager: 'kubelet' });
    return;
  }
  const metadata = { namespace: LEASES, name };
  cluster.create(
    { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata, spec },
    { manager: 'kubelet' },
  );
}

/** The noise that every cluster makes: heartbeats that change nothing but times. */
export function beatHearts(context: LifeContext): void {
  const { cluster, tick } = context;
  for (const node of cluster.list('nodes')) {
    if (tick % LEASE_TICKS === 0) renewLease(context, node.metadata.name);
    if (tick % HEARTBEAT_TICKS !== 30) continue;
    const lastHeartbeatTime = toTime(new Date());
    const conditions = (node.status?.conditions ?? []).map(
      (condition: JsonObject) => ({ ...condition, lastHeartbeatTime }),
    );
    const status = { ...node.status, conditions };
    writeStatus(cluster, 'nodes', node, { status, manager: 'kubelet' });
  }
}

/** A cordoned Node gets the taint that a real one gets, and loses it again. */
export function taintCordonedNodes({ cluster }: LifeContext): void {
  const key = 'node.kubernetes.io/unschedulable';
  for (const node of cluster.list('nodes')) {
    const taints: JsonObject[] = node.spec?.taints ?? [];
    const others = taints.filter(taint => taint.key !== key);
    const isTainted = others.length < taints.length;
    const isCordoned = Boolean(node.spec?.unschedulable);
    if (isTainted === isCordoned) continue;
    const wanted = isCordoned
      ? [...others, { key, effect: 'NoSchedule' }]
      : others;
    cluster.patch(
      nameOf('nodes', node),
      { spec: { taints: wanted.length > 0 ? wanted : null } },
      { manager: 'kube-controller-manager' },
    );
  }
}
