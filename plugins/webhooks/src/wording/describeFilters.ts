import { WebhookFilters } from '@kubevision/backstage-plugin-webhooks-common';
import { Translate } from './Translate';
import { shortRef } from './shortRef';
import { spaced } from './spaced';

const ALL = '*';

/** Whether a filter means all: absent, empty or `*`. A kind of ours may be wanted beside all others. */
export function isAll(names: readonly string[] | undefined): boolean {
  return !names?.length || names.every(name => name === ALL);
}

/** What a filter names one by one; nothing when it means all. */
export function namedIn<T extends string>(
  list: readonly (T | typeof ALL)[] | undefined,
): T[] {
  const isNamed = (name: T | typeof ALL): name is T => name !== ALL;
  return list?.every(isNamed) ? [...list] : [];
}

/**
 * A list of a filter in words: `team-* but not team-lab`, `any namespace but kube-system`.
 *
 * @param all - what a list means that lets everything through, e.g. `any namespace`
 */
export function describeList(
  list: readonly string[] | undefined,
  all: string,
  t: Translate,
): string {
  if (isAll(list)) return all;
  const names = list!
    .filter(name => !isExclusion(name))
    .map(name => (name === ALL ? all : name))
    .join(t('filters.separator'));
  const excluded = list!
    .filter(isExclusion)
    .map(name => name.slice(1))
    .join(t('filters.separator'));
  if (!excluded) return names;
  return names
    ? t('filters.butNot', { names, excluded })
    : t('filters.allBut', { all, names: excluded });
}

/**
 * Filters as a sentence: `create, scale of Deployment in prod-us, any namespace`, and then what
 * else is set: `only critical, owned by group:platform`.
 */
export function describeFilters(filters: WebhookFilters, t: Translate): string {
  const { resources, clusters, namespaces } = filters;
  const events = namedIn(filters.events);
  const taken = namespaces?.filter(name => !isExclusion(name)) ?? [];
  const places = describeList(namespaces, t('filters.anyNamespace'), t);
  const sentence = t('filters.sentence', {
    events:
      events.map(event => t(`event.${event}`)).join(t('filters.separator')) ||
      t('filters.anyEvent'),
    resources: describeList(resources, t('filters.anyResource'), t),
    clusters: describeList(clusters, t('filters.anyCluster'), t),
    namespaces:
      isAll(namespaces) || taken.length === 0
        ? places
        : t('filters.namespaces', { count: taken.length, names: places }),
  });
  const more = describeMoreFilters(filters, t).map(([name, names]) =>
    t(`filters.${name}`, { names }),
  );
  return spaced([sentence, ...more].join(t('filters.separator')));
}

/** The filters that few webhooks have, in words; only those that are set. */
export function describeMoreFilters(filters: WebhookFilters, t: Translate) {
  const { names, labels, owners, systems } = filters;
  const words = [
    ['names', isAll(names) ? '' : describeList(names, t('filters.anyName'), t)],
    ['labels', isAll(labels) ? '' : labels!.join(' · ')],
    [
      'severities',
      namedIn(filters.severities)
        .map(severity => t(`severity.${severity}`))
        .join(t('filters.separator')),
    ],
    [
      'owners',
      isAll(owners) ? '' : owners!.map(shortRef).join(t('filters.separator')),
    ],
    [
      'systems',
      isAll(systems) ? '' : systems!.map(shortRef).join(t('filters.separator')),
    ],
  ] as const;
  return words.filter(([, text]) => text);
}

function isExclusion(name: string): boolean {
  return name.startsWith('!');
}
