import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import { webhooksTranslationRef } from '../translation';
import { failureInWords } from '../wording/toErrorText';

/** Why something could not be loaded, and a way to try again. */
export function LoadError(props: {
  title: string;
  error: Error;
  onRetry: () => void;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  return (
    <>
      <Alert severity="error">
        {failureInWords(props.title, props.error, t)}
      </Alert>
      <Box mt={2}>
        <Button variant="outlined" color="primary" onClick={props.onRetry}>
          {t('action.retry')}
        </Button>
      </Box>
    </>
  );
}
