import { InputError } from '@backstage/errors';
import { Problem, Reason } from '@kubevision/backstage-plugin-webhooks-common';

/** An error that says for programs and other languages too what its message says. */
export type Refusal<E extends Error> = E & { readonly problems: Problem[] };

/**
 * An error of a type from `@backstage/errors`, whose answer has the problems beside the message.
 * Nothing in them may be secret.
 */
export function refusal<E extends Error>(
  Type: new (message: string) => E,
  ...problems: Problem[]
): Refusal<E> {
  const message = problems
    .map(({ field, reason }) => (field ? `${field}: ${reason}` : reason))
    .join('; ');
  // What is enumerable is answered.
  return Object.assign(new Type(message), { problems });
}

/** That a field of the input will not do. */
export function wrong(field: string, reason: Reason): Refusal<InputError> {
  return refusal(InputError, { field, ...reason });
}
