import { InputError } from '@backstage/errors';
import { REASON_WORDS } from '@kubevision/backstage-plugin-webhooks-common';

type Labels = Readonly<Record<string, string>>;
type LabelTest = (labels: Labels) => boolean;

const KEY =
  /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?$/;
const VALUE = /^([A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?)?$/;

/** A comma outside of parentheses. */
const SEPARATOR = /,(?![^(]*\))/;

interface Form {
  readonly pattern: RegExp;
  /** @param value - the label's own; undefined when there is no such label */
  readonly holds: (value: string | undefined, wanted: string[]) => boolean;
}

const isOneOf = (value: string | undefined, wanted: string[]) =>
  value !== undefined && wanted.includes(value);
const isNoneOf = (value: string | undefined, wanted: string[]) =>
  !isOneOf(value, wanted);

/** What kubectl takes. https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/ */
const FORMS: readonly Form[] = [
  { pattern: /^!\s*(\S+)$/, holds: value => value === undefined },
  { pattern: /^(\S+)\s+in\s*\((.*)\)$/, holds: isOneOf },
  { pattern: /^(\S+)\s+notin\s*\((.*)\)$/, holds: isNoneOf },
  { pattern: /^([^\s=!]+)\s*==?\s*([^=]*)$/, holds: isOneOf },
  { pattern: /^([^\s=!]+)\s*!=\s*([^=]*)$/, holds: isNoneOf },
  { pattern: /^([^\s=!]+)$/, holds: value => value !== undefined },
];

/**
 * Compiles a label selector of Kubernetes, such as `app=web`, `tier in (a, b)`, `!canary` or
 * several with commas between them. As in Kubernetes, an object without the label is not equal to
 * any value.
 *
 * @throws InputError that says what is wrong, with an example, and does not repeat the selector
 */
export function compileLabelSelector(selector: string): LabelTest {
  const requirements = parseRequirements(selector);
  return labels =>
    requirements.every(({ form, key, values }) =>
      form.holds(Object.hasOwn(labels, key) ? labels[key] : undefined, values),
    );
}

/**
 * The labels of which an object must have one, as `app=web`; undefined when the selector asks for
 * none by its value.
 */
export function requiredLabels(selector: string): string[] | undefined {
  const found = parseRequirements(selector).find(
    ({ form }) => form.holds === isOneOf,
  );
  return found?.values.map(value => `${found.key}=${value}`);
}

function parseRequirements(selector: string) {
  return selector.split(SEPARATOR).map(requirement => {
    const text = requirement.trim();
    for (const form of FORMS) {
      const match = form.pattern.exec(text);
      if (!match) continue;
      const [, key, list = ''] = match;
      const values = list.split(',').map(value => value.trim());
      check(key, values);
      return { form, key, values };
    }
    throw new InputError(REASON_WORDS['no-label-selector']);
  });
}

function check(key: string, values: readonly string[]) {
  if (!KEY.test(key)) {
    throw new InputError(REASON_WORDS['label-key-impossible']);
  }
  if (!values.every(value => VALUE.test(value))) {
    throw new InputError(REASON_WORDS['label-value-impossible']);
  }
}
