import { ResponseError, isError } from '@backstage/errors';
import { Problem } from '@kubevision/backstage-plugin-webhooks-common';

/** Why the backend refused something; nothing where it was no refusal, or one without codes. */
export function problemsOf(error: unknown): readonly Problem[] {
  if (!isError(error)) return [];
  // As it was sent: of the error that is made of it, `name` and `message` are hidden at every depth.
  const { body } = error as Partial<ResponseError>;
  return (body?.error.problems as Problem[] | undefined) ?? [];
}
