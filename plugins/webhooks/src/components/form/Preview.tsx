import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EVENT_TYPES,
  EventType,
} from '@kubevision/backstage-plugin-webhooks-common';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import Skeleton from '@material-ui/lab/Skeleton';
import { useState } from 'react';
import useAsync from 'react-use/esm/useAsync';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { webhooksTranslationRef } from '../../translation';
import { toErrorText } from '../../wording/toErrorText';
import { TextBlock } from '../TextBlock';

/** The request that a platform would get for an example event. Nothing is sent. */
export function Preview(props: { platform: string; events: EventType[] }) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const api = useApi(webhooksApiRef);
  const { platform, events } = props;
  const choices = events.length ? events : EVENT_TYPES;
  const [wanted, setWanted] = useState<EventType>('update');
  const event = choices.includes(wanted) ? wanted : choices[0];
  const preview = useAsync(
    async () => platform && api.preview({ platform, event }),
    [api, platform, event],
  );

  if (!platform) {
    return <Typography color="textSecondary">{t('preview.choose')}</Typography>;
  }
  return (
    <>
      <TextField
        select
        id="webhook-preview-event"
        label={t('preview.event')}
        value={event}
        onChange={({ target }) => setWanted(target.value as EventType)}
        variant="outlined"
        size="small"
        margin="dense"
        style={{ minWidth: 140 }}
      >
        {choices.map(type => (
          <MenuItem key={type} value={type}>
            {t(`event.${type}`)}
          </MenuItem>
        ))}
      </TextField>
      {preview.error && (
        <Typography color="error">
          {t('preview.failed', { reason: toErrorText(preview.error) })}
        </Typography>
      )}
      {!preview.error && !preview.value && (
        <Skeleton variant="rect" height={320} />
      )}
      {!preview.error && preview.value && (
        <TextBlock label={t('preview.body')} text={preview.value.body} />
      )}
    </>
  );
}
