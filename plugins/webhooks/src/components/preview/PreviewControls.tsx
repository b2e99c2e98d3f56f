import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EventType,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';
import Box from '@material-ui/core/Box';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import ToggleButton from '@material-ui/lab/ToggleButton';
import ToggleButtonGroup from '@material-ui/lab/ToggleButtonGroup';
import { webhooksTranslationRef } from '../../translation';
import { describeObject } from '../../wording/describeChange';
import { Theme } from './appearances';

/** What of a preview is shown. */
export type PreviewTab = 'message' | 'request';

/** The choice in the list of samples that is none of them. */
const CHOSEN_EVENT = 'event';

/** Chooses what is previewed, and how. */
export function PreviewControls(props: {
  samples: readonly EventType[];
  /** Undefined while a real event is shown. */
  sample?: EventType;
  /** The real event that is shown, once it is loaded. */
  event?: WebhookEvent;
  onSample: (type: EventType) => void;
  tab: PreviewTab;
  /** Absent where there is only one. */
  onTab?: (tab: PreviewTab) => void;
  theme: Theme;
  /** Absent where there is no such choice. */
  onTheme?: (theme: Theme) => void;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { samples, sample, event, onSample } = props;
  const { tab, onTab, theme, onTheme } = props;
  return (
    <Box
      display="flex"
      flexWrap="wrap"
      alignItems="center"
      gridGap={12}
      mb={2}
      minHeight={40}
    >
      <TextField
        select
        id="webhook-preview-event"
        label={t('preview.event')}
        value={sample ?? CHOSEN_EVENT}
        onChange={({ target }) => onSample(target.value as EventType)}
        variant="outlined"
        size="small"
        style={{ flex: '1 1 160px', minWidth: 0 }}
      >
        {!sample && (
          <MenuItem value={CHOSEN_EVENT}>
            {event ? describeObject(event) : '…'}
          </MenuItem>
        )}
        {samples.map(type => (
          <MenuItem key={type} value={type}>
            {t(`event.${type}`)}
          </MenuItem>
        ))}
      </TextField>
      {onTab && (
        <Choice
          label={t('preview.show')}
          value={tab}
          values={['message', 'request'] as const}
          wordOf={value => t(`preview.tab.${value}`)}
          onChange={onTab}
        />
      )}
      {onTheme && (
        <Choice
          label={t('preview.look')}
          value={theme}
          values={['light', 'dark'] as const}
          wordOf={value => t(`preview.theme.${value}`)}
          onChange={onTheme}
        />
      )}
    </Box>
  );
}

function Choice<T extends string>(props: {
  label: string;
  value: T;
  values: readonly T[];
  wordOf: (value: T) => string;
  onChange: (value: T) => void;
}) {
  const { label, value, values, wordOf, onChange } = props;
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      aria-label={label}
      value={value}
      onChange={(_, chosen: T | null) => chosen && onChange(chosen)}
    >
      {values.map(it => (
        <ToggleButton key={it} value={it} style={{ textTransform: 'none' }}>
          {wordOf(it)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
