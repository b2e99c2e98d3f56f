import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      alignItems: 'center',
      justifyContent: 'center',
      flexShrink: 0,
      width: 36,
      height: 36,
      borderRadius: theme.shape.borderRadius * 2,
      color: '#fff',
      fontFamily: theme.typography.fontFamily,
      fontSize: 14,
      fontWeight: 700,
      letterSpacing: 0.2,
      userSelect: 'none',
    },
  }),
  { name: 'WebhooksPlatformMark' },
);

/** Two letters on a colour of its own: any platform has one, also those that come later. */
export function PlatformMark(props: { id: string; label?: string }) {
  const classes = useStyles();
  const { id, label = id } = props;
  return (
    <span
      aria-hidden
      title={label}
      className={classes.root}
      style={{ backgroundColor: `hsl(${hue(id)}, 48%, 38%)` }}
    >
      {initials(label)}
    </span>
  );
}

/** `Slack` is `Sl`, `DingTalk` is `DT`, `Custom HTTP` is `CH`. */
function initials(label: string): string {
  const [first = '', second] = label.match(/\p{Lu}(?!\p{Lu})|\p{Lu}+/gu) ?? [];
  return second ? first[0] + second[0] : label.slice(0, 2);
}

/** Spreads ids over the circle of colours; the same id always has the same one. */
function hue(id: string): number {
  const hash = Array.from(id).reduce(
    (sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360,
    7,
  );
  return (hash * 137) % 360;
}
