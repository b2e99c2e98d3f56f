import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PlatformInfo } from '@kubevision/backstage-plugin-webhooks-common';
import FormHelperText from '@material-ui/core/FormHelperText';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { webhooksTranslationRef } from '../../translation';
import { PlatformMark } from '../PlatformMark';

const useStyles = makeStyles(
  theme => ({
    cards: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(150px, 1fr))',
      gap: theme.spacing(1.5),
    },
    card: {
      position: 'relative',
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1.5),
      padding: theme.spacing(1.5),
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
      cursor: 'pointer',
      '&:hover': { backgroundColor: theme.palette.action.hover },
      '&:focus-within': { outline: `2px solid ${theme.palette.primary.main}` },
    },
    selected: {
      borderColor: theme.palette.primary.main,
      boxShadow: `inset 0 0 0 1px ${theme.palette.primary.main}`,
      backgroundColor: theme.palette.action.selected,
    },
    // Out of sight, but with the keyboard and the screen reader as any radio button.
    input: { position: 'absolute', opacity: 0, width: 1, height: 1 },
  }),
  { name: 'WebhooksPlatformPicker' },
);

/** Platforms as cards, one to be chosen. */
export function PlatformPicker(props: {
  platforms: PlatformInfo[];
  selected: string;
  problem?: string;
  onSelect: (id: string) => void;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const classes = useStyles();
  const { platforms, selected, problem, onSelect } = props;
  return (
    <>
      <div
        role="radiogroup"
        aria-invalid={Boolean(problem)}
        aria-label={t('form.platform')}
        className={classes.cards}
      >
        {platforms.map(({ id, label }) => (
          <label
            key={id}
            className={`${classes.card} ${
              id === selected ? classes.selected : ''
            }`}
          >
            <input
              type="radio"
              name="platform"
              className={classes.input}
              checked={id === selected}
              onChange={() => onSelect(id)}
            />
            <PlatformMark id={id} label={label} />
            <Typography>{label}</Typography>
          </label>
        ))}
      </div>
      {problem && <FormHelperText error>{problem}</FormHelperText>}
    </>
  );
}
