import { InfoCard } from '@backstage/core-components';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import CircularProgress from '@material-ui/core/CircularProgress';
import Typography from '@material-ui/core/Typography';
import TestIcon from '@material-ui/icons/PlayArrowOutlined';
import { useLocation } from 'react-router-dom';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { useLinks } from '../../routes';
import { webhooksTranslationRef } from '../../translation';
import { TestResultPanel } from '../TestResultPanel';
import { useTest } from '../useTest';
import { useWebhook } from './WebhookPage';

/** The Test button with its result. Invites to a first test after saving. */
export function TestCard() {
  const { webhook, may, refresh } = useWebhook();
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { state } = useLocation();
  const api = useApi(webhooksApiRef);
  const links = useLinks();
  const test = useTest({
    send: () => api.testWebhook(webhook.id),
    onTested: refresh,
  });
  const justSaved = Boolean(state?.webhookJustSaved);
  return (
    <InfoCard>
      <Box
        display="flex"
        flexWrap="wrap"
        alignItems="center"
        justifyContent="space-between"
        gridGap={16}
      >
        <Typography>
          {justSaved ? (
            <>
              <strong>{t('webhook.savedTitle')}</strong>{' '}
              {t('webhook.savedText')}
            </>
          ) : (
            t('webhook.testText')
          )}
        </Typography>
        <Button
          variant="contained"
          color="primary"
          disabled={test.running}
          onClick={test.run}
          startIcon={
            test.running ? <CircularProgress size={18} /> : <TestIcon />
          }
        >
          {t(test.running ? 'action.testing' : 'action.test')}
        </Button>
      </Box>
      {(test.result || test.error) && (
        <Box mt={2}>
          <TestResultPanel
            result={test.result}
            error={test.error}
            historyTo={
              may.readDeliveries ? links.deliveries(webhook.id) : undefined
            }
            onClose={test.dismiss}
          />
        </Box>
      )}
    </InfoCard>
  );
}
