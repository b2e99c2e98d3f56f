import TextField from '@material-ui/core/TextField';
import { DateTime } from 'luxon';
import { LABEL_ON_PAGE } from '../FilterSelects';

/** As the browser's field for a date and a time has it, in the zone of who looks at it. */
const LOCAL = "yyyy-MM-dd'T'HH:mm";

/** A time to begin or end with. */
export function TimeFilter(props: {
  id: string;
  label: string;
  /** ISO 8601; absent for none. */
  value?: string;
  /** @param value - ISO 8601 in UTC; empty for none */
  onChange: (value: string) => void;
}) {
  const { id, label, value, onChange } = props;
  return (
    <TextField
      id={id}
      label={label}
      type="datetime-local"
      value={value ? DateTime.fromISO(value).toFormat(LOCAL) : ''}
      onChange={({ target }) => {
        const time = DateTime.fromISO(target.value);
        onChange(time.isValid ? time.toUTC().toISO()! : '');
      }}
      InputLabelProps={LABEL_ON_PAGE}
      variant="outlined"
      size="small"
      style={{ width: 220 }}
    />
  );
}
