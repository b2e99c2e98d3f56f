import { resourceName } from '../changes/types';
import { AuditRecord, AuditedChange } from './AuditRecord';
import {
  AuditEvent,
  auditEventHeadSchema,
  auditEventSchema,
} from './auditEventSchema';

/** What each verb does to an object. Others change nothing. */
const CHANGES: Readonly<Record<string, AuditedChange>> = {
  create: 'create',
  update: 'update',
  patch: 'update',
  delete: 'delete',
  deletecollection: 'delete',
};

/** What a request to a subresource does to the object itself. Others leave it as it was. */
const SUBRESOURCE_CHANGES: Readonly<Record<string, AuditedChange>> = {
  scale: 'update',
  status: 'update',
  finalize: 'update',
  ephemeralcontainers: 'update',
  resize: 'update',
  eviction: 'delete',
};

const CREATED = 201;
const NODE_USER = 'system:node:';
/** Times in objects are cut to the second. */
const SECOND_MS = 1000;

/** The records in a list of audit events. */
export interface AuditReading {
  readonly records: readonly AuditRecord[];
  /** How many items are no audit events, or lack what every one has. */
  readonly unreadable: number;
}

/**
 * Reads what may tell the actor of a change: finished, successful requests that changed something,
 * to the resources that are watched. What is wrong with one item is no reason to refuse the others.
 *
 * @param items - of an `audit.k8s.io/v1` EventList
 * @param isWatched - whether changes of a resource such as `deployments.apps` become events at all
 */
export function readAuditEvents(
  items: readonly unknown[],
  isWatched: (resource: string) => boolean,
): AuditReading {
  const records: AuditRecord[] = [];
  let unreadable = 0;
  for (const item of items) {
    const head = auditEventHeadSchema.safeParse(item);
    if (head.success && !isChange(head.data)) continue;
    const event = auditEventSchema.safeParse(item);
    if (!head.success || !event.success) {
      unreadable += 1;
      continue;
    }
    const { verb, responseStatus } = head.data;
    const record = toRecord(event.data, verb, responseStatus?.code);
    if (record && isWatched(record.resource)) records.push(record);
  }
  return { records, unreadable };
}

function isChange(head: {
  stage: string;
  verb: string;
  responseStatus?: { code: number };
}): boolean {
  const code = head.responseStatus?.code ?? 0;
  return (
    head.stage === 'ResponseComplete' &&
    CHANGES[head.verb] !== undefined &&
    code >= 200 &&
    code < 300
  );
}

function toRecord(
  event: AuditEvent,
  verb: string,
  code: number | undefined,
): AuditRecord | undefined {
  const { objectRef, user, impersonatedUser, responseObject } = event;
  const change = changeOf(verb, objectRef.subresource, code);
  const isCollection = verb === 'deletecollection';
  const name = isCollection
    ? undefined
    : objectRef.name ?? responseObject?.metadata.name;
  const isNothing =
    !change ||
    isDryRun(event, change) ||
    isNoOp(event) ||
    (change === 'delete' && completesDeletion(event));
  // Nothing can be joined with a creation by generateName whose answer is not there.
  if (isNothing || (!name && !isCollection)) return undefined;
  return {
    auditId: event.auditID,
    resource: resourceName({
      group: objectRef.apiGroup,
      plural: objectRef.resource,
    }),
    change,
    namespace: namespaceOf(objectRef),
    name,
    uid: isCollection ? undefined : uidOf(event),
    resourceVersion: resourceVersionOf(event, change),
    username: impersonatedUser?.username ?? user.username,
    impersonator: impersonatedUser ? user.username : undefined,
    manager: managerOf(event),
    startedAt: event.requestReceivedTimestamp,
    endedAt: event.stageTimestamp,
  };
}

/** A request to a namespace names it as the object's own namespace too, though it is in none. */
function namespaceOf({ resource, namespace }: AuditEvent['objectRef']): string {
  return resource === 'namespaces' ? '' : namespace;
}

/** A patch or an update may create: server-side apply does. */
function changeOf(
  verb: string,
  subresource: string,
  code: number | undefined,
): AuditedChange | undefined {
  if (subresource) return SUBRESOURCE_CHANGES[subresource];
  const change = CHANGES[verb];
  return change === 'update' && code === CREATED ? 'create' : change;
}

/** kubectl says it in the URI for writes, and in the body for a deletion. */
function isDryRun(
  { requestURI, requestObject }: AuditEvent,
  change: AuditedChange,
): boolean {
  return (
    queryOf(requestURI).has('dryRun') ||
    (change === 'delete' && !!requestObject?.dryRun?.length)
  );
}

/** The caller insisted on a resourceVersion and got the same back: nothing was written. */
function isNoOp({ objectRef, responseObject }: AuditEvent): boolean {
  return (
    objectRef.resourceVersion !== undefined &&
    objectRef.resourceVersion === responseObject?.metadata.resourceVersion
  );
}

/**
 * Whether the object was being deleted before, on somebody else's request, and this one only ends
 * it. A kubelet does so with every Pod, and never deletes one that nobody else wanted deleted.
 */
function completesDeletion(event: AuditEvent): boolean {
  const { objectRef, user } = event;
  if (objectRef.resource === 'pods' && user.username.startsWith(NODE_USER)) {
    return true;
  }
  const requestedAt = deletionRequestedAt(event);
  return (
    requestedAt !== undefined &&
    requestedAt + SECOND_MS <= event.requestReceivedTimestamp
  );
}

/** `deletionTimestamp` is when the grace ends, which began at the request. To the second. */
function deletionRequestedAt({
  responseObject,
}: AuditEvent): number | undefined {
  const { deletionTimestamp, deletionGracePeriodSeconds = 0 } =
    responseObject?.metadata ?? {};
  return deletionTimestamp === undefined
    ? undefined
    : deletionTimestamp - deletionGracePeriodSeconds * 1000;
}

/** A deletion answers a Status that names the object in its details. */
function uidOf({ objectRef, responseObject }: AuditEvent): string | undefined {
  return (
    responseObject?.metadata.uid ??
    responseObject?.details?.uid ??
    objectRef.uid
  );
}

/**
 * The answer to a deletion holds the version that the deletion itself made only when it marked the
 * object; otherwise it is the one that somebody else wrote.
 */
function resourceVersionOf(
  { responseObject }: AuditEvent,
  change: AuditedChange,
): string | undefined {
  const { resourceVersion, deletionTimestamp } = responseObject?.metadata ?? {};
  return change === 'delete' && deletionTimestamp === undefined
    ? undefined
    : resourceVersion;
}

/**
 * As the API server derives it.
 * https://kubernetes.io/docs/reference/using-api/server-side-apply/#managers
 */
function managerOf({ requestURI, userAgent }: AuditEvent): string | undefined {
  const name =
    queryOf(requestURI).get('fieldManager') || userAgent.split('/')[0];
  return name.replace(/\p{C}/gu, '').slice(0, 128) || undefined;
}

function queryOf(requestUri: string): URLSearchParams {
  const [, query = ''] = requestUri.split('?', 2);
  return new URLSearchParams(query);
}
