import { isError } from '@backstage/errors';

/** What the backend said, without the technical preamble of a `ResponseError`. */
export function toErrorText(error: unknown): string {
  if (!isError(error)) return String(error);
  const { cause } = error as { cause?: unknown };
  return isError(cause) ? cause.message : error.message;
}
