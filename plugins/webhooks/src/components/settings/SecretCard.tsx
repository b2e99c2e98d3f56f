import {
  toastApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
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
import { failureInWords } from '../../wording/toErrorText';
import { useLocale } from '../../wording/useLocale';
import { TitledCard } from '../TitledCard';
import { useWebhook } from '../detail/WebhookPage';
import { SecretDialog } from '../form/SecretDialog';

/** As long as the backend lets both sign when nothing is said. */
const DEFAULT_OVERLAP = '24';

/** Gives the webhook another secret. One that was generated is shown once. */
export function SecretCard() {
  const { webhook, platform, refresh } = useWebhook();
  const { t } = useTranslationRef(webhooksTranslationRef);
  const locale = useLocale();
  const api = useApi(webhooksApiRef);
  const toasts = useApi(toastApiRef);
  const [own, setOwn] = useState('');
  const [overlap, setOverlap] = useState(DEFAULT_OVERLAP);
  // Lives in this component's memory and nowhere else.
  const [generated, setGenerated] = useState<string>();
  const generates = platform?.generatesSecret ?? false;

  const [rotation, rotate] = useAsyncFn(async () => {
    const { secret } = await api.rotateSecret(webhook.id, {
      ...(own && { secret: own }),
      ...(generates &&
        overlap !== DEFAULT_OVERLAP && { overlapHours: Number(overlap) }),
    });
    setOwn('');
    if (secret) setGenerated(secret);
    else toasts.post({ title: t('settings.secret.done'), timeout: 5000 });
    await refresh();
  }, [api, toasts, webhook.id, own, overlap, generates, refresh, t]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (generates || own) rotate();
  };
  const previous = webhook.secretRotation?.previousExpiresAt;
  return (
    <TitledCard level="h3" title={t('settings.secret.title')}>
      <Typography gutterBottom>
        {t(
          webhook.hasSecret ? 'settings.secret.stored' : 'settings.secret.none',
        )}
      </Typography>
      {previous && (
        <Typography gutterBottom>
          {t('settings.secret.overlap')}{' '}
          {DateTime.fromISO(previous, { locale }).toLocaleString(
            DateTime.DATETIME_MED,
          )}
        </Typography>
      )}
      <Typography color="textSecondary">
        {t(generates ? 'settings.secret.text' : 'settings.secret.textOwn')}
      </Typography>
      <form
        onSubmit={submit}
        noValidate
        aria-label={t('settings.secret.title')}
      >
        <TextField
          id="webhook-rotate-secret"
          type="password"
          label={t('settings.secret.own')}
          helperText={generates ? t('settings.secret.ownHelp') : undefined}
          value={own}
          onChange={({ target }) => setOwn(target.value)}
          required={!generates}
          inputProps={{ autoComplete: 'new-password', spellCheck: false }}
          InputLabelProps={{ shrink: true }}
          fullWidth
          margin="normal"
          variant="outlined"
          size="small"
        />
        {generates && (
          <TextField
            id="webhook-rotate-overlap"
            type="number"
            label={t('settings.secret.overlapHours')}
            helperText={t('settings.secret.overlapHelp')}
            value={overlap}
            onChange={({ target }) => setOverlap(target.value)}
            inputProps={{ min: 0, max: 168 }}
            fullWidth
            margin="normal"
            variant="outlined"
            size="small"
          />
        )}
        {rotation.error && (
          <Alert severity="error">
            {failureInWords(t('settings.secret.failed'), rotation.error, t)}
          </Alert>
        )}
        <Box mt={1}>
          <Button
            type="submit"
            variant="outlined"
            color="primary"
            disabled={rotation.loading || (!generates && !own)}
          >
            {t(
              rotation.loading
                ? 'settings.secret.rotating'
                : 'settings.secret.rotate',
            )}
          </Button>
        </Box>
      </form>
      {generated && (
        <SecretDialog
          secret={generated}
          onDone={() => setGenerated(undefined)}
        />
      )}
    </TitledCard>
  );
}
