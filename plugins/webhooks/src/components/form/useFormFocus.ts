import { RefObject, useEffect, useRef } from 'react';
import { Step } from './steps';

/**
 * Moves the focus to where someone has to read on: to the first field that is wrong after
 * something was refused, else to the step that was gone to.
 *
 * @returns the ref of the element that holds the fields of the current step
 */
export function useFormFocus(options: {
  step: Step;
  /** How often something was refused so far. */
  refusals: number;
}): RefObject<HTMLElement> {
  const { step, refusals } = options;
  const fields = useRef<HTMLElement>(null);
  const seen = useRef({ step, refusals });

  useEffect(() => {
    const moved = seen.current.step !== step;
    const refused = seen.current.refusals !== refusals;
    seen.current = { step, refusals };
    if (!moved && !refused) return;
    const wrong = fields.current?.querySelector<HTMLElement>(
      'input[aria-invalid="true"], [aria-invalid="true"] input',
    );
    if (wrong) wrong.focus();
    else if (moved) fields.current?.focus();
  }, [step, refusals]);

  return fields;
}
