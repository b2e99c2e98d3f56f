import {
  EventType,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';
import { compileEntries } from '../changes/entries';
import { compileGlob } from '../changes/glob';
import { compileClusters } from '../changes/matchesCluster';
import { Resource, compileResources } from '../changes/matchesResource';
import { Filters } from './filters';
import { compileLabelSelector } from './labelSelector';

/** Who owns the entities that an object belongs to, and what they are part of; full entity refs. */
export interface Ownership {
  readonly owners: readonly string[];
  readonly systems: readonly string[];
}

/** An event, and what matching has to know of it besides. */
export interface Subject extends Resource, Ownership {
  readonly event: WebhookEvent;
}

const NONE: readonly string[] = [];

/** Whether one list of a filter lets a subject through; undefined for a list that means all. */
type Condition = ((subject: Subject) => boolean) | undefined;

/** @param ownership - of the event's entities together, beside which it may name some itself */
export function toSubject(event: WebhookEvent, ownership: Ownership): Subject {
  const { resource: kind, apiVersion } = event;
  const { owners = NONE, systems = NONE } = event;
  return {
    event,
    kind,
    apiVersion,
    owners: [...ownership.owners, ...owners],
    systems: [...ownership.systems, ...systems],
  };
}

/** @param ownershipOf - an entity of the catalog, at the moment of the match */
export function ownershipOfAll(
  entities: readonly string[],
  ownershipOf: (entityRef: string) => Ownership,
): Ownership {
  const all = entities.map(ownershipOf);
  return {
    owners: [...new Set(all.flatMap(({ owners }) => owners))],
    systems: [...new Set(all.flatMap(({ systems }) => systems))],
  };
}

/** What lets a subject through, for each filter but `events`; the cheapest ones first. */
const CONDITIONS: readonly (readonly [
  keyof Filters,
  (filters: Filters) => Condition,
])[] = [
  [
    'clusters',
    ({ clusters }) => {
      const isTaken = compileClusters(clusters);
      return ({ event }) => isTaken(event.cluster);
    },
  ],
  names('namespaces', ({ event }) => event.namespace),
  names('names', ({ event }) => event.name),
  ['resources', ({ resources }) => compileResources(resources)],
  some('severities', ({ event }) => [event.severity]),
  some('owners', subject => subject.owners),
  some('systems', subject => subject.systems),
  [
    'labels',
    ({ labels }) => {
      if (labels.includes('*')) return undefined;
      const tests = labels.map(compileLabelSelector);
      return ({ event }) => tests.every(test => test(event.labels));
    },
  ],
];

/**
 * Compiles the filters of one webhook.
 *
 * @returns whether it wants an event, and as what: a scale is an update too, so whoever subscribed
 *   to `update` but not to `scale` hears of it as `update`
 */
export function compileFilters(
  filters: Filters,
): (subject: Subject) => EventType | undefined {
  const conditions = CONDITIONS.flatMap(
    ([, condition]) => condition(filters) ?? [],
  );
  const wants = wantedTypes(filters.events);
  return subject =>
    conditions.every(holds => holds(subject))
      ? wants(subject.event.event)
      : undefined;
}

/**
 * Compiles the filters of one webhook, for people who wonder why it does not get an event.
 *
 * @returns the filters that keep a subject out; none when {@link compileFilters} lets it through
 */
export function explainFilters(
  filters: Filters,
): (subject: Subject) => (keyof Filters)[] {
  const conditions = CONDITIONS.map(
    ([name, condition]) => [name, condition(filters)] as const,
  );
  const wants = wantedTypes(filters.events);
  return subject => [
    ...(wants(subject.event.event) ? [] : ['events' as const]),
    ...conditions
      .filter(([, holds]) => holds && !holds(subject))
      .map(([name]) => name),
  ];
}

/**
 * @returns whether the filters name an owner or a system, and each that they name is one of these;
 *   false for filters that ask for neither
 */
export function asksForOwnership({
  owners,
  systems,
}: Filters): (ownership: Ownership) => boolean {
  const isOwner = anyOf(owners);
  const isSystem = anyOf(systems);
  if (!isOwner && !isSystem) return () => false;
  return ownership =>
    (isOwner?.(ownership.owners) ?? true) &&
    (isSystem?.(ownership.systems) ?? true);
}

function names(
  list: 'namespaces' | 'names',
  valueOf: (subject: Subject) => string,
): (typeof CONDITIONS)[number] {
  const compile = (filters: Filters): Condition => {
    const isNamed = compileEntries(filters[list], compileGlob);
    return isNamed && (subject => isNamed(valueOf(subject)));
  };
  return [list, compile];
}

function some(
  list: 'severities' | 'owners' | 'systems',
  valuesOf: (subject: Subject) => readonly string[],
): (typeof CONDITIONS)[number] {
  const compile = (filters: Filters): Condition => {
    const isWanted = anyOf(filters[list]);
    return isWanted && (subject => isWanted(valuesOf(subject)));
  };
  return [list, compile];
}

function anyOf(entries: readonly string[]) {
  if (entries.includes('*')) return undefined;
  const wanted = new Set(entries);
  return (values: readonly string[]) => values.some(value => wanted.has(value));
}

function wantedTypes(events: readonly string[]) {
  const isWanted = anyOf(events);
  return (type: EventType): EventType | undefined => {
    if (!isWanted || isWanted([type])) return type;
    return type === 'scale' && isWanted(['update']) ? 'update' : undefined;
  };
}
