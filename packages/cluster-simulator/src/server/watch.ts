import { randomInt } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError, apiErrors } from '../ApiError';
import { KubernetesObject } from '../objects';
import { resourceName } from '../resources/Resource';
import { toSelector } from '../store/selectors';
import { Target } from './ApiRequest';
import { ClusterContext } from './ClusterContext';
import { parseRevision } from './list';
import { toRepresentation } from './representation';
import { bookmark, firstLines, toWatchLine } from './watchLines';
import { WatchLine, WatchStream } from './WatchStream';

/** A real server sends a last bookmark this long before it ends a watch. */
const LAST_BOOKMARK_MS = 2_000;
/** `--min-request-timeout`: a watch without a timeout ends between this and twice this. */
const MIN_TIMEOUT_SECONDS = 1_800;
/** What a timer of Node.js can wait at most. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Whether the state comes first as events, and the watch says where it ends. */
function wantsInitialEvents(
  query: URLSearchParams,
  supported: boolean,
): boolean {
  const match = query.get('resourceVersionMatch');
  const wanted = query.get('sendInitialEvents');
  const invalid = (message: string) =>
    apiErrors.invalid(
      { group: 'meta.k8s.io', kind: 'ListOptions', name: '' },
      'resourceVersionMatch',
      message,
    );
  if (!supported || wanted === null) {
    if (match) {
      throw invalid(
        'Forbidden: resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided',
      );
    }
    return false;
  }
  if (match !== 'NotOlderThan') {
    throw invalid(
      'Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
    );
  }
  return wanted === 'true';
}

/**
 * Answers a watch and keeps it going. Errors of an expired version are an event of the stream.
 *
 * @throws ApiError 400, 422, 500 or 504, when the watch is refused
 */
export function watch(
  context: ClusterContext,
  target: Target,
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
): void {
  const { store, catalog, faults } = context;
  const { resource, namespace, name } = target;
  const { settings } = faults;
  const { accept } = request.headers;
  const representation = toRepresentation(resource, accept, 'item');
  const selects = toSelector({
    namespace,
    name,
    labelSelector: query.get('labelSelector'),
    fieldSelector: query.get('fieldSelector'),
  });
  const revision = parseRevision(query.get('resourceVersion'));
  const initialEvents = wantsInitialEvents(query, !settings.noInitialEvents);
  const bookmarks =
    query.get('allowWatchBookmarks') === 'true' && !settings.noBookmarks;
  if (initialEvents && revision && revision > store.revision) {
    throw apiErrors.tooLargeResourceVersion(revision, store.revision);
  }
  const timeoutSeconds =
    Number(query.get('timeoutSeconds')) ||
    randomInt(MIN_TIMEOUT_SECONDS, 2 * MIN_TIMEOUT_SECONDS);
  const timeoutMs = Math.min(timeoutSeconds * 1_000, MAX_TIMER_MS);

  const stream = WatchStream.open({
    request,
    response,
    faults,
    resource: resourceName(resource),
  });
  context.watches.add(stream);
  context.watchesOpened += 1;
  const send = ({ type, object }: WatchLine) =>
    stream.send({
      type,
      object:
        type === 'BOOKMARK' || type === 'ERROR'
          ? object
          : representation.item(object as KubernetesObject),
    });

  try {
    firstLines({
      store,
      resource,
      selects,
      revision,
      initialEvents,
      bookmarks,
    }).forEach(send);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    stream.onClose(() => context.watches.delete(stream));
    stream.send({ type: 'ERROR', object: { ...error.status } });
    stream.end();
    return;
  }

  // A version from the future hears nothing until the cluster gets there.
  const start = revision ?? 0;
  const sendBookmark = () => {
    if (bookmarks && store.revision >= start) {
      send(bookmark(resource, store.revision));
    }
  };
  const isServed = () =>
    catalog.find(resource.group, resource.version, resource.plural);
  const stopListening = store.onCommit(commit => {
    // Nothing more can come of a kind whose definition was deleted.
    if (resource.custom && !isServed()) {
      stream.end();
      return;
    }
    if (commit.resource !== stream.resource || commit.revision <= start) return;
    const line = toWatchLine(commit, selects);
    if (line) send(line);
  });
  const timers = [
    setInterval(sendBookmark, context.bookmarkIntervalMs),
    setTimeout(sendBookmark, Math.max(0, timeoutMs - LAST_BOOKMARK_MS)),
    setTimeout(() => stream.end(), timeoutMs),
  ];
  stream.onClose(() => {
    stopListening();
    timers.forEach(clearTimeout);
    context.watches.delete(stream);
  });
}
