import { IncomingMessage, ServerResponse } from 'node:http';
import { apiErrors } from '../ApiError';
import { FaultSettings } from '../faults/Faults';
import { Incidents } from '../faults/Incidents';
import { Commit } from '../store/Store';
import { ClusterContext } from './ClusterContext';
import { readBody, sendJson } from './exchange';

/** What can be asked to happen once, by the last part of the path. */
const INCIDENTS: Record<string, (incidents: Incidents) => unknown> = {
  reset: incidents => incidents.reset(),
  'close-abruptly': incidents => incidents.closeAbruptly(),
  'end-watches': incidents => incidents.endWatches(),
  freeze: incidents => incidents.freeze(),
  'malformed-line': incidents => incidents.malformedLine(),
  'large-object': incidents => incidents.largeObject(),
  compact: incidents => incidents.compact(),
};

function toJournalEntry({ revision, type, resource, object, at }: Commit) {
  return { revision, type, resource, at: new Date(at).toISOString(), object };
}

function toState({ name, store, watches, faults }: ClusterContext) {
  return {
    name,
    resourceVersion: String(store.revision),
    compactedResourceVersion: String(store.compactedRevision),
    openWatches: watches.size,
    faults: faults.settings,
  };
}

/**
 * The simulator's own routes below `/simulator`, which no fault touches:
 * `GET /faults`, `PATCH /faults` (adds), `PUT /faults` (replaces), `DELETE /faults`,
 * `POST /incidents/<name>`, `POST /refuse?forMs=5000`, `GET /journal?after=<revision>`.
 *
 * @throws ApiError 404 for any other path
 */
export async function administer(options: {
  context: ClusterContext;
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
}): Promise<void> {
  const { context, request, response, url } = options;
  const { faults, incidents, store } = context;
  const [, , topic, name] = url.pathname.split('/');
  const reply = (body: unknown) => sendJson(request, response, { body });

  if (topic === 'journal' && request.method === 'GET') {
    const after = Number(url.searchParams.get('after') ?? 0);
    const commits = store.journal.filter(({ revision }) => revision > after);
    reply({ items: commits.map(toJournalEntry) });
  } else if (topic === 'faults' && request.method !== 'POST') {
    const settings = (await readBody(request)) as FaultSettings | undefined;
    if (request.method === 'PUT' || request.method === 'DELETE') faults.clear();
    if (settings && request.method !== 'DELETE') faults.set(settings);
    reply(toState(context));
  } else if (topic === 'incidents' && request.method === 'POST') {
    if (!INCIDENTS[name]) throw apiErrors.unknownPath();
    reply(toState(context));
    // The answer goes first: some incidents end every connection.
    response.once('finish', () => INCIDENTS[name](incidents));
  } else if (topic === 'refuse' && request.method === 'POST') {
    const forMs = Number(url.searchParams.get('forMs') ?? 5_000);
    reply(toState(context));
    response.once('finish', async () => {
      await incidents.refuseConnections();
      setTimeout(() => incidents.acceptConnections(), forMs);
    });
  } else {
    throw apiErrors.unknownPath();
  }
}
