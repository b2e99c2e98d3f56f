import { IncomingMessage } from 'node:http';
import { apiErrors } from '../ApiError';
import { deletedStatus } from '../deletedStatus';
import { JsonObject, KubernetesObject, ObjectInput } from '../objects';
import { Place, RemoveOptions, WriteOptions } from '../Registry';
import { resourceName } from '../resources/Resource';
import { toScale } from '../writes/scale';
import { Target } from './ApiRequest';
import { ClusterContext } from './ClusterContext';
import { contentTypeOf } from './exchange';
import { list } from './list';
import { toRepresentation } from './representation';

/** A request about one object, or about a collection that is to be deleted. */
export interface ObjectRequest {
  context: ClusterContext;
  target: Target;
  request: IncomingMessage;
  query: URLSearchParams;
  body?: JsonObject;
}

/** What is sent back. */
export interface ObjectAnswer {
  code: number;
  body: JsonObject;
}

const APPLY_TYPES = ['application/apply-patch+yaml', 'application/apply-patch'];

/** The name that a client goes by: what it says, or the first part of its User-Agent. */
export function managerOf(
  request: IncomingMessage,
  query: URLSearchParams,
): string {
  const agent = request.headers['user-agent'] ?? '';
  return query.get('fieldManager') || agent.split('/')[0] || 'unknown';
}

function subresourceOf({ resource, subresource }: Target) {
  if (!subresource) return undefined;
  if (subresource === 'status' && resource.hasStatus) return subresource;
  if (subresource === 'scale' && resource.scale) return subresource;
  throw apiErrors.unknownPath();
}

function writeOptions({ target, request, query }: ObjectRequest): WriteOptions {
  return {
    manager: managerOf(request, query),
    subresource: subresourceOf(target),
    dryRun: query.has('dryRun'),
  };
}

function placeOf({ name, namespace }: Target): Place {
  if (!name) throw apiErrors.methodNotAllowed();
  return { name, namespace };
}

function answer(
  { target, request }: ObjectRequest,
  object: KubernetesObject,
  code = 200,
): ObjectAnswer {
  const { resource, subresource } = target;
  const body =
    subresource === 'scale'
      ? toScale(resource, object)
      : toRepresentation(resource, request.headers.accept, 'item').item(object);
  return { code, body };
}

function requireBody({ body }: ObjectRequest): JsonObject {
  if (!body) throw apiErrors.badRequest('the request has no body');
  return body;
}

/** `GET` of one object or of its subresource. */
export function get(read: ObjectRequest): ObjectAnswer {
  subresourceOf(read.target);
  const { context, target } = read;
  return answer(read, context.registry.get(target.resource, placeOf(target)));
}

function create(write: ObjectRequest): ObjectAnswer {
  const { context, target } = write;
  if (target.name) throw apiErrors.methodNotAllowed();
  const input = requireBody(write) as ObjectInput;
  const { resource, namespace } = target;
  const options = { ...writeOptions(write), namespace };
  return answer(write, context.registry.create(resource, input, options), 201);
}

function update(write: ObjectRequest): ObjectAnswer {
  const { context, target } = write;
  const place = placeOf(target);
  const input = requireBody(write) as ObjectInput;
  return answer(
    write,
    context.registry.update(target.resource, place, input, writeOptions(write)),
  );
}

function patch(write: ObjectRequest): ObjectAnswer {
  const { context, target, request, query } = write;
  const { registry, store } = context;
  const { resource } = target;
  const place = placeOf(target);
  const contentType = contentTypeOf(request);
  const options = writeOptions(write);
  const body = requireBody(write);

  if (!APPLY_TYPES.includes(contentType)) {
    const patchOptions = { ...options, contentType };
    return answer(write, registry.patch(resource, place, body, patchOptions));
  }
  if (!query.get('fieldManager')) {
    throw apiErrors.badRequest(
      'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
    );
  }
  if (options.subresource) {
    throw apiErrors.unsupportedMediaType(
      'the simulator applies whole objects only, no subresources',
    );
  }
  const { namespace, name } = place;
  const exists = store.get(resourceName(resource), namespace, name);
  const force = query.get('force') === 'true';
  const applied = registry.apply(resource, place, body as ObjectInput, {
    ...options,
    force,
  });
  return answer(write, applied, exists ? 200 : 201);
}

function remove(write: ObjectRequest): ObjectAnswer {
  const { context, target, request, query, body = {} } = write;
  const { registry, store } = context;
  const { resource, namespace } = target;
  const options: RemoveOptions = {
    // Nothing here ends a Pod slowly, so the grace period of the client is over at once.
    preconditions: body.preconditions,
    dryRun: query.has('dryRun') || Boolean(body.dryRun?.length),
  };

  if (!target.name) {
    const { objects, metadata } = list(store, target, query);
    for (const { metadata: item } of objects) {
      registry.remove(
        resource,
        { namespace: item.namespace, name: item.name },
        options,
      );
    }
    const { accept } = request.headers;
    const representation = toRepresentation(resource, accept, 'list');
    return { code: 200, body: representation.list(objects, metadata) };
  }

  const { name } = target;
  const { object, gone } = registry.remove(
    resource,
    { namespace, name },
    options,
  );
  if (!gone) return answer(write, object);
  return { code: 200, body: deletedStatus(resource, object) };
}

/** What answers to each method that writes. */
export const writes: Record<string, (write: ObjectRequest) => ObjectAnswer> = {
  POST: create,
  PUT: update,
  PATCH: patch,
  DELETE: remove,
};
