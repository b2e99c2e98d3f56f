import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';

const useStyles = makeStyles(
  theme => ({
    figures: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(128px, 1fr))',
      gap: theme.spacing(2),
      margin: theme.spacing(0, 0, 3),
    },
    // The number comes first for the eye, and its name for who listens.
    figure: {
      display: 'flex',
      flexDirection: 'column-reverse',
      justifyContent: 'flex-end',
    },
    value: {
      margin: 0,
      fontVariantNumeric: 'tabular-nums',
      fontSize: 20,
      lineHeight: 1.3,
      whiteSpace: 'nowrap',
    },
  }),
  { name: 'WebhooksFigures' },
);

/** Numbers with their names. */
export function Figures(props: { figures: [label: string, value: string][] }) {
  const classes = useStyles();
  return (
    <dl className={classes.figures}>
      {props.figures.map(([label, value]) => (
        <div key={label} className={classes.figure}>
          <Typography component="dt" variant="body2" color="textSecondary">
            {label}
          </Typography>
          <Typography component="dd" className={classes.value}>
            {value}
          </Typography>
        </div>
      ))}
    </dl>
  );
}
