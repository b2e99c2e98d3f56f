import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  FAILURE_CLASSES,
  RecoveryFilter,
} from '@kubevision/backstage-plugin-webhooks-common';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import { useState } from 'react';
import useAsync from 'react-use/esm/useAsync';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { webhooksTranslationRef } from '../../translation';
import { describeRecoveryFilter } from '../../wording/describeRecoveryFilter';
import { failureInWords } from '../../wording/toErrorText';
import { useLocale } from '../../wording/useLocale';

/** Counts what would be sent again, and asks before it begins. */
export function RecoveryDialog(props: {
  webhookId: string;
  filter: RecoveryFilter;
  onClose: () => void;
  onStarted: () => Promise<void>;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const api = useApi(webhooksApiRef);
  const { webhookId, filter, onClose, onStarted } = props;
  const [perMinute, setPerMinute] = useState('');
  const counted = useAsync(
    () => api.previewRecovery(webhookId, filter),
    [api, webhookId, JSON.stringify(filter)],
  );
  const [start, begin] = useAsyncFn(async () => {
    await api.createRecovery(webhookId, {
      ...filter,
      ...(perMinute && { perMinute: Number(perMinute) }),
    });
    await onStarted();
  }, [api, webhookId, filter, perMinute, onStarted]);
  const filters = describeRecoveryFilter(filter, t, useLocale());
  const { value } = counted;

  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      onClose={onClose}
      aria-labelledby="webhooks-recovery-title"
    >
      <DialogTitle id="webhooks-recovery-title">
        {t('recoveries.title')}
      </DialogTitle>
      <DialogContent>
        <DialogContentText>{t('recoveries.text')}</DialogContentText>
        {filters && (
          <DialogContentText>
            {t('recoveries.filtered', { filters })}
          </DialogContentText>
        )}
        <div role="status">
          {counted.loading && (
            <Typography>{t('recoveries.counting')}</Typography>
          )}
          {value && (
            <Typography>
              <strong>
                {value.total === 0
                  ? t('recoveries.none')
                  : t('recoveries.count', { count: value.total })}
              </strong>
            </Typography>
          )}
          {FAILURE_CLASSES.filter(name => value?.byClass[name]).map(name => (
            <Typography key={name} variant="body2" color="textSecondary">
              {t('recoveries.byClass', {
                number: String(value?.byClass[name]),
                reason: t(`deliveries.failureClass.${name}`),
              })}
            </Typography>
          ))}
        </div>
        {counted.error && (
          <Alert severity="error">
            {failureInWords(t('recoveries.countFailed'), counted.error, t)}
          </Alert>
        )}
        <TextField
          id="webhooks-recovery-pace"
          type="number"
          label={t('recoveries.perMinute')}
          helperText={t('recoveries.perMinuteHelp')}
          value={perMinute}
          onChange={({ target }) => setPerMinute(target.value)}
          inputProps={{ min: 1 }}
          InputLabelProps={{ shrink: true }}
          fullWidth
          margin="normal"
          variant="outlined"
        />
        {start.error && (
          <Alert severity="error">
            {failureInWords(t('recoveries.failed'), start.error, t)}
          </Alert>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button
          variant="contained"
          color="primary"
          disabled={start.loading || !value?.total}
          onClick={begin}
        >
          {t('recoveries.confirm')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
