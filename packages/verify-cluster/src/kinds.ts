/** A kind that the plan touches. */
export interface Kind {
  readonly kind: string;
  /** Empty for the core group. */
  readonly group: string;
  readonly plural: string;
}

export const KINDS: readonly Kind[] = [
  { kind: 'Deployment', group: 'apps', plural: 'deployments' },
  { kind: 'ConfigMap', group: '', plural: 'configmaps' },
  { kind: 'Secret', group: '', plural: 'secrets' },
  { kind: 'Service', group: '', plural: 'services' },
  { kind: 'Job', group: 'batch', plural: 'jobs' },
  { kind: 'Pod', group: '', plural: 'pods' },
];

/** The path of all objects of a kind in a namespace; all are served as `v1`. */
export function pathOf({ group, plural }: Kind, namespace: string): string {
  const root = group ? `/apis/${group}/v1` : '/api/v1';
  return `${root}/namespaces/${namespace}/${plural}`;
}
