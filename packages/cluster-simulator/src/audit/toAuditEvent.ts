import { JsonObject } from '../objects';
import { Resource } from '../resources/Resource';
import { AuditLevel } from './AuditOptions';

/** Who made a request, as the API server found out. */
export interface RequestUser {
  username: string;
  /** Whom the request was made for, with `kubectl --as`. */
  impersonates?: string;
}

/** A request that was answered. */
export interface AnsweredRequest {
  auditId: string;
  /** Of the API, e.g. `deletecollection`. */
  verb: string;
  uri: string;
  resource: Resource;
  namespace?: string;
  /** As in the URI; a creation has none there. */
  name?: string;
  subresource?: string;
  user: RequestUser;
  userAgent: string;
  requestObject?: unknown;
  responseObject?: JsonObject;
  code: number;
  receivedAt: Date;
  answeredAt: Date;
}

/** What the usual policies keep out of the records. */
const SECRETIVE = ['secrets', 'configmaps'];

/** A record at the stage ResponseComplete. https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/ */
export function toAuditEvent(
  request: AnsweredRequest,
  forcedLevel?: AuditLevel,
): JsonObject {
  const { resource, user, verb } = request;
  const level = forcedLevel ?? levelOf(resource);
  return {
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level,
    auditID: request.auditId,
    stage: 'ResponseComplete',
    requestURI: request.uri,
    verb,
    user: { username: user.username, groups: ['system:authenticated'] },
    ...(user.impersonates && {
      impersonatedUser: {
        username: user.impersonates,
        groups: ['system:authenticated'],
      },
    }),
    sourceIPs: ['127.0.0.1'],
    userAgent: request.userAgent,
    objectRef: objectRefOf(request),
    responseStatus: { metadata: {}, code: request.code },
    ...(level !== 'Metadata' && { requestObject: request.requestObject }),
    ...(level === 'RequestResponse' && {
      responseObject: request.responseObject,
    }),
    requestReceivedTimestamp: microTime(request.receivedAt),
    stageTimestamp: microTime(request.answeredAt),
    annotations: { 'authorization.k8s.io/decision': 'allow' },
  };
}

function levelOf({ group, plural }: Resource): AuditLevel {
  return group === '' && SECRETIVE.includes(plural)
    ? 'Metadata'
    : 'RequestResponse';
}

/** What the body of a creation or an update names is in the reference too; that of a patch is not. */
function objectRefOf(request: AnsweredRequest): JsonObject {
  const { resource, subresource, verb } = request;
  const named = ['create', 'update'].includes(verb)
    ? (request.requestObject as JsonObject | undefined)?.metadata
    : undefined;
  const name = request.name ?? named?.name;
  return {
    resource: resource.plural,
    // A Namespace is said to be in itself.
    namespace: resource.plural === 'namespaces' ? name : request.namespace,
    name,
    uid: named?.uid,
    apiGroup: resource.group || undefined,
    apiVersion: resource.version,
    resourceVersion: named?.resourceVersion,
    subresource,
  };
}

function microTime(date: Date): string {
  return date.toISOString().replace('Z', '000Z');
}
