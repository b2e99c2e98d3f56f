import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import RedeliverIcon from '@material-ui/icons/Replay';
import Alert from '@material-ui/lab/Alert';
import { useState } from 'react';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { webhooksTranslationRef } from '../../translation';
import { toErrorText } from '../../wording/toErrorText';
import { Selection } from './useSelection';

interface Progress {
  done: number;
  total: number;
  errors: unknown[];
  running: boolean;
}

/** What can be done with what is selected; nothing to see while nothing is. */
export function SelectionBar(props: {
  webhookId: string;
  selection: Selection;
  onRedelivered: () => Promise<void>;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const api = useApi(webhooksApiRef);
  const { webhookId, selection, onRedelivered } = props;
  const [progress, setProgress] = useState<Progress>();
  const count = selection.deliveries.length;

  /** One after the other, oldest first, so that receivers get them in their order. */
  const redeliver = async () => {
    const errors: unknown[] = [];
    const ids = selection.deliveries.map(({ id }) => id).reverse();
    for (const [done, id] of ids.entries()) {
      setProgress({ done, total: count, errors, running: true });
      await api.redeliver(webhookId, id).catch(error => errors.push(error));
    }
    selection.clear();
    await onRedelivered();
    setProgress({ done: count, total: count, errors, running: false });
  };

  if (progress?.running) {
    const { done, total } = progress;
    return (
      <Box p={2}>
        <Typography variant="body2" gutterBottom>
          {t('deliveries.redeliveringSelected', {
            done: String(done),
            total: String(total),
          })}
        </Typography>
        <LinearProgress
          variant="determinate"
          value={(100 * done) / total}
          aria-label={t('deliveries.redelivering')}
        />
      </Box>
    );
  }
  return (
    <>
      {progress && progress.errors.length > 0 && (
        <Alert severity="error" onClose={() => setProgress(undefined)}>
          {t('deliveries.redeliverSomeFailed', {
            count: progress.errors.length,
            reason: toErrorText(progress.errors[0], t),
          })}
        </Alert>
      )}
      {count > 0 && (
        <Box
          display="flex"
          flexWrap="wrap"
          alignItems="center"
          p={1}
          pl={2}
          gridGap={16}
        >
          <Typography variant="body2" role="status">
            {t('deliveries.selected', { count })}
          </Typography>
          <Button
            size="small"
            variant="outlined"
            color="primary"
            startIcon={<RedeliverIcon />}
            onClick={redeliver}
          >
            {t('deliveries.redeliverSelected')}
          </Button>
          <Button size="small" onClick={selection.clear}>
            {t('deliveries.clearSelection')}
          </Button>
        </Box>
      )}
    </>
  );
}
