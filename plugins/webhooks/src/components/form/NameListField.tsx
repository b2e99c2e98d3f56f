import TextField from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { useState } from 'react';

/** Names, chosen from suggestions or typed; none or `*` means all. */
export function NameListField(props: {
  id: string;
  label: string;
  /** What an empty list means, in words. */
  all: string;
  /** How to write an entry, with an example. */
  help: string;
  names: string[];
  suggestions: string[];
  /** Whether spaces and commas are part of an entry, instead of separating several. */
  isWhole?: boolean;
  problem?: string;
  onChange: (names: string[]) => void;
}) {
  const { id, label, all, help, names, suggestions, problem, onChange } = props;
  const [typed, setTyped] = useState('');

  const set = (entries: string[]) => {
    setTyped('');
    onChange(toNames(props.isWhole ? entries : entries.flatMap(split)));
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
          helperText={problem ?? help}
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
function split(text: string): string[] {
  return text.split(/[\s,]+/);
}

/** With `*`, only what is excluded says anything. */
function toNames(entries: string[]): string[] {
  const names = entries.map(entry => entry.trim()).filter(Boolean);
  const telling = names.includes('*')
    ? names.filter(name => name.startsWith('!'))
    : names;
  return Array.from(new Set(telling));
}
