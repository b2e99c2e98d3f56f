import { useTranslationRef } from '@backstage/frontend-plugin-api';
import IconButton from '@material-ui/core/IconButton';
import InputAdornment from '@material-ui/core/InputAdornment';
import TextField from '@material-ui/core/TextField';
import ClearIcon from '@material-ui/icons/Clear';
import SearchIcon from '@material-ui/icons/Search';
import { webhooksTranslationRef } from '../../translation';

/** A search box with a button that empties it. */
export function SearchField(props: {
  value: string;
  onChange: (value: string) => void;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { value, onChange } = props;
  return (
    <TextField
      size="small"
      variant="outlined"
      placeholder={t('list.search')}
      value={value}
      onChange={event => onChange(event.target.value)}
      inputProps={{ 'aria-label': t('list.search') }}
      InputProps={{
        startAdornment: (
          <InputAdornment position="start">
            <SearchIcon fontSize="small" />
          </InputAdornment>
        ),
        endAdornment: (
          <InputAdornment position="end">
            <IconButton
              size="small"
              aria-label={t('list.clearSearch')}
              onClick={() => onChange('')}
              // Always takes its place, so that the box keeps its width.
              style={{ visibility: value ? 'visible' : 'hidden' }}
            >
              <ClearIcon fontSize="small" />
            </IconButton>
          </InputAdornment>
        ),
      }}
    />
  );
}
