import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Webhook,
  WebhookInput,
} from '@kubevision/backstage-plugin-webhooks-common';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { JUST_SAVED, useLinks } from '../../routes';
import { webhooksTranslationRef } from '../../translation';
import { WebhooksLayout } from '../WebhooksLayout';
import { LazyWebhookForm } from '../lazyPages';
import { SecretDialog } from './SecretDialog';
import { LIKE, prefilledDraft } from './prefill';

/** The page `/webhooks/new`. */
export function NewWebhookPage() {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const api = useApi(webhooksApiRef);
  const links = useLinks();
  const navigate = useNavigate();
  // What the address says counts once: what someone types is never overwritten.
  const [params] = useSearchParams();
  const [initial] = useState(() => prefilledDraft(params));
  const [likeEventId] = useState(() => params.get(LIKE) ?? undefined);
  // Holds the generated secret, so it lives in this component's memory and nowhere else.
  const [created, setCreated] = useState<Webhook>();

  const show = ({ id }: Webhook) =>
    navigate(links.webhook(id), { replace: true, state: JUST_SAVED });

  const save = async (input: WebhookInput) => {
    const webhook = await api.createWebhook(input);
    if (webhook.secret) setCreated(webhook);
    else show(webhook);
  };

  return (
    <WebhooksLayout
      breadcrumb={{ label: t('form.newTitle'), href: links.create }}
    >
      <LazyWebhookForm
        title={t('form.newTitle')}
        initial={initial}
        likeEventId={likeEventId}
        onSave={save}
        cancelTo={links.list}
      />
      {created?.secret && (
        <SecretDialog secret={created.secret} onDone={() => show(created)} />
      )}
    </WebhooksLayout>
  );
}
