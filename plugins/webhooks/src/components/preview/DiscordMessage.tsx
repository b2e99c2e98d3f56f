import { makeStyles } from '@material-ui/core/styles';
import { DateTime } from 'luxon';
import { ChatWindow } from './ChatWindow';
import { MessageProps } from './MessageProps';
import { DISCORD, renderMarkup } from './markup';

/** https://discord.com/developers/docs/resources/message#embed-object */
interface Embed {
  title?: string;
  description?: string;
  /** As a number, `0xRRGGBB`. */
  color?: number;
  fields?: { name: string; value: string; inline?: boolean }[];
  footer?: { text: string };
  timestamp?: string;
}

interface Body {
  username?: string;
  content?: string;
  embeds?: Embed[];
}

const useStyles = makeStyles(
  {
    content: { whiteSpace: 'pre-line' },
    embed: {
      display: 'grid',
      gap: 8,
      maxWidth: 520,
      padding: '8px 16px 16px 12px',
      borderLeft: '4px solid var(--line)',
      borderRadius: 4,
      backgroundColor: 'var(--card)',
      fontSize: 14,
      lineHeight: 1.3,
    },
    title: { paddingTop: 8, fontSize: 16, fontWeight: 600 },
    description: { whiteSpace: 'pre-line', lineHeight: 1.5 },
    fields: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(130px, 1fr))',
      gap: 8,
    },
    wide: { gridColumn: '1 / -1' },
    name: { fontWeight: 600 },
    footer: { color: 'var(--soft)', fontSize: 12 },
  },
  { name: 'WebhooksDiscordMessage' },
);

/** A message as Discord shows it, from its embeds. */
export function DiscordMessage({ body, time, theme }: MessageProps<Body>) {
  const classes = useStyles();
  const { username = 'Webhook', content, embeds = [] } = body;
  return (
    <ChatWindow platform="discord" theme={theme} sender={username} time={time}>
      {content && (
        <div className={classes.content}>{renderMarkup(content, DISCORD)}</div>
      )}
      {embeds.map((embed, i) => (
        <DiscordEmbed key={i} embed={embed} />
      ))}
    </ChatWindow>
  );
}

function DiscordEmbed({ embed }: { embed: Embed }) {
  const classes = useStyles();
  const { title, description, color, fields = [], footer, timestamp } = embed;
  const time = timestamp && DateTime.fromISO(timestamp);
  const end = [
    footer?.text,
    time && time.toLocaleString(DateTime.DATETIME_SHORT),
  ].filter(Boolean);
  return (
    <div className={classes.embed} style={{ borderLeftColor: toCss(color) }}>
      {title && (
        <div className={classes.title}>{renderMarkup(title, DISCORD)}</div>
      )}
      {description && (
        <div className={classes.description}>
          {renderMarkup(description, DISCORD)}
        </div>
      )}
      {fields.length > 0 && (
        <div className={classes.fields}>
          {fields.map(({ name, value, inline }, i) => (
            <div key={i} className={inline ? undefined : classes.wide}>
              <div className={classes.name}>{renderMarkup(name, DISCORD)}</div>
              {renderMarkup(value, DISCORD)}
            </div>
          ))}
        </div>
      )}
      {end.length > 0 && (
        <div className={classes.footer}>{end.join(' • ')}</div>
      )}
    </div>
  );
}

function toCss(color: number | undefined): string | undefined {
  return color === undefined
    ? undefined
    : `#${color.toString(16).padStart(6, '0')}`;
}
