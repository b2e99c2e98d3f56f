import { ErrorPage } from '@backstage/core-components';
import {
  deliveryReadPermission,
  webhookCreatePermission,
  webhookUpdatePermission,
  webhooksViewPermission,
} from '@kubevision/backstage-plugin-webhooks-common';
import { useEffect } from 'react';
import { Route, Routes } from 'react-router-dom';
import { Allowed, AllowedForWebhook } from './Allowed';
import { ClustersPage } from './clusters/ClustersPage';
import { WebhookPage } from './detail/WebhookPage';
import { EventsPage } from './events/EventsPage';
import { EditWebhookPage } from './form/EditWebhookPage';
import { NewWebhookPage } from './form/NewWebhookPage';
import {
  LazyDeliveryHistory,
  LazyOverview,
  LazySettingsPage,
  loadPages,
} from './lazyPages';
import { ListPage } from './list/ListPage';

/** All pages of the plugin, each behind the permission that it needs. */
export function WebhooksRouter() {
  useEffect(() => {
    // Ahead of who goes there. A page that cannot be loaded now says so when it is shown.
    loadPages().catch(() => {});
  }, []);
  return (
    <Allowed permission={webhooksViewPermission}>
      <Routes>
        <Route path="/" element={<ListPage />} />
        <Route path="/events" element={<EventsPage />} />
        <Route path="/clusters" element={<ClustersPage />} />
        <Route
          path="/new"
          element={
            <Allowed permission={webhookCreatePermission}>
              <NewWebhookPage />
            </Allowed>
          }
        />
        <Route
          path="/:id/edit"
          element={
            <AllowedForWebhook permission={webhookUpdatePermission}>
              <EditWebhookPage />
            </AllowedForWebhook>
          }
        />
        <Route path="/:id" element={<WebhookPage />}>
          <Route index element={<LazyOverview />} />
          <Route
            path="deliveries"
            element={
              <AllowedForWebhook permission={deliveryReadPermission}>
                <LazyDeliveryHistory />
              </AllowedForWebhook>
            }
          />
          <Route
            path="settings"
            element={
              <AllowedForWebhook permission={webhookUpdatePermission}>
                <LazySettingsPage />
              </AllowedForWebhook>
            }
          />
        </Route>
        <Route
          path="*"
          element={<ErrorPage status="404" statusMessage="PAGE NOT FOUND" />}
        />
      </Routes>
    </Allowed>
  );
}
