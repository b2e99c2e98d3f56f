import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';

const useStyles = makeStyles(
  {
    bubble: {
      display: 'inline-block',
      maxWidth: '100%',
      padding: '10px 14px',
      borderRadius: '2px 8px 8px 8px',
      backgroundColor: 'var(--card)',
      fontSize: 14,
      lineHeight: 1.55,
    },
  },
  { name: 'WebhooksBubble' },
);

/** What is said, in a bubble beside its sender. */
export function Bubble({ children }: { children: ReactNode }) {
  const classes = useStyles();
  return <div className={classes.bubble}>{children}</div>;
}
