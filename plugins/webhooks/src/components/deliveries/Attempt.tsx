import {
  StatusError,
  StatusOK,
  StatusWarning,
} from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DeliveryAttempt } from '@kubevision/backstage-plugin-webhooks-common';
import Box from '@material-ui/core/Box';
import Typography from '@material-ui/core/Typography';
import { webhooksTranslationRef } from '../../translation';
import { describeBytes } from '../../wording/describeNumber';
import { describeReason } from '../../wording/describeReason';
import { RelativeTime } from '../RelativeTime';
import { TextBlock } from '../TextBlock';
import { AttemptRequestView } from './AttemptRequestView';
import { useDeliveryStyles } from './useDeliveryStyles';

const MARKS = {
  delivered: StatusOK,
  retry: StatusWarning,
  rejected: StatusError,
} as const;

/** One HTTP exchange: when, how long, how it ended, and the answer for who may see it. */
export function Attempt(props: {
  webhookId: string;
  deliveryId: string;
  attempt: DeliveryAttempt;
  showAnswer: boolean;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const classes = useDeliveryStyles();
  const { attempt, showAnswer } = props;
  const { number, outcome, statusCode, startedAt, durationMs } = attempt;
  const reason = describeReason(attempt, t);
  const Mark = MARKS[outcome];
  const headers = Object.entries(attempt.responseHeaders ?? {});
  return (
    <section
      className={classes.attempt}
      aria-label={t('attempts.number', { number: String(number) })}
    >
      <Box display="flex" flexWrap="wrap" alignItems="baseline" gridGap={16}>
        <Typography variant="subtitle2" component="h3">
          {t('attempts.number', { number: String(number) })}
        </Typography>
        <span>
          <Mark>{t(`attempts.outcome.${outcome}`)}</Mark>
        </span>
        <span>
          {statusCode
            ? t('test.status', { status: String(statusCode) })
            : t('test.noAnswer')}
        </span>
        <span>
          {t('test.duration', { ms: String(Math.round(durationMs)) })}
        </span>
        {attempt.requestBytes !== undefined && (
          <span>
            {t('attempts.size', { size: describeBytes(attempt.requestBytes) })}
          </span>
        )}
        {attempt.plainText && <span>{t('attempts.plainText')}</span>}
        <RelativeTime iso={startedAt} />
      </Box>
      {reason && <Typography>{reason}</Typography>}
      {!showAnswer && (
        <Typography variant="body2" color="textSecondary">
          {t('attempts.hidden')}
        </Typography>
      )}
      {headers.length > 0 && (
        <TextBlock
          label={t('attempts.headers')}
          text={headers.map(([name, value]) => `${name}: ${value}`).join('\n')}
        />
      )}
      {attempt.responseBody && (
        <TextBlock label={t('attempts.body')} text={attempt.responseBody} />
      )}
      {attempt.responseBody === '' && (
        <Typography variant="body2" color="textSecondary">
          {t('attempts.emptyBody')}
        </Typography>
      )}
      {attempt.requestBytes !== undefined && (
        <AttemptRequestView
          webhookId={props.webhookId}
          deliveryId={props.deliveryId}
          number={number}
        />
      )}
    </section>
  );
}
