import { Link, LinkButton } from '@backstage/core-components';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  EventExplanation,
  WebhookEvent,
  webhookCreatePermission,
} from '@kubevision/backstage-plugin-webhooks-common';
import Box from '@material-ui/core/Box';
import Typography from '@material-ui/core/Typography';
import Skeleton from '@material-ui/lab/Skeleton';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { useLive } from '../../live/useLive';
import { useLinks } from '../../routes';
import { webhooksTranslationRef } from '../../translation';
import { Translate } from '../../wording/Translate';
import { describeReason } from '../../wording/describeReason';
import { LoadError } from '../LoadError';
import { TextBlock } from '../TextBlock';
import { DeliveryStatus } from '../deliveries/DeliveryStatus';

/** Which webhooks an event matched, with what became of it, and what keeps it from the others. */
export function EventDetail({ event }: { event: WebhookEvent }) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const api = useApi(webhooksApiRef);
  const links = useLinks();
  const create = usePermission({ permission: webhookCreatePermission });
  const { value, error, refresh } = useLive(() => api.explainEvent(event.id), {
    key: event.id,
  });
  if (error && !value) {
    return (
      <LoadError
        title={t('events.explainError')}
        error={error}
        onRetry={refresh}
      />
    );
  }
  if (!value) return <Skeleton variant="rect" height={96} />;
  const matched = value.items.filter(({ matches }) => matches);
  const others = value.items.filter(({ matches }) => !matches);
  return (
    <Box py={1} display="grid" gridGap={12}>
      <Webhooks
        title={t('events.matched', { count: matched.length })}
        items={matched}
      />
      {others.length > 0 && (
        <Webhooks
          title={t('events.notMatched', { count: others.length })}
          items={others}
        />
      )}
      {create.allowed && (
        <div>
          <LinkButton
            to={links.createLike(event)}
            variant="outlined"
            color="primary"
          >
            {t('events.createLike')}
          </LinkButton>
        </div>
      )}
      <TextBlock label={t('attempts.event')} text={JSON.stringify(event)} />
    </Box>
  );
}

function Webhooks(props: { title: string; items: EventExplanation[] }) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const links = useLinks();
  return (
    <div>
      <Typography variant="subtitle2" component="h3">
        {props.title}
      </Typography>
      <ul style={{ margin: 0, paddingLeft: 20 }}>
        {props.items.map(item => (
          <li key={item.webhook.id}>
            <Link to={links.webhook(item.webhook.id)}>{item.webhook.name}</Link>{' '}
            <Typography component="span" variant="body2" color="textSecondary">
              {whyNot(item, t)}
            </Typography>
            {item.deliveries.map(delivery => (
              <Box key={delivery.id} display="flex" flexWrap="wrap" gridGap={8}>
                <DeliveryStatus status={delivery.status} />
                {delivery.reason && (
                  <Typography variant="body2" color="textSecondary">
                    {describeReason(delivery, t)}
                  </Typography>
                )}
              </Box>
            ))}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What keeps the event from a webhook, or why nothing was made of it all the same. */
function whyNot(item: EventExplanation, t: Translate): string {
  const { webhook, matches, failed, deliveries } = item;
  if (!matches) {
    return t('events.failed', {
      filters: failed
        .map(name =>
          name === 'rollouts' ? t('noise.rollouts') : t(`form.${name}`),
        )
        .join(t('filters.separator')),
    });
  }
  if (!webhook.enabled) return t('events.disabled');
  return deliveries.length === 0 ? t('events.noDelivery') : '';
}
