import { WebhookFilters } from '@kubevision/backstage-plugin-webhooks-common';
import { Translate } from './Translate';

/** Whether a filter lets everything through: absent, empty or with `*` in it. */
export function isAll(names: readonly string[] | undefined): boolean {
  return !names?.length || names.includes('*');
}

/** Filters as a sentence: `create, scale of Deployment in prod-us, any namespace`. */
export function describeFilters(filters: WebhookFilters, t: Translate): string {
  const list = (names: readonly string[] | undefined, all: string) =>
    isAll(names) ? all : names!.join(', ');
  const { events, resources, clusters, namespaces } = filters;
  return t('filters.sentence', {
    events: isAll(events)
      ? t('filters.anyEvent')
      : events!.map(event => t(`event.${event}`)).join(', '),
    resources: list(resources, t('filters.anyResource')),
    clusters: list(clusters, t('filters.anyCluster')),
    namespaces: isAll(namespaces)
      ? t('filters.anyNamespace')
      : t('filters.namespaces', {
          count: namespaces!.length,
          names: namespaces!.join(', '),
        }),
  });
}
