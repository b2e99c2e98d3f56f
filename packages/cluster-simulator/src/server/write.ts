import { IncomingMessage, ServerResponse } from 'node:http';
import { apiErrors } from '../ApiError';
import { JsonObject, KubernetesObject, ObjectInput } from '../objects';
import { Place, RemoveOptions, WriteOptions } from '../Registry';
import { resourceName } from '../resources/Resource';
import { toScale } from '../writes/scale';
import { Target } from './ApiRequest';
import { ClusterContext } from './ClusterContext';
import { contentTypeOf, readBody, sendJson } from './exchange';
import { list } from './list';
import { toRepresentation } from './representation';

interface WriteRequest {
  context: ClusterContext;
  target: Target;
  request: IncomingMessage;
  response: ServerResponse;
  query: URLSearchParams;
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

function writeOptions({ target, request, query }: WriteRequest): WriteOptions {
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
  { target, request, response }: WriteRequest,
  object: KubernetesObject,
  code = 200,
) {
  const { resource, subresource } = target;
  const body =
    subresource === 'scale'
      ? toScale(resource, object)
      : toRepresentation(resource, request.headers.accept).item(object);
  sendJson(request, response, { code, body });
}

async function readObject(request: IncomingMessage): Promise<JsonObject> {
  const body = await readBody(request);
  if (!body) throw apiErrors.badRequest('the request has no body');
  return body;
}

/** `GET` of one object or of its subresource. */
export function get(write: WriteRequest): void {
  subresourceOf(write.target);
  const { context, target } = write;
  answer(write, context.registry.get(target.resource, placeOf(target)));
}

async function create(write: WriteRequest): Promise<void> {
  const { context, target, request } = write;
  if (target.name) throw apiErrors.methodNotAllowed();
  const input = (await readObject(request)) as ObjectInput;
  const { resource, namespace } = target;
  const options = { ...writeOptions(write), namespace };
  answer(write, context.registry.create(resource, input, options), 201);
}

async function update(write: WriteRequest): Promise<void> {
  const { context, target, request } = write;
  const place = placeOf(target);
  const input = (await readObject(request)) as ObjectInput;
  answer(
    write,
    context.registry.update(target.resource, place, input, writeOptions(write)),
  );
}

async function patch(write: WriteRequest): Promise<void> {
  const { context, target, request, query } = write;
  const { registry, store } = context;
  const { resource } = target;
  const place = placeOf(target);
  const contentType = contentTypeOf(request);
  const options = writeOptions(write);
  const body = await readObject(request);

  if (!APPLY_TYPES.includes(contentType)) {
    const patchOptions = { ...options, contentType };
    answer(write, registry.patch(resource, place, body, patchOptions));
    return;
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
  answer(write, applied, exists ? 200 : 201);
}

async function remove(write: WriteRequest): Promise<void> {
  const { context, target, request, response, query } = write;
  const { registry, store } = context;
  const { resource, namespace } = target;
  const body = (await readBody(request)) ?? {};
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
    const representation = toRepresentation(resource, accept);
    sendJson(request, response, {
      body: representation.list(objects, metadata),
    });
    return;
  }

  const { name } = target;
  const { object, gone } = registry.remove(
    resource,
    { namespace, name },
    options,
  );
  if (!gone) {
    answer(write, object);
    return;
  }
  sendJson(request, response, {
    body: {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: {
        name,
        group: resource.group || undefined,
        kind: resource.plural,
        uid: object.metadata.uid,
      },
    },
  });
}

/** What answers to each method that writes. */
export const writes: Record<string, (write: WriteRequest) => Promise<void>> = {
  POST: create,
  PUT: update,
  PATCH: patch,
  DELETE: remove,
};
