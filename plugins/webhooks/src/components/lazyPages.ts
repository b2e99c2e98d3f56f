import { ComponentType, lazy } from 'react';

const LOADS: (() => Promise<unknown>)[] = [];

/** A component in a file of its own, which a browser loads when it is first shown. */
function inOwnFile<P extends object>(load: () => Promise<ComponentType<P>>) {
  LOADS.push(load);
  return lazy(async () => ({ default: await load() }));
}

export const LazyWebhookList = inOwnFile(
  async () => (await import('./list/WebhookList')).WebhookList,
);
export const LazyEventStream = inOwnFile(
  async () => (await import('./events/EventStream')).EventStream,
);
export const LazyClusters = inOwnFile(
  async () => (await import('./clusters/Clusters')).Clusters,
);
export const LazyWebhookForm = inOwnFile(
  async () => (await import('./form/WebhookForm')).WebhookForm,
);
export const LazyOverview = inOwnFile(
  async () => (await import('./detail/Overview')).Overview,
);
export const LazyDeliveryHistory = inOwnFile(
  async () => (await import('./deliveries/DeliveryHistory')).DeliveryHistory,
);
export const LazySettingsPage = inOwnFile(
  async () => (await import('./settings/SettingsPage')).SettingsPage,
);

/** Loads all of them, so that none has to be waited for later. */
export async function loadPages(): Promise<void> {
  await Promise.all(LOADS.map(load => load()));
}
