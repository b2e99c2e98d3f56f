import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { DateTime } from 'luxon';
import { webhooksTranslationRef } from '../../translation';
import { useLocale } from '../../wording/useLocale';
import { useTranslationRef } from '@backstage/frontend-plugin-api';

/** How a series is coloured: by what it means. */
export type Tone = 'good' | 'bad' | 'quiet' | 'neutral';

/** Bars of one kind, one for each hour. */
export interface Series {
  /** What they are, in words. */
  word: string;
  tone: Tone;
  values: readonly number[];
}

const HEIGHT = 64;
const STEP = 10;
const BAR = 8;
/** What is there must be seen, however small it is beside the rest. */
const LEAST = 1.5;

const useStyles = makeStyles(
  theme => ({
    svg: { display: 'block', width: '100%', height: HEIGHT, marginTop: 8 },
    hour: {
      fill: 'transparent',
      '&:hover': { fill: theme.palette.action.hover },
    },
    base: { stroke: theme.palette.divider },
    bar: { pointerEvents: 'none' },
    good: { fill: theme.palette.success.main },
    bad: { fill: theme.palette.error.main },
    quiet: { fill: theme.palette.text.disabled },
    neutral: { fill: theme.palette.info.main },
    axis: { display: 'flex', justifyContent: 'space-between' },
  }),
  { name: 'WebhooksHourChart' },
);

/** A bar for each hour, of one series or several on top of each other. */
export function HourChart(props: {
  title: string;
  /** The numbers in words, for who does not see the bars; shown too. */
  summary: string;
  /** When each hour began, ISO 8601. */
  hours: readonly string[];
  /** Drawn from the bottom up. */
  series: readonly Series[];
  /** A value in words. */
  format: (value: number) => string;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const locale = useLocale();
  const classes = useStyles();
  const { title, summary, hours, series, format } = props;
  const highest = Math.max(
    1,
    ...hours.map((_, i) => series.reduce((sum, it) => sum + it.values[i], 0)),
  );
  return (
    <figure style={{ margin: 0 }}>
      <Typography variant="subtitle2" component="figcaption">
        {title}
      </Typography>
      <Typography variant="body2" color="textSecondary">
        {summary}
      </Typography>
      <svg
        className={classes.svg}
        role="img"
        aria-label={`${title}: ${summary}`}
        viewBox={`0 0 ${hours.length * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
      >
        {hours.map((hour, i) => (
          <g key={hour}>
            <rect
              className={classes.hour}
              x={i * STEP}
              width={STEP}
              height={HEIGHT}
            >
              <title>{inWords(hour, i)}</title>
            </rect>
            {stack(i).map(({ tone, y, height }) => (
              <rect
                key={tone}
                className={`${classes.bar} ${classes[tone]}`}
                x={i * STEP + (STEP - BAR) / 2}
                y={y}
                width={BAR}
                height={height}
              />
            ))}
          </g>
        ))}
        <line
          className={classes.base}
          x2={hours.length * STEP}
          y1={HEIGHT - 0.5}
          y2={HEIGHT - 0.5}
        />
      </svg>
      <Typography
        variant="caption"
        color="textSecondary"
        component="div"
        className={classes.axis}
        aria-hidden
      >
        <span>{clock(hours[0])}</span>
        <span>{t('statistics.now')}</span>
      </Typography>
    </figure>
  );

  function stack(i: number) {
    let y = HEIGHT;
    return series
      .filter(({ values }) => values[i] > 0)
      .map(({ tone, values }) => {
        const height = Math.max(LEAST, (values[i] / highest) * (HEIGHT - 2));
        y -= height;
        return { tone, y, height };
      });
  }

  function clock(iso: string | undefined): string {
    const time = iso && DateTime.fromISO(iso, { locale });
    return time ? time.toLocaleString(DateTime.TIME_SIMPLE) : '';
  }

  function inWords(hour: string, i: number): string {
    const parts = series
      .filter(({ values }) => values[i] > 0)
      .map(({ word, values }) => `${word} ${format(values[i])}`);
    return `${clock(hour)} ${parts.join(', ') || '—'}`;
  }
}
