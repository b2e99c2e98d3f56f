import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Recovery,
  RecoveryChange,
} from '@kubevision/backstage-plugin-webhooks-common';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { webhooksTranslationRef } from '../../translation';
import { describeReason } from '../../wording/describeReason';
import { failureInWords } from '../../wording/toErrorText';
import { useLocale } from '../../wording/useLocale';
import { useWebhook } from '../detail/WebhookPage';

type Action = readonly [
  word: 'recoveries.pause' | 'recoveries.resume' | 'recoveries.stop',
  state: RecoveryChange['state'],
];

const STOP: Action = ['recoveries.stop', 'cancelled'];

/** What can be done with a recovery in each state. */
const ACTIONS: Record<Recovery['state'], readonly Action[]> = {
  running: [['recoveries.pause', 'paused'], STOP],
  paused: [['recoveries.resume', 'running'], STOP],
  done: [],
  cancelled: [],
};

/** How far a recovery is, and the way to pause, resume and stop it. */
export function RecoveryProgress(props: {
  recovery: Recovery;
  mayChange: boolean;
  onChanged: () => Promise<void>;
  /** Once it has ended. */
  onClose: () => void;
}) {
  const { webhook } = useWebhook();
  const { t } = useTranslationRef(webhooksTranslationRef);
  const locale = useLocale();
  const api = useApi(webhooksApiRef);
  const { recovery, mayChange, onChanged, onClose } = props;
  const { id, webhookId, state, total, done, remaining, perMinute } = recovery;
  const [change, changeTo] = useAsyncFn(
    async (next: RecoveryChange['state']) => {
      await api.changeRecovery(webhookId, id, { state: next });
      await onChanged();
    },
    [api, webhookId, id, onChanged],
  );
  const actions = ACTIONS[state];
  const reason =
    state === 'paused' && !webhook.enabled
      ? t('recoveries.pausedWhileOff')
      : describeReason(recovery, t);
  return (
    <Box mb={2}>
      <Paper>
        <Box
          component="section"
          p={2}
          aria-label={t(`recoveries.state.${state}`)}
        >
          <Box
            display="flex"
            flexWrap="wrap"
            alignItems="center"
            gridGap={16}
            mb={1}
          >
            <Box flexGrow={1}>
              <Typography variant="subtitle2">
                {t(`recoveries.state.${state}`)}
              </Typography>
              <Typography variant="body2" color="textSecondary">
                {t('recoveries.progress', {
                  done: done.toLocaleString(locale),
                  total: total.toLocaleString(locale),
                  perMinute: String(perMinute),
                })}
                {state === 'running' &&
                  remaining > 0 &&
                  `, ${t('recoveries.minutesLeft', {
                    count: Math.ceil(remaining / perMinute),
                  })}`}
              </Typography>
              {reason && <Typography variant="body2">{reason}</Typography>}
            </Box>
            {mayChange &&
              actions.map(([word, next]) => (
                <Button
                  key={word}
                  size="small"
                  variant="outlined"
                  disabled={change.loading}
                  onClick={() => changeTo(next)}
                >
                  {t(word)}
                </Button>
              ))}
            {actions.length === 0 && (
              <Button size="small" onClick={onClose}>
                {t('recoveries.close')}
              </Button>
            )}
          </Box>
          <LinearProgress
            variant="determinate"
            value={total ? (100 * done) / total : 100}
            aria-label={t('recoveries.label')}
          />
          {change.error && (
            <Alert severity="error">
              {failureInWords(t('recoveries.changeFailed'), change.error, t)}
            </Alert>
          )}
        </Box>
      </Paper>
    </Box>
  );
}
