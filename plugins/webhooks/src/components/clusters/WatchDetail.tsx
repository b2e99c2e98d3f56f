import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { WatchInfo } from '@kubevision/backstage-plugin-webhooks-common';
import Typography from '@material-ui/core/Typography';
import { ReactNode } from 'react';
import { webhooksTranslationRef } from '../../translation';
import { describeReason, describeRemedy } from '../../wording/describeReason';
import { useLocale } from '../../wording/useLocale';
import { RelativeTime } from '../RelativeTime';
import { Facts } from '../detail/Facts';
import { WatchState } from './WatchState';
import { useMatrixStyles } from './useMatrixStyles';

/** All that is known of the watch of one kind in one cluster. */
export function WatchDetail(props: { watch: WatchInfo; cluster: string }) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const locale = useLocale();
  const classes = useMatrixStyles();
  const { watch, cluster } = props;
  const { state, lagMs, lastRelist, gaps, objects } = watch;
  const reason = describeReason(watch, t);
  const remedy = describeRemedy(watch, t);
  const time = (iso: string | undefined) =>
    iso ? <RelativeTime iso={iso} /> : t('clusters.never');
  const facts: [string, ReactNode][] = [
    [t('clusters.fact.state'), <WatchState state={state} />],
    ...(reason
      ? [[t('clusters.fact.reason'), reason] as [string, string]]
      : []),
    ...(remedy
      ? [[t('clusters.fact.remedy'), remedy] as [string, string]]
      : []),
    [t('clusters.fact.lastEvent'), time(watch.lastEventAt)],
    [
      t('clusters.fact.lag'),
      lagMs === undefined ? '—' : t('clusters.lag', { ms: String(lagMs) }),
    ],
    [t('clusters.fact.lastSeen'), time(watch.lastSeenAt)],
    [
      t('clusters.fact.lastRelist'),
      lastRelist ? (
        <>
          <RelativeTime iso={lastRelist.at} />
          {', '}
          {t(`clusters.cause.${lastRelist.cause}`)}
        </>
      ) : (
        t('clusters.never')
      ),
    ],
    [
      t('clusters.fact.gaps'),
      <>
        {t('clusters.gaps', { count: gaps.count })}{' '}
        <RelativeTime iso={gaps.since} />
      </>,
    ],
    [t('clusters.fact.objects'), objects.toLocaleString(locale)],
  ];
  return (
    <div
      role="region"
      aria-label={t('clusters.detail', { kind: watch.kind, cluster })}
      className={classes.detailWords}
    >
      <Typography variant="subtitle1" component="h3" gutterBottom>
        {t('clusters.detail', { kind: watch.kind, cluster })}
      </Typography>
      <Facts facts={facts} />
    </div>
  );
}
