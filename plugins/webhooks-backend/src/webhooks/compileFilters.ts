import {
  EventType,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';
import { compileEntries } from '../changes/entries';
import { compileGlob } from '../changes/glob';
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

/** Whether one list of a filter lets a subject through; undefined for a list that means all. */
type Condition = ((subject: Subject) => boolean) | undefined;

/** @param ownership - of the event's entities together */
export function toSubject(event: WebhookEvent, ownership: Ownership): Subject {
  const { resource: kind, apiVersion } = event;
  return { event, kind, apiVersion, ...ownership };
}

/** The cheapest ones first. */
const CONDITIONS: readonly ((filters: Filters) => Condition)[] = [
  names('clusters', ({ event }) => event.cluster),
  names('namespaces', ({ event }) => event.namespace),
  names('names', ({ event }) => event.name),
  ({ resources }) => compileResources(resources),
  ({ severities }) => {
    const isWanted = anyOf(severities);
    return isWanted && (({ event }) => isWanted([event.severity]));
  },
  ({ owners }) => {
    const isWanted = anyOf(owners);
    return isWanted && (subject => isWanted(subject.owners));
  },
  ({ systems }) => {
    const isWanted = anyOf(systems);
    return isWanted && (subject => isWanted(subject.systems));
  },
  ({ labels }) => {
    if (labels.includes('*')) return undefined;
    const tests = labels.map(compileLabelSelector);
    return ({ event }) => tests.every(test => test(event.labels));
  },
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
  const conditions = CONDITIONS.flatMap(condition => condition(filters) ?? []);
  const wants = wantedTypes(filters.events);
  return subject =>
    conditions.every(holds => holds(subject))
      ? wants(subject.event.event)
      : undefined;
}

function names(
  list: 'clusters' | 'namespaces' | 'names',
  valueOf: (subject: Subject) => string,
) {
  return (filters: Filters): Condition => {
    const isNamed = compileEntries(filters[list], compileGlob);
    return isNamed && (subject => isNamed(valueOf(subject)));
  };
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
