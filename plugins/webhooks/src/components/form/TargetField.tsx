import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PlatformField } from '@kubevision/backstage-plugin-webhooks-common';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import IconButton from '@material-ui/core/IconButton';
import InputAdornment from '@material-ui/core/InputAdornment';
import TextField from '@material-ui/core/TextField';
import ShowIcon from '@material-ui/icons/VisibilityOutlined';
import HideIcon from '@material-ui/icons/VisibilityOffOutlined';
import { useState } from 'react';
import { webhooksTranslationRef } from '../../translation';

/**
 * A URL or a secret. What is stored is never sent to the page, so it can only be kept or replaced.
 */
export function TargetField(props: {
  field: PlatformField;
  /** Undefined while the stored value is kept. */
  value: string | undefined;
  /** What to show of a stored value; empty when there is none. */
  stored?: string | false;
  problem?: string;
  onChange: (value: string | undefined) => void;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { field, value, stored, problem, onChange } = props;
  const { label } = field;
  const [shown, setShown] = useState(false);

  if (stored && value === undefined) {
    return (
      <Box display="flex" alignItems="center" gridGap={16}>
        <TextField
          id={`webhook-${field.name}`}
          label={label}
          value={stored}
          helperText={problem ?? t('form.kept')}
          error={Boolean(problem)}
          // It is there to be read, unlike the value.
          FormHelperTextProps={{ disabled: false }}
          disabled
          fullWidth
          margin="normal"
          variant="outlined"
        />
        <Button
          aria-label={t('form.replaceNamed', { label })}
          onClick={() => onChange('')}
        >
          {t('form.replace')}
        </Button>
      </Box>
    );
  }
  return (
    <Box display="flex" alignItems="center" gridGap={16}>
      <TextField
        id={`webhook-${field.name}`}
        label={label}
        placeholder={field.placeholder}
        helperText={problem ?? field.help}
        error={Boolean(problem)}
        value={value ?? ''}
        onChange={event => onChange(event.target.value)}
        required={field.required}
        fullWidth
        margin="normal"
        variant="outlined"
        type={field.secret && !shown ? 'password' : 'text'}
        inputProps={{ autoComplete: 'new-password', spellCheck: false }}
        InputProps={{
          endAdornment: field.secret && (
            <InputAdornment position="end">
              <IconButton
                edge="end"
                aria-label={t(shown ? 'form.hide' : 'form.show', { label })}
                onClick={() => setShown(!shown)}
              >
                {shown ? <HideIcon /> : <ShowIcon />}
              </IconButton>
            </InputAdornment>
          ),
        }}
      />
      {stored && (
        <Button onClick={() => onChange(undefined)}>{t('form.keep')}</Button>
      )}
    </Box>
  );
}
