import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ACTIVITY_HOURS,
  WebhookActivity,
} from '@kubevision/backstage-plugin-webhooks-common';
import Tooltip from '@material-ui/core/Tooltip';
import { Theme, makeStyles } from '@material-ui/core/styles';
import { webhooksTranslationRef } from '../../translation';
import { useLocale } from '../../wording/useLocale';
import { barsOf, totalsOf } from './barsOf';

const BAR_WIDTH = 4;
const GAP = 1;
const SIZE = { height: 28, least: 2.5 };
const WIDTH = ACTIVITY_HOURS * (BAR_WIDTH + GAP) - GAP;

const useStyles = makeStyles(
  (theme: Theme) => ({
    root: { display: 'block', overflow: 'visible' },
    base: { fill: theme.palette.divider },
    delivered: { fill: theme.palette.type === 'dark' ? '#66bb6a' : '#2e7d32' },
    failed: { fill: theme.palette.error.main },
    heldBack: { fill: theme.palette.text.disabled },
  }),
  { name: 'WebhooksSparkline' },
);

/** What a webhook did within 24 hours, as a drawing; in words for who points at it or listens. */
export function Sparkline({ activity }: { activity: WebhookActivity }) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const classes = useStyles();
  const locale = useLocale();
  const { delivered, failed, heldBack } = totalsOf(activity);
  const words = t('list.activity', {
    delivered: delivered.toLocaleString(locale),
    failed: failed.toLocaleString(locale),
    heldBack: heldBack.toLocaleString(locale),
  });
  return (
    <Tooltip title={words}>
      <svg
        role="img"
        aria-label={words}
        className={classes.root}
        width={WIDTH}
        height={SIZE.height + 1}
        viewBox={`0 0 ${WIDTH} ${SIZE.height + 1}`}
      >
        <rect
          className={classes.base}
          y={SIZE.height}
          width={WIDTH}
          height={1}
        />
        {barsOf(activity, SIZE).map(({ outcome, hour, y, height }) => (
          <rect
            key={`${hour} ${outcome}`}
            className={classes[outcome]}
            x={hour * (BAR_WIDTH + GAP)}
            y={y}
            width={BAR_WIDTH}
            height={height}
          />
        ))}
      </svg>
    </Tooltip>
  );
}
