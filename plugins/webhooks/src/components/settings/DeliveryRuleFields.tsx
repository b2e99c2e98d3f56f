import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  RETRY_SCHEDULES,
  RetrySchedule,
} from '@kubevision/backstage-plugin-webhooks-common';
import Checkbox from '@material-ui/core/Checkbox';
import FormControl from '@material-ui/core/FormControl';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormHelperText from '@material-ui/core/FormHelperText';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { webhooksTranslationRef } from '../../translation';
import { Problems } from '../../wording/problemsByField';
import { Draft } from '../form/draft';
import { QuietHoursFields } from './QuietHoursFields';

/** What these fields are about. */
export type DeliveryRules = Pick<Draft, 'retry' | 'digest' | 'quietHours'>;

/** How often a delivery is tried, and when nothing is sent. */
export function DeliveryRuleFields(props: {
  draft: DeliveryRules;
  problems: Problems['fields'];
  onChange: (changes: Partial<DeliveryRules>) => void;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { draft, problems, onChange } = props;
  return (
    <>
      <TextField
        id="webhook-retry"
        select
        fullWidth
        label={t('settings.rules.retry')}
        helperText={problems.retry ?? t('settings.rules.retryHelp')}
        error={Boolean(problems.retry)}
        value={draft.retry}
        onChange={({ target }) =>
          onChange({ retry: target.value as RetrySchedule })
        }
        margin="normal"
        variant="outlined"
      >
        {RETRY_SCHEDULES.map(schedule => (
          <MenuItem key={schedule} value={schedule}>
            {t(`settings.rules.retryMode.${schedule}`)}
          </MenuItem>
        ))}
      </TextField>
      <FormControl fullWidth margin="dense">
        <FormControlLabel
          label={t('settings.rules.digest')}
          control={
            <Checkbox
              color="primary"
              checked={draft.digest}
              onChange={(_, digest) => onChange({ digest })}
              inputProps={{ 'aria-describedby': 'webhook-digest-help' }}
            />
          }
        />
        <FormHelperText id="webhook-digest-help">
          {t('settings.rules.digestHelp')}
        </FormHelperText>
      </FormControl>
      <QuietHoursFields
        value={draft.quietHours}
        problem={problems.quietHours}
        onChange={quietHours => onChange({ quietHours })}
      />
    </>
  );
}
