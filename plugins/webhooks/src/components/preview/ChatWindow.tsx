import { makeStyles } from '@material-ui/core/styles';
import { DateTime } from 'luxon';
import { CSSProperties, ReactNode } from 'react';
import { APPEARANCES, Theme } from './appearances';

const useStyles = makeStyles(
  {
    window: {
      display: 'flex',
      gap: 10,
      padding: 16,
      borderRadius: 8,
      border: '1px solid var(--line)',
      backgroundColor: 'var(--window)',
      color: 'var(--text)',
      fontSize: 15,
      lineHeight: 1.46,
      overflowWrap: 'anywhere',
      '& code': {
        padding: '1px 4px',
        borderRadius: 3,
        color: 'var(--code)',
        backgroundColor: 'var(--code-back)',
        fontSize: '0.85em',
        fontFamily: 'ui-monospace, Menlo, Consolas, monospace',
      },
    },
    avatar: {
      flexShrink: 0,
      width: 36,
      height: 36,
      color: '#fff',
      fontSize: 14,
      fontWeight: 700,
      lineHeight: '36px',
      textAlign: 'center',
      userSelect: 'none',
    },
    // So that a long word wraps instead of widening the window.
    message: { flexGrow: 1, minWidth: 0 },
    sender: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: 6,
      marginBottom: 4,
    },
    badge: {
      padding: '0 4px',
      borderRadius: 3,
      fontSize: 10,
      fontWeight: 600,
      lineHeight: '15px',
    },
    time: { color: 'var(--soft)', fontSize: 12 },
  },
  { name: 'WebhooksChatWindow' },
);

/** A platform's window with one message in it: who sent it, when, and what is given as children. */
export function ChatWindow(props: {
  platform: string;
  theme: Theme;
  sender: string;
  /** ISO 8601. */
  time: string;
  children: ReactNode;
}) {
  const classes = useStyles();
  const { platform, theme, sender, time, children } = props;
  const { avatar, badge, font, ...colors } = APPEARANCES[platform];
  const { window, card, text, soft, line, code, codeBack } = colors[theme];
  const variables = {
    '--window': window,
    '--card': card,
    '--text': text,
    '--soft': soft,
    '--line': line,
    '--code': code,
    '--code-back': codeBack,
    fontFamily: font,
  } as CSSProperties;
  return (
    <div className={classes.window} style={variables} data-theme={theme}>
      <div
        aria-hidden
        className={classes.avatar}
        style={{
          backgroundColor: avatar.color,
          borderRadius: avatar.round ? '50%' : 6,
        }}
      >
        K8
      </div>
      <div className={classes.message}>
        <div className={classes.sender}>
          <strong>{sender}</strong>
          <span
            className={classes.badge}
            style={{ color: badge.color, backgroundColor: badge.back }}
          >
            {badge.text}
          </span>
          <span className={classes.time}>
            {DateTime.fromISO(time).toLocaleString(DateTime.TIME_SIMPLE)}
          </span>
        </div>
        {children}
      </div>
    </div>
  );
}
