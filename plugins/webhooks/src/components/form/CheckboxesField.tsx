import Checkbox from '@material-ui/core/Checkbox';
import FormControl from '@material-ui/core/FormControl';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormGroup from '@material-ui/core/FormGroup';
import FormHelperText from '@material-ui/core/FormHelperText';
import FormLabel from '@material-ui/core/FormLabel';
import Tooltip from '@material-ui/core/Tooltip';

/** Some of a few values. */
export function CheckboxesField<T extends string>(props: {
  label: string;
  values: readonly T[];
  selected: readonly T[];
  labelOf: (value: T) => string;
  /** Absent where the labels say everything. */
  helpOf?: (value: T) => string;
  problem?: string;
  onChange: (selected: T[]) => void;
}) {
  const { label, values, selected, labelOf, helpOf, problem, onChange } = props;
  const toggle = (value: T) => (_: unknown, checked: boolean) =>
    onChange(
      values.filter(other =>
        other === value ? checked : selected.includes(other),
      ),
    );
  return (
    <FormControl component="fieldset" error={Boolean(problem)}>
      <FormLabel component="legend">{label}</FormLabel>
      <FormGroup row>
        {values.map(value => (
          <Tooltip key={value} title={helpOf?.(value) ?? ''}>
            <FormControlLabel
              label={labelOf(value)}
              control={
                <Checkbox
                  color="primary"
                  checked={selected.includes(value)}
                  onChange={toggle(value)}
                />
              }
            />
          </Tooltip>
        ))}
      </FormGroup>
      {problem && <FormHelperText>{problem}</FormHelperText>}
    </FormControl>
  );
}
