import { KubernetesObject } from '../changes/types';
import { ClusterError } from './ClusterError';
import { CutText, UnreadNames, cutUnread } from './cutUnread';
import { explainStatus } from './explainFailure';
import { WatchEvent } from './WatchTransport';

/** Marks the bookmark that ends a streaming list. */
const INITIAL_EVENTS_END = 'k8s.io/initial-events-end';

interface ListBody {
  readonly metadata: {
    readonly resourceVersion: string;
    readonly continue?: string;
  };
  readonly items: readonly KubernetesObject[];
}

/** @throws ClusterError `malformed` */
export function parseJson(text: string, subject: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed(subject, 'is not JSON');
  }
}

/**
 * A page of a list, when it is one.
 * @throws ClusterError `malformed`
 */
export function checkList(body: unknown, subject: string): ListBody {
  const { metadata, items } = (body ?? {}) as Partial<ListBody>;
  if (!metadata?.resourceVersion || !Array.isArray(items)) {
    throw malformed(subject, 'is not a list');
  }
  if (!items.every(isObject)) {
    throw malformed(subject, 'holds an object without uid or resourceVersion');
  }
  return { metadata, items };
}

/**
 * Lines of a watch, up to the first `ERROR`; a line that is no event becomes one.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
 *
 * @param unread - what of the objects need not be parsed
 */
export function parseEvents(
  lines: readonly Buffer[],
  subject: string,
  unread: UnreadNames,
): WatchEvent[] {
  const events: WatchEvent[] = [];
  for (const line of lines) {
    const event = parseLine(line, subject, unread);
    events.push(event);
    if (event.type === 'ERROR') break;
  }
  return events;
}

function parseLine(
  line: Buffer,
  subject: string,
  unread: UnreadNames,
): WatchEvent {
  try {
    return parseEvent(line, subject, unread);
  } catch (error) {
    return { type: 'ERROR', error: error as ClusterError };
  }
}

function parseEvent(
  line: Buffer,
  subject: string,
  unread: UnreadNames,
): WatchEvent {
  const cut = cutUnread(line, unread);
  const { type, object } = (parseJson(cut.rest, subject) ?? {}) as {
    type?: string;
    object?: KubernetesObject & { code?: number; message?: string };
  };
  switch (type) {
    case 'ERROR':
      return { type, error: explainStatus(object ?? {}, subject) };
    case 'BOOKMARK':
      if (!object?.metadata?.resourceVersion) break;
      return {
        type,
        resourceVersion: object.metadata.resourceVersion,
        endsInitialEvents:
          object.metadata.annotations?.[INITIAL_EVENTS_END] === 'true',
      };
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
      if (!isObject(object)) break;
      restoreManagedFields(object, cut);
      return { type, object };
    default:
  }
  throw malformed(subject, 'is not an event of a watch');
}

/** What was cut out may have been of another object, inside of this one; nobody asks for that. */
function restoreManagedFields(
  { metadata }: KubernetesObject,
  { managedFields }: CutText,
) {
  if (managedFields && metadata.managedFields?.length === 0) {
    metadata.managedFields = managedFields;
  }
}

function isObject(object: unknown): object is KubernetesObject {
  const metadata = (object as KubernetesObject | null | undefined)?.metadata;
  return Boolean(metadata?.uid && metadata.resourceVersion && metadata.name);
}

function malformed(subject: string, what: string): ClusterError {
  return new ClusterError(
    'malformed',
    `The cluster sent something about ${subject} that ${what}`,
  );
}
