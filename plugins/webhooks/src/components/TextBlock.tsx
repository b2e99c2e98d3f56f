import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';

const useStyles = makeStyles(
  theme => ({
    label: { marginTop: theme.spacing(1) },
    text: {
      margin: theme.spacing(0.5, 0, 0),
      padding: theme.spacing(1, 1.5),
      maxHeight: 320,
      overflow: 'auto',
      borderRadius: theme.shape.borderRadius,
      border: `1px solid ${theme.palette.divider}`,
      backgroundColor: theme.palette.background.default,
      color: theme.palette.text.primary,
      fontFamily: 'monospace',
      fontSize: 12,
      lineHeight: 1.5,
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
    },
  }),
  { name: 'WebhooksTextBlock' },
);

/** Text as it came, never as markup. JSON is laid out for reading. */
export function TextBlock(props: { label: string; text: string }) {
  const classes = useStyles();
  return (
    <>
      <Typography
        variant="body2"
        color="textSecondary"
        className={classes.label}
      >
        {props.label}
      </Typography>
      {/* What scrolls must be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre aria-label={props.label} className={classes.text} tabIndex={0}>
        {layOut(props.text)}
      </pre>
    </>
  );
}

function layOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
