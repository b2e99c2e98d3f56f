import { ResponseError, isError } from '@backstage/errors';

/** Whether the backend refused a change because the webhook is no longer as it was read. */
export function isChangedMeanwhile(error: unknown): boolean {
  return isError(error) && (error as Partial<ResponseError>).statusCode === 412;
}
