import { CustomErrorBase } from '@backstage/errors';
import { JsonObject } from './objects';
import { Resource, resourceName } from './resources/Resource';

/** The `Status` object that the API server answers instead of what was asked for. */
export interface Status {
  kind: 'Status';
  apiVersion: 'v1';
  metadata: JsonObject;
  status: 'Success' | 'Failure';
  message?: string;
  reason?: string;
  details?: JsonObject;
  code?: number;
}

/** A refused request, answered as a `Status`. https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/ */
export class ApiError extends CustomErrorBase {
  readonly status: Status;

  constructor(
    code: number,
    reason: string,
    message: string,
    details?: JsonObject,
  ) {
    super(message);
    this.status = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message,
      reason,
      details,
      code,
    };
  }
}

/** A path that is not served at all, which a real server answers with text, without a `Status`. */
export class UnknownPathError extends ApiError {
  constructor() {
    super(404, 'NotFound', '404 page not found');
  }
}

const detailsOf = (resource: Resource, name: string): JsonObject => ({
  name,
  group: resource.group || undefined,
  kind: resource.plural,
});

/** The errors of a real server, by what went wrong. */
export const apiErrors = {
  badRequest: (message: string) => new ApiError(400, 'BadRequest', message),

  unauthorized: () => new ApiError(401, 'Unauthorized', 'Unauthorized'),

  unavailable: () =>
    new ApiError(
      503,
      'ServiceUnavailable',
      'the server is currently unable to handle the request',
    ),

  forbidden: (resource: Resource, verb: string, namespace?: string) =>
    new ApiError(
      403,
      'Forbidden',
      `${resourceName(
        resource,
      )} is forbidden: User "simulator" cannot ${verb} resource "${
        resource.plural
      }" in API group "${resource.group}" ${
        namespace ? `in the namespace "${namespace}"` : 'at the cluster scope'
      }`,
      detailsOf(resource, ''),
    ),

  notFound: (resource: Resource, name: string) =>
    new ApiError(
      404,
      'NotFound',
      `${resourceName(resource)} "${name}" not found`,
      detailsOf(resource, name),
    ),

  unknownPath: () => new UnknownPathError(),

  methodNotAllowed: () =>
    new ApiError(
      405,
      'MethodNotAllowed',
      'the server does not allow this method on the requested resource',
      {},
    ),

  notAcceptable: (message: string) =>
    new ApiError(406, 'NotAcceptable', message),

  alreadyExists: (resource: Resource, name: string) =>
    new ApiError(
      409,
      'AlreadyExists',
      `${resourceName(resource)} "${name}" already exists`,
      detailsOf(resource, name),
    ),

  conflict: (resource: Resource, name: string, message?: string) =>
    new ApiError(
      409,
      'Conflict',
      `Operation cannot be fulfilled on ${resourceName(resource)} "${name}": ${
        message ??
        'the object has been modified; please apply your changes to the latest version and try again'
      }`,
      detailsOf(resource, name),
    ),

  expired: (message: string, continueToken?: string) => {
    const error = new ApiError(410, 'Expired', message);
    if (continueToken) error.status.metadata = { continue: continueToken };
    return error;
  },

  unsupportedMediaType: (message: string) =>
    new ApiError(415, 'UnsupportedMediaType', message, {}),

  invalid: (
    subject: { group: string; kind: string; name: string },
    field: string,
    message: string,
  ) =>
    new ApiError(
      422,
      'Invalid',
      `${subject.kind}${subject.group ? `.${subject.group}` : ''} "${
        subject.name
      }" is invalid: ${field}: ${message}`,
      {
        ...subject,
        causes: [{ reason: 'FieldValueInvalid', message, field }],
      },
    ),

  tooLargeResourceVersion: (asked: number, current: number) =>
    new ApiError(
      504,
      'Timeout',
      `Timeout: Too large resource version: ${asked}, current: ${current}`,
      {
        causes: [
          {
            reason: 'ResourceVersionTooLarge',
            message: 'Too large resource version',
          },
        ],
        retryAfterSeconds: 1,
      },
    ),

  internal: (message: string) =>
    new ApiError(500, 'InternalError', message, {}),
};
