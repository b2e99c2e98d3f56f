import { Progress } from '@backstage/core-components';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { useNavigate, useParams } from 'react-router-dom';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { useLinks } from '../../routes';
import { webhooksTranslationRef } from '../../translation';
import { LoadError } from '../LoadError';
import { WebhooksLayout } from '../WebhooksLayout';
import { JUST_SAVED } from '../detail/TestCard';
import { WebhookForm } from './WebhookForm';
import { draftOf } from './draft';

/** The page `/webhooks/:id/edit`. Loads once: what someone types is never overwritten. */
export function EditWebhookPage() {
  const { id = '' } = useParams();
  const { t } = useTranslationRef(webhooksTranslationRef);
  const api = useApi(webhooksApiRef);
  const links = useLinks();
  const navigate = useNavigate();
  const loaded = useAsyncRetry(() => api.getWebhook(id), [api, id]);
  const webhook = loaded.value;
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
        <WebhookForm
          key={webhook.id}
          title={title}
          initial={draftOf(webhook)}
          stored={webhook}
          onSave={async input => {
            await api.updateWebhook(id, input);
            navigate(links.webhook(id), { replace: true, state: JUST_SAVED });
          }}
          cancelTo={links.webhook(id)}
        />
      )}
    </WebhooksLayout>
  );
}
