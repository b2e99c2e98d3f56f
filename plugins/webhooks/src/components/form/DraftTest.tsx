import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import CircularProgress from '@material-ui/core/CircularProgress';
import Typography from '@material-ui/core/Typography';
import TestIcon from '@material-ui/icons/PlayArrowOutlined';
import { webhooksTranslationRef } from '../../translation';
import { TestResultPanel } from '../TestResultPanel';
import { useTest } from '../useTest';

/** Sends a message as this webhook would, before it is saved. */
export function DraftTest(props: {
  test: ReturnType<typeof useTest>;
  /** Whether there is a URL to send to. */
  ready: boolean;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { test, ready } = props;
  return (
    <Box mt={2}>
      <Box display="flex" flexWrap="wrap" alignItems="center" gridGap={16}>
        <Button
          variant="outlined"
          color="primary"
          disabled={!ready || test.running}
          onClick={test.run}
          startIcon={
            test.running ? <CircularProgress size={18} /> : <TestIcon />
          }
        >
          {t(test.running ? 'action.testing' : 'form.sendTest')}
        </Button>
        <Typography variant="body2" color="textSecondary">
          {t(ready ? 'form.sendTestHelp' : 'form.sendTestNeeds')}
        </Typography>
      </Box>
      {(test.result || test.error) && (
        <Box mt={2} aria-live="polite">
          <TestResultPanel
            result={test.result}
            error={test.error}
            onClose={test.dismiss}
          />
        </Box>
      )}
    </Box>
  );
}
