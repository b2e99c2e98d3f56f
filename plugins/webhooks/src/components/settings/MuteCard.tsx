import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import { DateTime } from 'luxon';
import { FormEvent, useState } from 'react';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { webhooksTranslationRef } from '../../translation';
import { useLocale } from '../../wording/useLocale';
import { failureInWords } from '../../wording/toErrorText';
import { TitledCard } from '../TitledCard';
import { useWebhook } from '../detail/WebhookPage';

/** What is wanted most, and when it is over. */
const CHOICES = [
  ['settings.mute.hour', (now: DateTime) => now.plus({ hours: 1 })],
  ['settings.mute.hours', (now: DateTime) => now.plus({ hours: 4 })],
  [
    'settings.mute.tomorrow',
    (now: DateTime) => now.plus({ days: 1 }).startOf('day').set({ hour: 9 }),
  ],
] as const;

/** Sends nothing for a while. */
export function MuteCard() {
  const { webhook, refresh } = useWebhook();
  const { t } = useTranslationRef(webhooksTranslationRef);
  const locale = useLocale();
  const api = useApi(webhooksApiRef);
  const [typed, setTyped] = useState('');
  const [muting, mute] = useAsyncFn(
    async (until: DateTime | null) => {
      await api.muteWebhook(webhook.id, until && until.toUTC().toISO());
      setTyped('');
      await refresh();
    },
    [api, webhook.id, refresh],
  );
  const until = DateTime.fromISO(typed);
  const isPast = until.isValid && until <= DateTime.now();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (until.isValid && !isPast) mute(until);
  };
  const { mutedUntil } = webhook;
  return (
    <TitledCard level="h3" title={t('settings.mute.title')}>
      <Box mb={2}>
        <Typography>{t('settings.mute.text')}</Typography>
      </Box>
      {mutedUntil && (
        <Box mb={2}>
          <Alert
            severity="info"
            action={
              <Button
                size="small"
                color="inherit"
                disabled={muting.loading}
                onClick={() => mute(null)}
              >
                {t('settings.mute.unmute')}
              </Button>
            }
          >
            {t('settings.mute.until')}{' '}
            {DateTime.fromISO(mutedUntil, { locale }).toLocaleString(
              DateTime.DATETIME_MED,
            )}
          </Alert>
        </Box>
      )}
      <Box display="flex" flexWrap="wrap" mb={2} gridGap={8}>
        {CHOICES.map(([word, end]) => (
          <Button
            key={word}
            size="small"
            variant="outlined"
            disabled={muting.loading}
            onClick={() => mute(end(DateTime.now()))}
          >
            {t(word)}
          </Button>
        ))}
      </Box>
      <form onSubmit={submit} noValidate aria-label={t('settings.mute.title')}>
        <Box display="flex" flexWrap="wrap" alignItems="center" gridGap={8}>
          <TextField
            id="webhook-mute-until"
            type="datetime-local"
            label={t('settings.mute.untilLabel')}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
            error={isPast}
            helperText={isPast ? t('settings.mute.past') : undefined}
            InputLabelProps={{ shrink: true }}
            variant="outlined"
            size="small"
          />
          <Button
            type="submit"
            variant="outlined"
            disabled={!until.isValid || isPast || muting.loading}
          >
            {t('settings.mute.mute')}
          </Button>
        </Box>
      </form>
      {muting.error && (
        <Alert severity="error">
          {failureInWords(t('settings.mute.failed'), muting.error, t)}
        </Alert>
      )}
    </TitledCard>
  );
}
