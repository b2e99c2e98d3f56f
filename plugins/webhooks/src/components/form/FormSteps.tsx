import { useTranslationRef } from '@backstage/frontend-plugin-api';
import StepItem from '@material-ui/core/Step';
import StepButton from '@material-ui/core/StepButton';
import StepLabel from '@material-ui/core/StepLabel';
import Stepper from '@material-ui/core/Stepper';
import { makeStyles } from '@material-ui/core/styles';
import { webhooksTranslationRef } from '../../translation';
import { STEPS, Step } from './steps';

const useStyles = makeStyles(
  theme => ({
    stepper: {
      padding: theme.spacing(0, 0, 3),
      backgroundColor: 'transparent',
    },
    // On narrow screens there is room for the words of one step.
    others: {
      [theme.breakpoints.down('sm')]: {
        position: 'absolute',
        width: 1,
        height: 1,
        overflow: 'hidden',
        clip: 'rect(0 0 0 0)',
      },
    },
  }),
  { name: 'WebhooksFormSteps' },
);

/** The way through the form: any step can be gone to at any time. */
export function FormSteps(props: {
  current: Step;
  /** Steps at which something is missing or wrong. */
  wrong: ReadonlySet<Step>;
  onChoose: (step: Step) => void;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const classes = useStyles();
  const { current, wrong, onChoose } = props;
  const place = STEPS.indexOf(current);
  return (
    <Stepper
      nonLinear
      activeStep={place}
      className={classes.stepper}
      component="nav"
      aria-label={t('form.steps')}
    >
      {STEPS.map((step, i) => (
        <StepItem key={step} completed={i < place && !wrong.has(step)}>
          <StepButton
            onClick={() => onChoose(step)}
            aria-current={step === current ? 'step' : undefined}
          >
            <StepLabel error={wrong.has(step)}>
              <span className={step === current ? undefined : classes.others}>
                {t(`form.step.${step}`)}
              </span>
            </StepLabel>
          </StepButton>
        </StepItem>
      ))}
    </Stepper>
  );
}
