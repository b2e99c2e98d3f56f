import {
  WATCH_API_VERSION,
  WATCH_KIND,
} from '@kubevision/backstage-plugin-webhooks-common';
import { compileEntries, normalizeEntries } from './entries';
import { compileGlob } from './glob';
import { kubernetesGroupOf } from './kubernetesKinds';

/** What tells resources apart, as manifests write it. */
export interface Resource {
  /** E.g. `Deployment`. */
  readonly kind: string;
  /** E.g. `apps/v1`, or `v1` in the core group. */
  readonly apiVersion: string;
}

const KIND_AND_GROUP = /^([^.]+)\.(.+)$/;

function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** How an entry can name our own kind of resource. Nothing else takes it in, not even `*`. */
const WATCH_NAMES: readonly string[] = [
  WATCH_KIND,
  `${WATCH_KIND}.${groupOf(WATCH_API_VERSION)}`,
];
const isWatchName = (entry: string) => WATCH_NAMES.includes(entry);

/** Whether it is a watch of ours, which no cluster has. */
export function isWatch({ kind, apiVersion }: Resource): boolean {
  return kind === WATCH_KIND && apiVersion === WATCH_API_VERSION;
}

/** As `normalizeEntries`, for `resources`: all kinds and our own are more than all kinds. */
export function normalizeResources(
  entries: readonly string[] | undefined,
): string[] {
  const normal = normalizeEntries(entries);
  const isAll = !normal.some(isWatchName) && normal.includes('*');
  return isAll
    ? [...normal, ...new Set((entries ?? []).filter(isWatchName))]
    : normal;
}

/**
 * Compiles the whole filter `resources`: what some entry names and no exclusion does. Of our own
 * kind, which tells of watches that stall, that is only so where an entry spells it out.
 */
export function compileResources(
  entries: readonly string[] | undefined,
): (resource: Resource) => boolean {
  const isTaken = compileEntries(entries, compileResource) ?? (() => true);
  const namesWatch = Boolean(entries?.some(isWatchName));
  return resource => isTaken(resource) && (namesWatch || !isWatch(resource));
}

/**
 * Compiles an entry of the filter `resources`, without a leading `!`:
 * - `Certificate.cert-manager.io` is that kind of that group, and no other.
 * - `Service` is Kubernetes' own Service, not Knative's; a bare kind that Kubernetes does not have,
 *   such as `Certificate`, is that kind of any group.
 * - Both parts can be globs: `*.cert-manager.io`, `*Set`.
 * - `*` is everything.
 */
export function compileResource(
  filter: string,
): (resource: Resource) => boolean {
  if (filter === '*') return () => true;
  const [, kind, group] = KIND_AND_GROUP.exec(filter) ?? [undefined, filter];
  const isKind = compileGlob(kind);
  if (group) {
    const isGroup = compileGlob(group);
    return resource =>
      isKind(resource.kind) && isGroup(groupOf(resource.apiVersion));
  }
  return resource => {
    if (!isKind(resource.kind)) return false;
    const own = kubernetesGroupOf(resource.kind);
    return own === undefined || own === groupOf(resource.apiVersion);
  };
}

/** Whether an entry of the filter `resources` names a resource; see {@link compileResource}. */
export function matchesResource(filter: string, resource: Resource): boolean {
  return compileResource(filter)(resource);
}
