import { KubernetesObject } from '../objects';
import { apiVersionOf, Resource, resourceName } from '../resources/Resource';
import { Selector } from '../store/selectors';
import { Commit, Store } from '../store/Store';
import { WatchLine } from './WatchStream';

/** What a write means to a watch: an object that stops being selected is gone for it. */
export function toWatchLine(
  commit: Commit,
  selects: Selector,
): (WatchLine & { object: KubernetesObject }) | undefined {
  const { type, object, previous } = commit;
  const was = previous !== undefined && selects(previous);
  const is = type !== 'DELETED' && selects(object);
  if (is) return { type: was ? 'MODIFIED' : 'ADDED', object };
  if (!was) return undefined;
  if (type === 'DELETED') return { type, object };
  const { resourceVersion } = object.metadata;
  const metadata = { ...previous.metadata, resourceVersion };
  return { type: 'DELETED', object: { ...previous, metadata } };
}

/** Tells that everything up to a revision was sent. */
export function bookmark(
  resource: Resource,
  revision: number,
  annotations?: Record<string, string>,
): WatchLine {
  return {
    type: 'BOOKMARK',
    object: {
      kind: resource.kind,
      apiVersion: apiVersionOf(resource),
      metadata: {
        resourceVersion: String(revision),
        creationTimestamp: null,
        ...(annotations && { annotations }),
      },
    },
  };
}

/**
 * The lines that a watch begins with, before new writes follow.
 *
 * @throws ApiError 410 when the history does not reach back so far
 */
export function firstLines(options: {
  store: Store;
  resource: Resource;
  selects: Selector;
  revision: number | undefined;
  initialEvents: boolean;
  bookmarks: boolean;
}): WatchLine[] {
  const { store, resource, selects, revision, initialEvents, bookmarks } =
    options;
  const name = resourceName(resource);
  // Without a place to start from, a watch starts with the state of now.
  if (initialEvents || !revision) {
    const state = store
      .list(name)
      .filter(selects)
      .map((object): WatchLine => ({ type: 'ADDED', object }));
    const end = bookmark(resource, store.revision, {
      'k8s.io/initial-events-end': 'true',
    });
    return initialEvents && bookmarks ? [...state, end] : state;
  }
  return store
    .commitsAfter(name, revision)
    .flatMap(commit => toWatchLine(commit, selects) ?? []);
}
