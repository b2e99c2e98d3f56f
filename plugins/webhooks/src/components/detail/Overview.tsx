import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@material-ui/core/Box';
import Grid from '@material-ui/core/Grid';
import { webhooksTranslationRef } from '../../translation';
import {
  describeList,
  describeMoreFilters,
} from '../../wording/describeFilters';
import { describeCalm } from '../../wording/describeCalm';
import { describeHeldBack } from '../../wording/describeHeldBack';
import { useLocale } from '../../wording/useLocale';
import { RelativeTime } from '../RelativeTime';
import { TitledCard } from '../TitledCard';
import { Recoveries } from '../recoveries/Recoveries';
import { StatisticsCard } from '../statistics/StatisticsCard';
import { Facts } from './Facts';
import { HealthFacts } from './HealthFacts';
import { TestCard } from './TestCard';
import { useWebhook } from './WebhookPage';

/** The tab Overview: what is sent, where to, how it goes, and the test. */
export function Overview() {
  const { webhook, platform, may, refresh } = useWebhook();
  const { t } = useTranslationRef(webhooksTranslationRef);
  const locale = useLocale();
  const { filters, noise } = webhook;
  const onOff = (isOn: boolean) => t(isOn ? 'list.on' : 'list.off');
  const list = (names: readonly string[]) =>
    describeList(names, t('webhook.all'), t);
  return (
    <Grid container spacing={3}>
      {may.test && (
        <Grid item xs={12}>
          <TestCard />
        </Grid>
      )}
      {may.readDeliveries && (
        <Grid item xs={12}>
          <Recoveries onChanged={refresh} />
          <StatisticsCard />
        </Grid>
      )}
      <Grid item xs={12} md={6}>
        <TitledCard level="h3" title={t('webhook.sends')}>
          <Facts
            facts={[
              [t('webhook.events'), list(filters.events)],
              [t('webhook.resources'), list(filters.resources)],
              [t('webhook.clusters'), list(filters.clusters)],
              [t('webhook.namespaces'), list(filters.namespaces)],
              ...describeMoreFilters(filters, t).map(
                ([name, words]): [string, string] => [
                  t(`webhook.${name}`),
                  words,
                ],
              ),
            ]}
          />
        </TitledCard>
        <Box mt={3}>
          <TitledCard level="h3" title={t('noise.title')}>
            <Facts
              facts={[
                [t('noise.heldBack'), describeHeldBack(webhook.heldBack, t)],
                [t('noise.rollouts'), t(`noise.rolloutMode.${noise.rollouts}`)],
                [
                  t('noise.window'),
                  noise.windowSeconds
                    ? t('noise.windowValue', {
                        seconds: String(noise.windowSeconds),
                      })
                    : t('noise.off'),
                ],
                [t('noise.flapping'), onOff(noise.flapping)],
                [t('noise.autoscaling'), onOff(noise.autoscaling)],
              ]}
            />
          </TitledCard>
        </Box>
      </Grid>
      <Grid item xs={12} md={6}>
        <TitledCard level="h3" title={t('webhook.target')}>
          <Facts
            facts={[
              [t('webhook.health'), <HealthFacts />],
              ...describeCalm(webhook, t, locale),
              [
                t('settings.rules.retry'),
                t(`settings.rules.retryMode.${webhook.retry}`),
              ],
              [
                t('webhook.lastDelivery'),
                webhook.lastDeliveryAt ? (
                  <RelativeTime iso={webhook.lastDeliveryAt} />
                ) : (
                  t('list.never')
                ),
              ],
              [
                t('webhook.enabled'),
                t(webhook.enabled ? 'list.on' : 'list.off'),
              ],
              [t('webhook.platform'), platform?.label ?? webhook.platform],
              [
                t('webhook.url'),
                may.update ? <code>{webhook.url}</code> : t('webhook.hidden'),
              ],
              [
                t('webhook.secret'),
                t(
                  webhook.hasSecret
                    ? 'webhook.secretStored'
                    : 'webhook.secretNone',
                ),
              ],
              [
                t('webhook.created'),
                <>
                  <RelativeTime iso={webhook.createdAt} /> ·{' '}
                  {shortName(webhook.createdBy)}
                </>,
              ],
              [t('webhook.updated'), <RelativeTime iso={webhook.updatedAt} />],
            ]}
          />
        </TitledCard>
      </Grid>
    </Grid>
  );
}

/** People know users by their names; only users of other namespaces need the whole ref. */
function shortName(ref: string): string {
  return ref.replace(/^user:default\//, '');
}
