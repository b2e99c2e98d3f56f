import {
  createRouteRef,
  createSubRouteRef,
  useRouteRef,
} from '@backstage/frontend-plugin-api';
import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { useMemo } from 'react';
import { prefillParams } from './components/form/prefill';

/** The list of webhooks. */
export const rootRouteRef = createRouteRef();

/** The form for a new webhook. */
export const newRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/new',
});

/** The stream of changes. */
export const eventsRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/events',
});

/** The state of the clusters. */
export const clustersRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/clusters',
});

/** One webhook. */
export const webhookRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/:id',
});

/** The form to change one webhook. */
export const editRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/:id/edit',
});

/** The delivery history of one webhook. */
export const deliveriesRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/:id/deliveries',
});

/** The settings of one webhook. */
export const settingsRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/:id/settings',
});

/** The tab of an entity; its address is that of the entity that is looked at. */
export const entityRouteRef = createRouteRef();

/** What the form leaves in the browser's history for the page that it leads to. */
export const JUST_SAVED = { webhookJustSaved: true };

/**
 * The addresses of the plugin's pages, wherever the portal mounts them. Looking them up takes time:
 * a list does so once, not in each row.
 */
export function useLinks() {
  const root = useRouteRef(rootRouteRef);
  const create = useRouteRef(newRouteRef);
  const events = useRouteRef(eventsRouteRef);
  const clusters = useRouteRef(clustersRouteRef);
  const webhook = useRouteRef(webhookRouteRef);
  const edit = useRouteRef(editRouteRef);
  const deliveries = useRouteRef(deliveriesRouteRef);
  const settings = useRouteRef(settingsRouteRef);
  return useMemo(
    () => ({
      list: root?.() ?? '',
      create: create?.() ?? '',
      /** The form for a new webhook that would get events like this one. */
      createLike: (event: WebhookEvent) =>
        `${create?.() ?? ''}?${prefillParams(event)}`,
      events: events?.() ?? '',
      clusters: clusters?.() ?? '',
      webhook: (id: string) => webhook?.({ id }) ?? '',
      edit: (id: string) => edit?.({ id }) ?? '',
      deliveries: (id: string) => deliveries?.({ id }) ?? '',
      settings: (id: string) => settings?.({ id }) ?? '',
    }),
    [root, create, events, clusters, webhook, edit, deliveries, settings],
  );
}

/** What {@link useLinks} answers. */
export type Links = ReturnType<typeof useLinks>;
