import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EVENT_TYPES,
  EventType,
  PlatformInfo,
  Webhook,
} from '@kubevision/backstage-plugin-webhooks-common';
import Box from '@material-ui/core/Box';
import Typography from '@material-ui/core/Typography';
import { useTheme } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { useState } from 'react';
import { webhooksTranslationRef } from '../../translation';
import { toErrorText } from '../../wording/toErrorText';
import { TitledCard } from '../TitledCard';
import { Draft, toInput } from '../form/draft';
import { Matches } from './Matches';
import { MessageView, hasLook } from './MessageView';
import { PreviewControls, PreviewTab } from './PreviewControls';
import { RequestView } from './RequestView';
import { Theme } from './appearances';
import { usePreview } from './usePreview';

/** As high as most messages are, so that little moves while the first one loads. */
const HEIGHT = 320;

/** What the webhook would send, live beside the form: the message, the request, and past events. */
export function PreviewPane(props: {
  draft: Draft;
  platform?: PlatformInfo;
  stored?: Webhook;
  /** The id of the stored event that is shown first. */
  likeEventId?: string;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { draft, platform, stored, likeEventId } = props;
  const portal = useTheme().palette.type;
  const [theme, setTheme] = useState<Theme>(portal);
  const [tab, setTab] = useState<PreviewTab>('message');
  const [eventId, setEventId] = useState(likeEventId);
  const [wanted, setWanted] = useState<EventType>('update');

  const samples = draft.events.length ? draft.events : EVENT_TYPES;
  const sample = samples.includes(wanted) ? wanted : samples[0];
  const { filters = {} } = toInput(draft);
  const { value, error } = usePreview({
    platform: draft.platform,
    filters,
    signed: isSigned(draft, platform, stored),
    ...(eventId ? { eventId } : { event: sample }),
  });
  const looks = hasLook(draft.platform);
  return (
    <Box display="grid" gridGap={24}>
      <TitledCard level="h2" title={t('preview.title')}>
        {!platform && (
          <Typography color="textSecondary">{t('preview.choose')}</Typography>
        )}
        {platform && (
          <>
            <PreviewControls
              samples={samples}
              sample={eventId ? undefined : sample}
              event={eventId ? value?.event : undefined}
              onSample={type => {
                setWanted(type);
                setEventId(undefined);
              }}
              tab={looks ? tab : 'request'}
              onTab={looks ? setTab : undefined}
              theme={theme}
              onTheme={looks && tab === 'message' ? setTheme : undefined}
            />
            <div style={{ minHeight: HEIGHT }}>
              {error && (
                <Typography color="error">
                  {t('preview.failed', { reason: toErrorText(error, t) })}
                </Typography>
              )}
              {!error && !value && <Skeleton variant="rect" height={HEIGHT} />}
              {!error && value && tab === 'message' && looks && (
                <MessageView
                  platform={draft.platform}
                  request={value}
                  theme={theme}
                />
              )}
              {!error && value && (tab === 'request' || !looks) && (
                <RequestView request={value} />
              )}
            </div>
          </>
        )}
      </TitledCard>
      <Matches filters={filters} chosen={eventId} onChoose={setEventId} />
    </Box>
  );
}

function isSigned(draft: Draft, platform?: PlatformInfo, stored?: Webhook) {
  const isKept =
    draft.secret === undefined &&
    stored?.platform === draft.platform &&
    stored.hasSecret;
  return Boolean(draft.secret || isKept || platform?.generatesSecret);
}
