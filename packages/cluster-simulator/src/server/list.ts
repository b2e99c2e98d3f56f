import { apiErrors } from '../ApiError';
import { JsonObject, KubernetesObject } from '../objects';
import { resourceName } from '../resources/Resource';
import { Store, storageKey } from '../store/Store';
import { toSelector } from '../store/selectors';
import { Target } from './ApiRequest';

/** A page of a list, and what to ask with for the next one. */
export interface ListPage {
  objects: KubernetesObject[];
  metadata: JsonObject;
}

/** Where a list goes on. A revision of -1 means: as things are now, inconsistent with the pages before. */
interface ContinueToken {
  rv: number;
  /** The last key that was sent. */
  after: string;
}

const EXPIRED_CONTINUE =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.';

function encodeContinue(token: ContinueToken): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function decodeContinue(text: string): ContinueToken {
  try {
    const token = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (Number.isInteger(token.rv) && typeof token.after === 'string') {
      return token;
    }
  } catch {
    // Answered as any other token that was not made here.
  }
  throw apiErrors.badRequest('continue key is not valid');
}

/**
 * Reads `resourceVersion`; undefined when it is absent.
 *
 * @throws ApiError 500 when it is no number, as a real server answers
 */
export function parseRevision(text: string | null): number | undefined {
  if (!text) return undefined;
  if (!/^\d+$/.test(text)) {
    throw apiErrors.internal(`invalid resource version: "${text}"`);
  }
  return Number(text);
}

function optionsError(field: string, message: string) {
  return apiErrors.invalid(
    { group: 'meta.k8s.io', kind: 'ListOptions', name: '' },
    field,
    message,
  );
}

function assertListOptions(query: URLSearchParams) {
  const match = query.get('resourceVersionMatch');
  const version = query.get('resourceVersion');
  if (query.get('sendInitialEvents')) {
    throw optionsError(
      'sendInitialEvents',
      'Forbidden: sendInitialEvents is forbidden for list',
    );
  }
  if (!match) return;
  if (!version) {
    throw optionsError(
      'resourceVersionMatch',
      'Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided',
    );
  }
  if (query.get('continue')) {
    throw optionsError(
      'resourceVersionMatch',
      'Forbidden: resourceVersionMatch is forbidden when continue is provided',
    );
  }
  if (match !== 'Exact' && match !== 'NotOlderThan') {
    throw optionsError(
      'resourceVersionMatch',
      `Unsupported value: "${match}": supported values: "Exact", "NotOlderThan"`,
    );
  }
  if (match === 'Exact' && version === '0') {
    throw optionsError(
      'resourceVersionMatch',
      'Forbidden: resourceVersionMatch "Exact" is forbidden for resourceVersion "0"',
    );
  }
}

/** Which revision a list shows. https://kubernetes.io/docs/reference/using-api/api-concepts/#semantics-for-get-and-list */
function revisionToList(store: Store, query: URLSearchParams): number {
  const asked = parseRevision(query.get('resourceVersion'));
  if (asked === undefined || asked === 0) return store.revision;
  if (asked > store.revision) {
    throw apiErrors.tooLargeResourceVersion(asked, store.revision);
  }
  const match = query.get('resourceVersionMatch');
  const isExact = match ? match === 'Exact' : query.has('limit');
  return isExact ? asked : store.revision;
}

function listContinued(
  store: Store,
  name: string,
  token: ContinueToken,
): { revision: number; objects: KubernetesObject[] } {
  if (token.rv < 0) {
    return { revision: store.revision, objects: store.list(name) };
  }
  if (token.rv < store.compactedRevision) {
    throw apiErrors.expired(
      EXPIRED_CONTINUE,
      encodeContinue({ ...token, rv: -1 }),
    );
  }
  return { revision: token.rv, objects: store.listAt(name, token.rv) };
}

/**
 * Lists objects, page by page when `limit` is given. All pages show one revision.
 *
 * @throws ApiError 400, 410, 422, 500 or 504, each as a real server does
 */
export function list(
  store: Store,
  target: Target,
  query: URLSearchParams,
): ListPage {
  assertListOptions(query);
  const name = resourceName(target.resource);
  const token = query.get('continue');
  if (token && query.get('resourceVersion')) {
    throw apiErrors.badRequest(
      'specifying resource version is not allowed when using continue',
    );
  }

  const from = token ? decodeContinue(token) : undefined;
  const revision = from ? 0 : revisionToList(store, query);
  const state = from
    ? listContinued(store, name, from)
    : {
        revision,
        objects:
          revision === store.revision
            ? store.list(name)
            : store.listAt(name, revision),
      };

  const labelSelector = query.get('labelSelector');
  const fieldSelector = query.get('fieldSelector');
  const { namespace } = target;
  const selects = toSelector({ namespace, labelSelector, fieldSelector });
  const keyOf = ({ metadata }: KubernetesObject) =>
    storageKey(metadata.namespace, metadata.name);
  const remaining = state.objects.filter(
    object => selects(object) && (!from || keyOf(object) > from.after),
  );

  // A real server answers resourceVersion=0 from its cache, which knows no pages.
  const limit =
    query.get('resourceVersion') === '0' ? 0 : Number(query.get('limit') ?? 0);
  const objects = limit > 0 ? remaining.slice(0, limit) : remaining;
  const metadata: JsonObject = { resourceVersion: String(state.revision) };
  if (objects.length < remaining.length) {
    const rv = from && from.rv < 0 ? -1 : state.revision;
    const after = keyOf(objects[objects.length - 1]);
    metadata.continue = encodeContinue({ rv, after });
    if (!labelSelector && !fieldSelector) {
      metadata.remainingItemCount = remaining.length - objects.length;
    }
  }
  return { objects, metadata };
}
