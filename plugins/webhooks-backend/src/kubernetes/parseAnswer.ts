import { because } from '@kubevision/backstage-plugin-webhooks-common';
import { KubernetesObject } from '../changes/types';
import { ClusterError } from './ClusterError';
import { explainStatus } from './explainFailure';
import { putBack, setAside } from './setAside';
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
    throw malformed('answer-not-json', subject);
  }
}

/**
 * A page of a list, when it is one.
 * @throws ClusterError `malformed`
 */
export function checkList(body: unknown, subject: string): ListBody {
  const { metadata, items } = (body ?? {}) as Partial<ListBody>;
  if (!metadata?.resourceVersion || !Array.isArray(items)) {
    throw malformed('answer-no-list', subject);
  }
  if (!items.every(isObject)) {
    throw malformed('answer-no-object', subject);
  }
  return { metadata, items };
}

/**
 * Lines of a watch, up to the first `ERROR`; a line that is no event becomes one.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
 */
export function parseEvents(
  lines: readonly Buffer[],
  subject: string,
): WatchEvent[] {
  const events: WatchEvent[] = [];
  for (const line of lines) {
    const event = parseLine(line, subject);
    events.push(event);
    if (event.type === 'ERROR') break;
  }
  return events;
}

function parseLine(line: Buffer, subject: string): WatchEvent {
  try {
    return parseApart(line) ?? parseWhole(line, subject);
  } catch (error) {
    return { type: 'ERROR', error: error as ClusterError };
  }
}

/** Nearly every event, at half the cost; undefined for those that have to be parsed whole. */
function parseApart(line: Buffer): WatchEvent | undefined {
  const parts = setAside(line);
  if (!parts.managedFields && !parts.spec) return undefined;
  let event: ParsedEvent;
  try {
    event = JSON.parse(parts.rest);
  } catch {
    return undefined;
  }
  const { type, object } = event ?? {};
  return isChange(type) && isObject(object) && putBack(object, parts)
    ? { type, object }
    : undefined;
}

function parseWhole(line: Buffer, subject: string): WatchEvent {
  const { type, object } = (parseJson(line.toString('utf8'), subject) ??
    {}) as ParsedEvent;
  if (type === 'ERROR') {
    return { type, error: explainStatus(object ?? {}, subject) };
  }
  if (type === 'BOOKMARK' && object?.metadata?.resourceVersion) {
    return {
      type,
      resourceVersion: object.metadata.resourceVersion,
      endsInitialEvents:
        object.metadata.annotations?.[INITIAL_EVENTS_END] === 'true',
    };
  }
  if (isChange(type) && isObject(object)) return { type, object };
  throw malformed('answer-no-event', subject);
}

type ChangeType = 'ADDED' | 'MODIFIED' | 'DELETED';

interface ParsedEvent {
  readonly type?: string;
  readonly object?: KubernetesObject & { code?: number; message?: string };
}

function isChange(type: string | undefined): type is ChangeType {
  return type === 'ADDED' || type === 'MODIFIED' || type === 'DELETED';
}

function isObject(object: unknown): object is KubernetesObject {
  const metadata = (object as KubernetesObject | null | undefined)?.metadata;
  return Boolean(metadata?.uid && metadata.resourceVersion && metadata.name);
}

function malformed(
  code:
    | 'answer-not-json'
    | 'answer-no-list'
    | 'answer-no-object'
    | 'answer-no-event',
  subject: string,
): ClusterError {
  return new ClusterError('malformed', because(code, { subject }));
}
