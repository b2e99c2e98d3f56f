import { Reason, because } from '@kubevision/backstage-plugin-webhooks-common';
import { ErrorRequestHandler } from 'express';
import { wrong } from '../refusal';

/** What a body has wrong, by what its parser calls it. */
const UNREADABLE: Record<string, Reason> = {
  'entity.parse.failed': because('no-json'),
  'entity.too.large': because('body-too-large'),
};

/**
 * A body that cannot be read is the caller's mistake. The parser's own error carries the body,
 * which may hold a URL or a secret, so it must not travel on.
 */
export const refuseUnreadableBody: ErrorRequestHandler = (
  error,
  _req,
  _res,
  next,
) => {
  next(
    error?.status < 500
      ? wrong('body', UNREADABLE[error.type] ?? because('body-not-decoded'))
      : error,
  );
};
