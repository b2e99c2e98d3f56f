import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { WebhookStatistics } from '@kubevision/backstage-plugin-webhooks-common';
import Grid from '@material-ui/core/Grid';
import Typography from '@material-ui/core/Typography';
import Skeleton from '@material-ui/lab/Skeleton';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { useLive } from '../../live/useLive';
import { webhooksTranslationRef } from '../../translation';
import { useLocale } from '../../wording/useLocale';
import { describeBytes, describeDuration } from '../../wording/describeNumber';
import { LoadError } from '../LoadError';
import { StaleNotice } from '../StaleNotice';
import { TitledCard } from '../TitledCard';
import { useWebhook } from '../detail/WebhookPage';
import { Figures } from './Figures';
import { HourChart } from './HourChart';
import { summarize } from './summarize';

/** So high as what it becomes, so that nothing below it moves. */
const LOADING_HEIGHT = 208;

/** The last day of a webhook in numbers, and hour by hour. */
export function StatisticsCard() {
  const { webhook } = useWebhook();
  const { t } = useTranslationRef(webhooksTranslationRef);
  const api = useApi(webhooksApiRef);
  const { value, error, refresh } = useLive(
    () => api.getStatistics(webhook.id),
    { key: webhook.id, webhookId: webhook.id },
  );
  if (error && !value) {
    return (
      <LoadError
        title={t('statistics.errorTitle')}
        error={error}
        onRetry={refresh}
      />
    );
  }
  return (
    <TitledCard level="h3" title={t('statistics.title')}>
      <StaleNotice error={error} />
      {value ? (
        <Numbers statistics={value} parked={webhook.parked} />
      ) : (
        <Skeleton
          variant="rect"
          height={LOADING_HEIGHT}
          data-testid="loading"
        />
      )}
    </TitledCard>
  );
}

function Numbers(props: { statistics: WebhookStatistics; parked: number }) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const locale = useLocale();
  const { hours, truncated, perMinute } = props.statistics;
  const summary = summarize(hours);
  const { durationMs, requestBytes } = summary;
  const starts = hours.map(({ hour }) => hour);
  const ms = (value: number) => describeDuration(value, t);
  const number = (value: number) => value.toLocaleString(locale);
  return (
    <>
      <Figures
        figures={[
          [
            t('statistics.successRate'),
            summary.successRate === undefined
              ? t('statistics.nothingEnded')
              : toPercent(summary.successRate, locale),
          ],
          [t('statistics.delivered'), number(summary.delivered)],
          [t('statistics.failed'), number(summary.failed)],
          [t('statistics.pending'), number(summary.pending)],
          [t('statistics.heldBack'), number(summary.heldBack)],
          [t('statistics.parked'), number(props.parked)],
          [
            t('statistics.budget'),
            perMinute === undefined
              ? t('statistics.unlimited')
              : t('statistics.perMinute', { count: perMinute }),
          ],
        ]}
      />
      <Grid container spacing={3}>
        <Grid item xs={12} md={4}>
          <HourChart
            title={t('statistics.deliveries')}
            summary={[
              `${number(summary.delivered)} ${t('statistics.delivered')}`,
              `${number(summary.failed)} ${t('statistics.failed')}`,
              `${number(summary.heldBack)} ${t('statistics.heldBack')}`,
            ].join(', ')}
            hours={starts}
            series={[
              {
                word: t('statistics.delivered'),
                tone: 'good',
                values: hours.map(({ delivered }) => delivered),
              },
              {
                word: t('statistics.failed'),
                tone: 'bad',
                values: hours.map(({ failed }) => failed),
              },
              {
                word: t('statistics.heldBack'),
                tone: 'quiet',
                values: hours.map(({ heldBack }) => heldBack),
              },
            ]}
            format={number}
          />
        </Grid>
        <Grid item xs={12} sm={6} md={4}>
          <HourChart
            title={t('statistics.duration')}
            summary={
              durationMs
                ? t('statistics.durationNow', {
                    average: ms(durationMs.average),
                    longest: ms(durationMs.longest),
                  })
                : t('statistics.noData')
            }
            hours={starts}
            series={[
              {
                word: t('statistics.average'),
                tone: 'neutral',
                values: hours.map(hour => hour.durationMs?.average ?? 0),
              },
            ]}
            format={ms}
          />
        </Grid>
        <Grid item xs={12} sm={6} md={4}>
          <HourChart
            title={t('statistics.size')}
            summary={
              requestBytes === undefined
                ? t('statistics.noData')
                : t('statistics.sizeNow', {
                    average: describeBytes(requestBytes),
                  })
            }
            hours={starts}
            series={[
              {
                word: t('statistics.average'),
                tone: 'neutral',
                values: hours.map(hour => hour.requestBytes ?? 0),
              },
            ]}
            format={describeBytes}
          />
        </Grid>
      </Grid>
      {truncated && (
        <Typography variant="body2" color="textSecondary">
          {t('statistics.truncated')}
        </Typography>
      )}
    </>
  );
}

/** Never `100 %` where something failed. */
function toPercent(rate: number, locale: string): string {
  return (Math.floor(rate * 1000) / 1000).toLocaleString(locale, {
    style: 'percent',
    maximumFractionDigits: 1,
  });
}
