import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  PlatformInfo,
  Webhook,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Suspense, useState } from 'react';
import { Outlet, useOutletContext, useParams } from 'react-router-dom';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { LiveHeldContext } from '../../live/LiveHeldContext';
import { useLive } from '../../live/useLive';
import { useLinks } from '../../routes';
import { webhooksTranslationRef } from '../../translation';
import {
  WebhookPermissions,
  useWebhookPermissions,
} from '../../useWebhookPermissions';
import { LoadError } from '../LoadError';
import { PageSkeleton } from '../PageSkeleton';
import { StaleNotice } from '../StaleNotice';
import { WebhooksLayout } from '../WebhooksLayout';
import { usePlatforms } from '../usePlatforms';
import { WebhookHeader } from './WebhookHeader';

/** What the tabs of a webhook get from its page. */
export interface WebhookContext {
  webhook: Webhook;
  /** Absent until the platforms are loaded. */
  platform?: PlatformInfo;
  may: WebhookPermissions;
  refresh: () => Promise<void>;
}

/** The webhook whose page a tab is on. */
export function useWebhook() {
  return useOutletContext<WebhookContext>();
}

/** The page of one webhook, with its tabs. */
export function WebhookPage() {
  const { id = '' } = useParams();
  const { t } = useTranslationRef(webhooksTranslationRef);
  const api = useApi(webhooksApiRef);
  const links = useLinks();
  const may = useWebhookPermissions(id);
  // What is being deleted is gone before the page is left, and must not be asked for any more.
  const [deleting, setDeleting] = useState(false);
  const { value, error, refresh } = useLive(() => api.getWebhook(id), {
    key: id,
    webhookId: id,
    held: deleting,
  });
  const webhook = value?.id === id ? value : undefined;
  // Without the label the page shows the platform's id, which is no reason to fail.
  const platforms = usePlatforms();
  const platform = platforms.value?.find(p => p.id === webhook?.platform);

  // A tab that comes later would make the whole page render anew.
  const tabs = [
    { id: 'overview', label: t('page.tabs.overview'), href: links.webhook(id) },
    ...(may.loading || may.readDeliveries
      ? [
          {
            id: 'deliveries',
            label: t('page.tabs.deliveries'),
            href: links.deliveries(id),
          },
        ]
      : []),
    ...(may.loading || may.update
      ? [
          {
            id: 'settings',
            label: t('page.tabs.settings'),
            href: links.settings(id),
          },
        ]
      : []),
  ];
  return (
    <WebhooksLayout
      tabs={tabs}
      breadcrumb={{ label: webhook?.name ?? '…', href: links.webhook(id) }}
    >
      {!webhook && error && (
        <LoadError
          title={t('webhook.errorTitle')}
          error={error}
          onRetry={refresh}
        />
      )}
      {!webhook && !error && <PageSkeleton />}
      {webhook && (
        <>
          <StaleNotice error={error} />
          <WebhookHeader
            webhook={webhook}
            platform={platform}
            may={may}
            refresh={refresh}
            deleting={deleting}
            onDeleting={setDeleting}
          />
          {/* Another webhook is another page: nothing of the last one may stay. */}
          <Suspense key={webhook.id} fallback={<PageSkeleton />}>
            <LiveHeldContext.Provider value={deleting}>
              <Outlet
                context={
                  { webhook, platform, may, refresh } satisfies WebhookContext
                }
              />
            </LiveHeldContext.Provider>
          </Suspense>
        </>
      )}
    </WebhooksLayout>
  );
}
