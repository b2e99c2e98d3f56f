import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  QuietHours,
  WEEKDAYS,
} from '@kubevision/backstage-plugin-webhooks-common';
import Box from '@material-ui/core/Box';
import Checkbox from '@material-ui/core/Checkbox';
import FormControl from '@material-ui/core/FormControl';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormHelperText from '@material-ui/core/FormHelperText';
import TextField from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { webhooksTranslationRef } from '../../translation';
import { CheckboxesField } from '../form/CheckboxesField';

/** Nights where the person is: what most want. */
function newQuietHours(): QuietHours {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return { start: '22:00', end: '07:00', timeZone };
}

/** The zones that the browser knows; others can be typed. */
const TIME_ZONES: string[] = Intl.supportedValuesOf?.('timeZone') ?? [];

/** When nothing is sent; off without them. */
export function QuietHoursFields(props: {
  value: QuietHours | null;
  problem?: string;
  onChange: (value: QuietHours | null) => void;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { value, problem, onChange } = props;
  const change = (changes: Partial<QuietHours>) =>
    value && onChange({ ...value, ...changes });
  return (
    <FormControl fullWidth margin="dense" error={Boolean(problem)}>
      <FormControlLabel
        label={t('settings.rules.quiet')}
        control={
          <Checkbox
            color="primary"
            checked={value !== null}
            onChange={(_, on) => onChange(on ? newQuietHours() : null)}
            inputProps={{ 'aria-describedby': 'webhook-quiet-help' }}
          />
        }
      />
      <FormHelperText id="webhook-quiet-help">
        {problem ?? t('settings.rules.quietHelp')}
      </FormHelperText>
      {value && (
        <Box mt={2} ml={4}>
          <Box display="flex" flexWrap="wrap" gridGap={16} mb={2}>
            {(['start', 'end'] as const).map(name => (
              <TextField
                key={name}
                id={`webhook-quiet-${name}`}
                type="time"
                label={t(`settings.rules.${name}`)}
                value={value[name]}
                error={Boolean(problem)}
                onChange={({ target }) => change({ [name]: target.value })}
                InputLabelProps={{ shrink: true }}
                variant="outlined"
                size="small"
              />
            ))}
            <Autocomplete
              id="webhook-quiet-zone"
              freeSolo
              autoSelect
              options={TIME_ZONES}
              value={value.timeZone}
              onChange={(_, timeZone) => change({ timeZone: timeZone ?? '' })}
              style={{ flex: '1 1 240px' }}
              renderInput={params => (
                <TextField
                  {...params}
                  label={t('settings.rules.timeZone')}
                  helperText={t('settings.rules.timeZoneHelp')}
                  variant="outlined"
                  size="small"
                />
              )}
            />
          </Box>
          <CheckboxesField
            label={t('settings.rules.days')}
            values={WEEKDAYS}
            selected={value.days ?? WEEKDAYS}
            labelOf={day => t(`settings.rules.day.${day}`)}
            onChange={days =>
              // No day at all would be no quiet hours, which the box above is for.
              days.length > 0 &&
              change({
                days: days.length === WEEKDAYS.length ? undefined : days,
              })
            }
          />
          <FormControlLabel
            label={t('settings.rules.exceptCritical')}
            control={
              <Checkbox
                color="primary"
                checked={value.exceptCritical ?? false}
                onChange={(_, exceptCritical) => change({ exceptCritical })}
              />
            }
          />
        </Box>
      )}
    </FormControl>
  );
}
