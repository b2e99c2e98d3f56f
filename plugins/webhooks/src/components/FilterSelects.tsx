import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@material-ui/core/Box';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { ReactNode } from 'react';
import { webhooksTranslationRef } from '../translation';

/**
 * Of a field that stands on the page itself, not on a card: a label's usual grey is too pale there
 * to be read by everybody (4.47:1 in Backstage's light theme, where 4.5:1 is asked for).
 */
export const LABEL_ON_PAGE = {
  shrink: true,
  style: { color: 'inherit', whiteSpace: 'nowrap' } as const,
};

/** What can be chosen: the value, and the word for it. */
export type Choice = readonly [value: string, word: string];

/** One list to choose from for each filter; nothing chosen means any. */
export function FilterSelects<T extends string>(props: {
  /** Begins the ids of the fields. */
  id: string;
  filters: readonly { name: T; label: string; choices: readonly Choice[] }[];
  chosen: Partial<Record<T, string>>;
  onChange: (name: T, value: string) => void;
  /** Filters of another kind, after the lists. */
  children?: ReactNode;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { id, filters, chosen, onChange } = props;
  return (
    <Box display="flex" flexWrap="wrap" gridGap={16} mb={2}>
      {filters.map(({ name, label, choices }) => (
        <TextField
          key={name}
          select
          id={`${id}-${name}`}
          label={label}
          value={chosen[name] ?? ''}
          onChange={event => onChange(name, event.target.value)}
          SelectProps={{ displayEmpty: true }}
          InputLabelProps={LABEL_ON_PAGE}
          variant="outlined"
          size="small"
          style={{ width: 160 }}
        >
          <MenuItem value="">{t('deliveries.any')}</MenuItem>
          {withChosen(choices, chosen[name]).map(([value, word]) => (
            <MenuItem key={value} value={value}>
              {word}
            </MenuItem>
          ))}
        </TextField>
      ))}
      {props.children}
    </Box>
  );
}

/** A name from the address stays to be seen, even when nothing suggests it any more. */
function withChosen(
  choices: readonly Choice[],
  chosen: string | undefined,
): readonly Choice[] {
  const known = !chosen || choices.some(([value]) => value === chosen);
  return known ? choices : [...choices, [chosen, chosen]];
}
