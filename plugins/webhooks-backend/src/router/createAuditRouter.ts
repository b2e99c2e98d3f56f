import { AuthenticationError, InputError } from '@backstage/errors';
import express, {
  ErrorRequestHandler,
  Request,
  RequestHandler,
  Response,
  Router,
} from 'express';
import PromiseRouter from 'express-promise-router';
import { AuditIngest } from '../audit/AuditIngest';
import { AuditTokens } from '../audit/AuditTokens';
import { auditEventListSchema } from '../audit/auditEventSchema';
import { parse } from './parse';

/** What the route calls. */
export interface AuditRouterOptions {
  readonly tokens: AuditTokens;
  readonly ingest: AuditIngest;
}

/** Where API servers post; to be let through by the credentials barriers, which know none of them. */
export const AUDIT_PATH = '/audit';

/**
 * A batch holds 400 events by default, with whole objects in each. This is after decompression.
 * https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#batching
 */
const MAX_BODY = '32mb';

/** The parser's own error carries the body, and in it objects, so it must not travel on. */
const refuseUnreadableBatch: ErrorRequestHandler = (error, _req, res, next) => {
  if (error?.type === 'entity.too.large') {
    res.status(413).json({
      error: {
        name: 'PayloadTooLargeError',
        message: `body: is larger than ${MAX_BODY}; lower --audit-webhook-batch-max-size`,
      },
      response: { statusCode: 413 },
    });
    return;
  }
  next(
    error?.status < 500
      ? new InputError('body: is no JSON, or not encoded as it says')
      : error,
  );
};

/**
 * `POST /:cluster`, where API servers post what was done. They have no Backstage credentials, but
 * a token for their cluster. Nothing of a body is read before the token is found to be right.
 */
export function createAuditRouter({
  tokens,
  ingest,
}: AuditRouterOptions): Router {
  const router = PromiseRouter();

  const authenticate: RequestHandler = (req, _res, next) => {
    const [, token = ''] =
      /^Bearer +(\S+)$/i.exec(req.headers.authorization ?? '') ?? [];
    if (!tokens.accepts(req.params.cluster, token)) {
      throw new AuthenticationError(
        'This needs one of the tokens that webhooks.audit.clusters has for the cluster',
      );
    }
    next();
  };

  router.post(
    '/:cluster',
    authenticate,
    express.json({ limit: MAX_BODY }),
    refuseUnreadableBatch,
    async (req: Request, res: Response) => {
      const { items } = parse(auditEventListSchema, req.body);
      res.json(await ingest.accept(req.params.cluster, items));
    },
  );

  return router;
}
