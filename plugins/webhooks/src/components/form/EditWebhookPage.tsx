import { Progress } from '@backstage/core-components';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Webhook } from '@kubevision/backstage-plugin-webhooks-common';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router-dom';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { JUST_SAVED, useLinks } from '../../routes';
import { webhooksTranslationRef } from '../../translation';
import { LoadError } from '../LoadError';
import { WebhooksLayout } from '../WebhooksLayout';
import { LazyWebhookForm } from '../lazyPages';
import { draftOf } from './draft';

/**
 * The page `/webhooks/:id/edit`. Loads once, and once more when others changed it meanwhile: what
 * someone types is never overwritten.
 */
export function EditWebhookPage() {
  const { id = '' } = useParams();
  const { t } = useTranslationRef(webhooksTranslationRef);
  const api = useApi(webhooksApiRef);
  const links = useLinks();
  const navigate = useNavigate();
  const loaded = useAsyncRetry(() => api.getWebhook(id), [api, id]);
  const [newer, setNewer] = useState<Webhook>();
  const webhook = newer?.id === id ? newer : loaded.value;
  const title = t('form.editTitle', { name: webhook?.name ?? '…' });

  return (
    <WebhooksLayout breadcrumb={{ label: title, href: links.edit(id) }}>
      {loaded.loading && <Progress />}
      {loaded.error && (
        <LoadError
          title={t('form.loadErrorTitle')}
          error={loaded.error}
          onRetry={loaded.retry}
        />
      )}
      {!loaded.loading && webhook && (
        <LazyWebhookForm
          key={webhook.id}
          title={title}
          initial={draftOf(webhook)}
          stored={webhook}
          onSave={async input => {
            await api.updateWebhook(id, input, { ifMatch: webhook.etag });
            navigate(links.webhook(id), { replace: true, state: JUST_SAVED });
          }}
          onReload={async () => {
            const reloaded = await api.getWebhook(id);
            setNewer(reloaded);
            return reloaded;
          }}
          cancelTo={links.webhook(id)}
        />
      )}
    </WebhooksLayout>
  );
}
