/**
 * The kinds that Kubernetes itself has, by group; the empty name is the core group. Kinds that
 * custom resources and add-ons bring are not among them.
 * https://kubernetes.io/docs/reference/kubernetes-api/
 *
 * Event is served by `events.k8s.io` too: the same objects, so the core group stands for both.
 */
const KINDS: Readonly<Record<string, string>> = {
  '': `
    ConfigMap Endpoints Event LimitRange Namespace Node PersistentVolume PersistentVolumeClaim Pod
    PodTemplate ReplicationController ResourceQuota Secret Service ServiceAccount`,
  apps: 'ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet',
  batch: 'CronJob Job',
  autoscaling: 'HorizontalPodAutoscaler',
  policy: 'PodDisruptionBudget',
  'networking.k8s.io':
    'IPAddress Ingress IngressClass NetworkPolicy ServiceCIDR',
  'discovery.k8s.io': 'EndpointSlice',
  'rbac.authorization.k8s.io':
    'ClusterRole ClusterRoleBinding Role RoleBinding',
  'storage.k8s.io': `
    CSIDriver CSINode CSIStorageCapacity StorageClass VolumeAttachment VolumeAttributesClass`,
  'resource.k8s.io':
    'DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice',
  'scheduling.k8s.io': 'PriorityClass',
  'coordination.k8s.io': 'Lease LeaseCandidate',
  'node.k8s.io': 'RuntimeClass',
  'certificates.k8s.io': 'CertificateSigningRequest ClusterTrustBundle',
  'apiextensions.k8s.io': 'CustomResourceDefinition',
  'apiregistration.k8s.io': 'APIService',
  'admissionregistration.k8s.io': `
    MutatingAdmissionPolicy MutatingAdmissionPolicyBinding MutatingWebhookConfiguration
    ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration`,
  'flowcontrol.apiserver.k8s.io': 'FlowSchema PriorityLevelConfiguration',
};

const GROUPS: ReadonlyMap<string, string> = new Map(
  Object.entries(KINDS).flatMap(([group, kinds]) =>
    kinds
      .trim()
      .split(/\s+/)
      .map(kind => [kind, group] as const),
  ),
);

/** Groups of Kubernetes with nothing in them that is known above. */
const OTHER_GROUPS = [
  'authentication.k8s.io',
  'authorization.k8s.io',
  'events.k8s.io',
  'extensions',
  'internal.apiserver.k8s.io',
  'storagemigration.k8s.io',
];

const ALL_GROUPS = new Set([...Object.keys(KINDS), ...OTHER_GROUPS]);

/**
 * Whether a group is Kubernetes' own. Names do not tell: `gateway.networking.k8s.io` and many other
 * groups below `k8s.io` are custom resources.
 */
export function isKubernetesGroup(group: string): boolean {
  return ALL_GROUPS.has(group);
}

/** The group in which Kubernetes itself has a kind; undefined for kinds that it does not have. */
export function kubernetesGroupOf(kind: string): string | undefined {
  return GROUPS.get(kind);
}
