import { ErrorPage } from '@backstage/core-components';
import {
  deliveryReadPermission,
  webhookCreatePermission,
  webhookUpdatePermission,
  webhooksViewPermission,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Route, Routes } from 'react-router-dom';
import { Allowed, AllowedForWebhook } from './Allowed';
import { ClustersPage } from './clusters/ClustersPage';
import { DeliveryHistory } from './deliveries/DeliveryHistory';
import { Overview } from './detail/Overview';
import { WebhookPage } from './detail/WebhookPage';
import { EventsPage } from './events/EventsPage';
import { EditWebhookPage } from './form/EditWebhookPage';
import { NewWebhookPage } from './form/NewWebhookPage';
import { ListPage } from './list/ListPage';
import { SettingsPage } from './settings/SettingsPage';

/** All pages of the plugin, each behind the permission that it needs. */
export function WebhooksRouter() {
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
          <Route index element={<Overview />} />
          <Route
            path="deliveries"
            element={
              <AllowedForWebhook permission={deliveryReadPermission}>
                <DeliveryHistory />
              </AllowedForWebhook>
            }
          />
          <Route
            path="settings"
            element={
              <AllowedForWebhook permission={webhookUpdatePermission}>
                <SettingsPage />
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
