import { useSearchParams } from 'react-router-dom';
import { STEPS, Step } from './steps';

/**
 * The step that is shown. It lives in the page's address, so that it can be linked to, and the
 * browser's way back leads to the step before instead of out of the form.
 */
export function useStep(): [step: Step, goTo: (step: Step) => void] {
  const [params, setParams] = useSearchParams();
  const given = params.get('step');
  const step = STEPS.find(name => name === given) ?? STEPS[0];
  const goTo = (next: Step) =>
    setParams(previous => {
      const changed = new URLSearchParams(previous);
      changed.set('step', next);
      return changed;
    });
  return [step, goTo];
}
