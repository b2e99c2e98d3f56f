import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ROLLOUT_MODES,
  RolloutMode,
} from '@kubevision/backstage-plugin-webhooks-common';
import Checkbox from '@material-ui/core/Checkbox';
import FormControl from '@material-ui/core/FormControl';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormHelperText from '@material-ui/core/FormHelperText';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { webhooksTranslationRef } from '../../translation';
import { Draft } from './draft';

/** What is folded into one message, each with a line of help. */
export function NoiseFields(props: {
  draft: Draft;
  /** What is wrong with the window, the one field that can be. */
  problem?: string;
  onChange: (changes: Partial<Draft>) => void;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { draft, problem, onChange } = props;
  return (
    <>
      <TextField
        id="webhook-rollouts"
        select
        fullWidth
        label={t('noise.rollouts')}
        helperText={t('noise.rolloutsHelp')}
        value={draft.rollouts}
        onChange={({ target }) =>
          onChange({ rollouts: target.value as RolloutMode })
        }
        margin="normal"
        variant="outlined"
      >
        {ROLLOUT_MODES.map(mode => (
          <MenuItem key={mode} value={mode}>
            {t(`noise.rolloutMode.${mode}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        id="webhook-window"
        type="number"
        fullWidth
        label={t('noise.window')}
        helperText={problem ?? t('noise.windowHelp')}
        error={Boolean(problem)}
        value={draft.windowSeconds}
        onChange={({ target }) =>
          onChange({ windowSeconds: Number(target.value) })
        }
        inputProps={{ min: 0, max: 3600 }}
        margin="normal"
        variant="outlined"
      />
      {(['flapping', 'autoscaling'] as const).map(name => (
        <FormControl key={name} fullWidth margin="dense">
          <FormControlLabel
            label={t(`noise.${name}`)}
            control={
              <Checkbox
                color="primary"
                checked={draft[name]}
                onChange={(_, checked) => onChange({ [name]: checked })}
                inputProps={{ 'aria-describedby': `webhook-${name}-help` }}
              />
            }
          />
          <FormHelperText id={`webhook-${name}-help`}>
            {t(`noise.${name}Help`)}
          </FormHelperText>
        </FormControl>
      ))}
    </>
  );
}
