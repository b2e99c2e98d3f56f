import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { WebhookFilters } from '@kubevision/backstage-plugin-webhooks-common';
import { normalizeEntries } from '../changes/entries';
import { normalizeClusters } from '../changes/matchesCluster';
import { normalizeResources } from '../changes/matchesResource';

/** Filters as they are stored: every list is there, and all is `['*']`. */
export type Filters = Required<{
  [K in keyof WebhookFilters]: string[];
}>;

/** What a short ref such as `platform` means. */
const DEFAULT_KINDS = { owners: 'group', systems: 'system' };

/**
 * Absent, empty and `*` all mean all; they are stored as one form. Filters that an older version
 * stored have no `names`, `labels`, `severities`, `owners` and `systems`.
 *
 * @throws InputError for an owner or a system that is no entity ref
 */
export function normalizeFilters(filters: WebhookFilters = {}): Filters {
  return {
    events: normalizeEntries(filters.events),
    clusters: normalizeClusters(filters.clusters),
    resources: normalizeResources(filters.resources),
    namespaces: normalizeEntries(filters.namespaces),
    names: normalizeEntries(filters.names),
    labels: normalizeEntries(filters.labels),
    severities: normalizeEntries(filters.severities),
    owners: normalizeEntries(toRefs(filters, 'owners')),
    systems: normalizeEntries(toRefs(filters, 'systems')),
  };
}

/** Whether any of the filters is about entities of the catalog. */
export function needsCatalog({ owners, systems }: Filters): boolean {
  return !owners.includes('*') || !systems.includes('*');
}

function toRefs(filters: WebhookFilters, list: 'owners' | 'systems') {
  return filters[list]?.map(ref =>
    ref === '*' ? ref : toFullRef(ref, DEFAULT_KINDS[list]),
  );
}

/** `group:platform` is `group:default/platform`; refs are compared in lower case. */
function toFullRef(ref: string, defaultKind: string): string {
  const defaults = { defaultKind, defaultNamespace: 'default' };
  return stringifyEntityRef(parseEntityRef(ref, defaults));
}
