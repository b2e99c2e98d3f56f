import { IncomingMessage, ServerResponse } from 'node:http';
import { apiErrors } from '../ApiError';
import { administer } from './admin';
import { findTarget, parseApiPath, verbOf } from './ApiRequest';
import { ClusterContext } from './ClusterContext';
import {
  aggregated,
  AGGREGATED_TYPE,
  apiGroup,
  coreVersions,
  groupList,
  resourceList,
  VERSION,
} from './discovery';
import { sendError, sendJson } from './exchange';
import { list } from './list';
import { openapiDocument, openapiIndex } from './openapi';
import { toRepresentation } from './representation';
import { watch } from './watch';
import { serveWrite, userOf } from './serveWrite';
import { get, writes } from './write';

/** What anyone may read, as the role `system:public-info-viewer`. */
const PUBLIC_PATHS = ['/healthz', '/livez', '/readyz', '/version'];

function assertAuthorized(
  context: ClusterContext,
  request: IncomingMessage,
  pathname: string,
) {
  const { authorization } = request.headers;
  const isPublic = !authorization && PUBLIC_PATHS.includes(pathname);
  if (!isPublic && !userOf(context, request)) {
    throw apiErrors.unauthorized();
  }
}

/** Documents about the API itself; undefined for other paths. */
function describeApi({ catalog }: ClusterContext, pathname: string): unknown {
  const resources = catalog.all();
  const [root, first, second, ...more] = pathname.split('/').filter(Boolean);
  if (root === 'version') return VERSION;
  if (root === 'openapi' && first === 'v3') {
    return second
      ? openapiDocument(resources, [second, ...more].join('/'))
      : openapiIndex(resources);
  }
  if (more.length > 0) return undefined;
  if (root === 'api') {
    return first && !second ? resourceList(resources, first) : coreVersions();
  }
  if (root !== 'apis') return undefined;
  if (second) return resourceList(resources, `${first}/${second}`);
  return first ? apiGroup(resources, first) : groupList(resources);
}

function isAboutApi(pathname: string): boolean {
  return (
    /^\/(version|openapi\/v3.*)\/?$/.test(pathname) ||
    /^\/(api(\/[^/]+)?|apis(\/[^/]+){0,2})\/?$/.test(pathname)
  );
}

/** The API server cannot ask the service behind a group how it serves it. */
function assertReachable({ faults }: ClusterContext, pathname: string) {
  const [root, group, version] = pathname.split('/').filter(Boolean);
  const { staleGroups = [] } = faults.settings;
  if (root === 'apis' && version && staleGroups.includes(group)) {
    throw apiErrors.unavailable();
  }
}

function sendAboutApi(
  context: ClusterContext,
  request: IncomingMessage,
  response: ServerResponse,
  pathname: string,
) {
  const { noAggregatedDiscovery, staleGroups } = context.faults.settings;
  const wantsAll =
    !noAggregatedDiscovery &&
    request.headers.accept?.includes('g=apidiscovery.k8s.io;v=v2;');
  if (wantsAll && /^\/apis?\/?$/.test(pathname)) {
    const core = pathname.startsWith('/api') && !pathname.startsWith('/apis');
    const body = aggregated(context.catalog.all(), core, staleGroups);
    sendJson(request, response, { body, type: AGGREGATED_TYPE });
    return;
  }
  assertReachable(context, pathname);
  const body = describeApi(context, pathname);
  if (!body) throw apiErrors.unknownPath();
  sendJson(request, response, { body });
}

async function serveResource(
  context: ClusterContext,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
) {
  const query = url.searchParams;
  const method = request.method ?? 'GET';
  const path = parseApiPath(url.pathname);
  const target = path && findTarget(context.catalog, path);
  if (!target) throw apiErrors.unknownPath();

  const watches = ['true', '1'].includes(query.get('watch') ?? '');
  const fault = context.faults.answerTo(
    verbOf(method, target, watches),
    target,
  );
  if (fault) throw fault;

  if (method === 'GET' && watches) {
    watch(context, target, request, response, query);
  } else if (method === 'GET' && target.name) {
    const answer = get({ context, target, request, query });
    sendJson(request, response, answer);
  } else if (method === 'GET') {
    const { objects, metadata } = list(context.store, target, query);
    const { accept } = request.headers;
    const body = toRepresentation(target.resource, accept, 'list').list(
      context.faults.settings.reorder ? objects.reverse() : objects,
      metadata,
    );
    sendJson(request, response, { body });
  } else if (writes[method]) {
    await serveWrite({ context, target, request, response, query });
  } else {
    throw apiErrors.methodNotAllowed();
  }
}

/** Answers one request. Never rejects: every error becomes a Status. */
export async function handleRequest(
  context: ClusterContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const url = new URL(request.url ?? '/', 'http://cluster');
    const { pathname } = url;
    assertAuthorized(context, request, pathname);
    if (pathname.startsWith('/simulator/')) {
      await administer({ context, request, response, url });
      return;
    }
    if (context.faults.settings.hang) return;
    if (['/healthz', '/livez', '/readyz'].includes(pathname)) {
      response.end('ok');
    } else if (isAboutApi(pathname)) {
      const fault = context.faults.answerTo('get');
      if (fault) throw fault;
      sendAboutApi(context, request, response, pathname);
    } else {
      await serveResource(context, request, response, url);
    }
  } catch (error) {
    if (response.headersSent) response.destroy();
    else sendError(request, response, error);
  }
}
