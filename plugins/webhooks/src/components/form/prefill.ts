import {
  EVENT_TYPES,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Draft, newDraft } from './draft';

/** The parameter that names the event which the preview shows. */
export const LIKE = 'like';

/** Lists of the form that an address can fill in, by the parameter for it. */
const LISTS = {
  cluster: 'clusters',
  resource: 'resources',
  namespace: 'namespaces',
  name: 'names',
} as const;

/** An address's parameters for a webhook that would get events like this one. */
export function prefillParams(event: WebhookEvent): URLSearchParams {
  const { id, event: type, cluster, namespace, name } = event;
  const values = {
    [LIKE]: id,
    event: type,
    cluster,
    resource: resourceOf(event),
    namespace,
    name,
  };
  return new URLSearchParams(
    Object.entries(values).filter(([, value]) => value),
  );
}

/** The form's first values; those that the address gives instead of all. */
export function prefilledDraft(params: URLSearchParams): Draft {
  const draft = newDraft();
  const types = params.getAll('event');
  const events = EVENT_TYPES.filter(type => types.includes(type));
  const lists = Object.entries(LISTS).map(([param, list]) => [
    list,
    params.getAll(param).filter(Boolean),
  ]);
  return {
    ...draft,
    ...Object.fromEntries(lists),
    ...(events.length > 0 && { events }),
  };
}

/** As filters name it: kinds of others' groups with their group, as two may have the same name. */
function resourceOf({ resource, apiVersion }: WebhookEvent): string {
  const [group, version] = apiVersion.split('/');
  const isOthers = version && group.includes('.') && !group.endsWith('.k8s.io');
  return isOthers ? `${resource}.${group}` : resource;
}
