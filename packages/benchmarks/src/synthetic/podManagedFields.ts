import { BEAT, CONTAINERS, CREATED, ENVIRONMENT } from './podParts';

/** Who set which fields, as the API server writes it down: one key for each field. */
export function podManagedFields(owned: boolean) {
  const fields = (...names: string[]) =>
    Object.fromEntries(names.map(name => [`f:${name}`, {}]));
  const containers = CONTAINERS.map(name => [
    `k:{"name":"${name}"}`,
    {
      '.': {},
      ...fields('args', 'image', 'imagePullPolicy', 'name'),
      'f:env': {
        '.': {},
        ...Object.fromEntries(
          ENVIRONMENT.slice(0, name === 'web' ? 6 : 1).map(variable => [
            `k:{"name":"${variable}"}`,
            { '.': {}, ...fields('name', 'value') },
          ]),
        ),
      },
      'f:resources': fields('limits', 'requests'),
      ...fields('securityContext', 'terminationMessagePath', 'volumeMounts'),
    },
  ]);
  return [
    {
      manager: owned ? 'kube-controller-manager' : 'kubectl-create',
      operation: 'Update',
      apiVersion: 'v1',
      time: CREATED,
      fieldsType: 'FieldsV1',
      fieldsV1: {
        'f:metadata': {
          'f:annotations': {
            '.': {},
            ...fields(
              'checksum/config',
              'prometheus.io/port',
              'prometheus.io/scrape',
            ),
          },
          'f:labels': { '.': {}, ...fields('app', 'pod-template-hash') },
        },
        'f:spec': {
          'f:containers': Object.fromEntries(containers),
          ...fields('dnsPolicy', 'restartPolicy', 'schedulerName', 'volumes'),
        },
      },
    },
    {
      manager: 'kubelet',
      operation: 'Update',
      apiVersion: 'v1',
      time: BEAT,
      fieldsType: 'FieldsV1',
      fieldsV1: {
        'f:status': {
          'f:conditions': Object.fromEntries(
            ['ContainersReady', 'Initialized', 'Ready'].map(type => [
              `k:{"type":"${type}"}`,
              {
                '.': {},
                ...fields(
                  'lastProbeTime',
                  'lastTransitionTime',
                  'status',
                  'type',
                ),
              },
            ]),
          ),
          ...fields(
            'containerStatuses',
            'hostIP',
            'hostIPs',
            'phase',
            'podIP',
            'podIPs',
            'startTime',
          ),
        },
      },
      subresource: 'status',
    },
  ];
}
