import { useTranslationRef } from '@backstage/frontend-plugin-api';
import TextField from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { useState } from 'react';
import { webhooksTranslationRef } from '../../translation';

/** Names, chosen from suggestions or typed; none or `*` means all. */
export function NameListField(props: {
  id: string;
  label: string;
  /** What an empty list means, in words. */
  all: string;
  names: string[];
  suggestions: string[];
  problem?: string;
  onChange: (names: string[]) => void;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { id, label, all, names, suggestions, problem, onChange } = props;
  const [typed, setTyped] = useState('');

  const set = (entries: string[]) => {
    setTyped('');
    onChange(toNames(entries));
  };
  return (
    <Autocomplete
      id={id}
      multiple
      freeSolo
      filterSelectedOptions
      options={suggestions}
      value={names}
      inputValue={typed}
      onInputChange={(_, text, reason) => reason === 'input' && setTyped(text)}
      onChange={(_, entries) => set(entries)}
      // What was typed and not yet entered counts too: nobody expects to lose it.
      onBlur={() => typed.trim() && set([...names, typed])}
      renderInput={params => (
        <TextField
          {...params}
          label={label}
          placeholder={names.length ? undefined : all}
          helperText={problem ?? t('form.freeText')}
          error={Boolean(problem)}
          InputLabelProps={{ ...params.InputLabelProps, shrink: true }}
          margin="normal"
          variant="outlined"
        />
      )}
    />
  );
}

/** No Kubernetes name holds a comma or a space, so these separate names that were pasted. */
function toNames(entries: string[]): string[] {
  const names = entries.flatMap(entry => entry.split(/[\s,]+/)).filter(Boolean);
  return names.includes('*') ? [] : Array.from(new Set(names));
}
