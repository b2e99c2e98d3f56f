import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DraftTestResult } from '@kubevision/backstage-plugin-webhooks-common';
import Box from '@material-ui/core/Box';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { webhooksTranslationRef } from '../translation';
import { describeReason } from '../wording/describeReason';
import { toErrorText } from '../wording/toErrorText';
import { TextBlock } from './TextBlock';

const LOOKS = {
  delivered: { severity: 'success', word: 'test.delivered' },
  retry: { severity: 'warning', word: 'test.retry' },
  rejected: { severity: 'error', word: 'test.rejected' },
} as const;

/** What came back from a test: outcome, status, time, reason and the answer's body. */
export function TestResultPanel(props: {
  result?: DraftTestResult;
  error?: Error;
  /** Where its delivery is shown; absent where none is kept, or the person may not see it. */
  historyTo?: string;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { result, error, historyTo, onClose } = props;

  if (error) {
    return (
      <Alert severity="error" onClose={onClose}>
        <AlertTitle>{t('test.failed')}</AlertTitle>
        {toErrorText(error, t)}
      </Alert>
    );
  }
  if (!result) return null;
  const reason = describeReason(result, t);
  const { severity, word } = LOOKS[result.outcome];
  const facts = [
    result.statusCode
      ? t('test.status', { status: String(result.statusCode) })
      : t('test.noAnswer'),
    t('test.duration', { ms: String(Math.round(result.durationMs)) }),
  ];
  return (
    <Alert
      severity={severity}
      onClose={onClose}
      closeText={t('test.dismiss')}
      // The answer of a receiver can be one long line.
      style={{ minWidth: 0 }}
    >
      <AlertTitle>
        {t(word)} · {facts.join(' · ')}
      </AlertTitle>
      {reason && <Typography>{reason}</Typography>}
      {result.responseBody && (
        <TextBlock label={t('test.body')} text={result.responseBody} />
      )}
      {historyTo && (
        <Box mt={1}>
          <Link to={historyTo}>{t('test.history')}</Link>
        </Box>
      )}
    </Alert>
  );
}
