/** Filters and what they are about. */
export const filters = {
  filters: {
    separator: ', ',
    sentence: '{{events}} of {{resources}} in {{clusters}}, {{namespaces}}',
    anyEvent: 'any change',
    anyResource: 'all kinds',
    anyCluster: 'all clusters',
    anyNamespace: 'any namespace',
    anyName: 'anything',
    namespaces_one: 'namespace {{names}}',
    namespaces_other: 'namespaces {{names}}',
    allBut: '{{all}} but {{names}}',
    butNot: '{{names}} but not {{excluded}}',
    names: 'named {{names}}',
    labels: 'with labels {{names}}',
    severities: 'only {{names}}',
    owners: 'owned by {{names}}',
    systems: 'of {{names}}',
  },
  event: {
    create: 'create',
    update: 'update',
    delete: 'delete',
    scale: 'scale',
  },
  severity: {
    info: 'info',
    warning: 'warning',
    critical: 'critical',
  },
  severityHelp: {
    info: 'Everything that is no warning and not critical',
    warning: 'Something may be wrong: a Pod crashes, a Job failed',
    critical: 'Something is down: a Node is not ready, a Deployment is away',
  },
  eventHelp: {
    create: 'A resource appears',
    update: 'A field changes',
    delete: 'A resource is gone',
    scale: 'The wanted number of replicas changes',
  },
} as const;
