import {
  AuditorService,
  AuditorServiceEvent,
  AuditorServiceEventSeverityLevel,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  ErrorRequestHandler,
  Request,
  RequestHandler,
  Response,
  Router,
} from 'express';
import PromiseRouter from 'express-promise-router';

/** A route whose every call is an event of Backstage's auditor. */
interface AuditedRoute {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string;
  readonly eventId: string;
  readonly actionType: string;
  readonly severityLevel: AuditorServiceEventSeverityLevel;
}

const route = (
  method: AuditedRoute['method'],
  path: string,
  eventId: string,
  actionType: string,
  severityLevel: AuditorServiceEventSeverityLevel = 'medium',
): AuditedRoute => ({ method, path, eventId, actionType, severityLevel });

/**
 * What changes something, sends something, or hands out every event. Reading is audited only when it is
 * denied. Whoever adds such a route adds it here.
 */
export const AUDITED_ROUTES: readonly AuditedRoute[] = [
  route('post', '/', 'webhook-mutate', 'create'),
  route('put', '/:id', 'webhook-mutate', 'update'),
  route('delete', '/:id', 'webhook-mutate', 'delete', 'high'),
  route('post', '/:id/restore', 'webhook-mutate', 'restore'),
  route('post', '/:id/mute', 'webhook-mutate', 'mute'),
  route('delete', '/:id/mute', 'webhook-mutate', 'unmute'),
  route(
    'post',
    '/:id/rotate-secret',
    'webhook-mutate',
    'rotate-secret',
    'high',
  ),
  // Before the next, which takes it for a webhook of that id.
  route('post', '/preview/test', 'webhook-test', 'draft'),
  route('post', '/:id/test', 'webhook-test', 'stored'),
  route(
    'post',
    '/:id/deliveries/:deliveryId/redeliver',
    'delivery-redeliver',
    'one',
  ),
  route('post', '/:id/recoveries', 'recovery-mutate', 'create'),
  route('patch', '/:id/recoveries/:recoveryId', 'recovery-mutate', 'change'),
  // Consumers ask again and again.
  route('get', '/events', 'event-export', 'read', 'low'),
];

/** What is called without leave, whatever the route. */
const DENIED = 'access-denied';

/** The handlers of the trail; see {@link createAuditTrail}. */
export interface AuditTrail {
  readonly begin: Router;
  readonly denials: RequestHandler;
  readonly end: ErrorRequestHandler;
}

/** What the trail keeps of a call while it is answered. */
interface Trail {
  readonly event?: AuditorServiceEvent;
  error?: Error;
}

const trails = new WeakMap<Request, Trail>();

/**
 * Writes the events of the auditor: one for every call of {@link AUDITED_ROUTES}, and one for every other call
 * that is denied. Nothing of a body gets into them, as that holds URLs and secrets; which webhook it is about,
 * and what became of it, does.
 *
 * @returns `begin`, to be mounted before the routes, and `end`, to be mounted after them; `denials`, to be
 *   mounted instead of `begin` where nobody needs to be signed in
 */
export function createAuditTrail(options: {
  auditor: AuditorService;
  logger: LoggerService;
}): AuditTrail {
  const { auditor, logger } = options;

  const conclude = async (req: Request, res: Response, trail: Trail) => {
    const { statusCode } = res;
    const isDenied = statusCode === 401 || statusCode === 403;
    const event =
      trail.event ??
      (isDenied
        ? await auditor.createEvent({
            eventId: DENIED,
            severityLevel: 'medium',
            // Who has no valid token cannot be named.
            ...(statusCode === 403 && { request: req }),
            meta: { method: req.method, path: req.path },
          })
        : undefined);
    if (!event) return;
    const meta = { statusCode, ...createdIn(res) };
    if (statusCode < 400 && res.writableFinished) {
      await event.success({ meta });
      return;
    }
    await event.fail({ error: toAuditError(trail.error, statusCode), meta });
  };

  const follow = (req: Request, res: Response, trail: Trail) => {
    trails.set(req, trail);
    res.once('close', () => {
      conclude(req, res, trail).catch(error =>
        logger.warn(`An event of the audit trail was not written: ${error}`),
      );
    });
  };

  const denials: RequestHandler = (req, res, next) => {
    if (!trails.has(req)) follow(req, res, {});
    next();
  };

  const begin = PromiseRouter();
  for (const audited of AUDITED_ROUTES) {
    const { method, path, eventId, actionType, severityLevel } = audited;
    begin[method](path, async (req, res, next) => {
      if (!trails.has(req)) {
        const event = await auditor.createEvent({
          eventId,
          severityLevel,
          request: req,
          meta: { actionType, ...idsIn(req) },
        });
        follow(req, res, { event });
      }
      next();
    });
  }
  begin.use(denials);

  const end: ErrorRequestHandler = (error, req, _res, next) => {
    const trail = trails.get(req);
    if (trail) trail.error = error;
    next(error);
  };
  return { begin, denials, end };
}

/** The ids in the path. */
function idsIn({ params }: Request): Record<string, string> {
  const { id, deliveryId, recoveryId } = params;
  return {
    ...(id && { webhookId: id }),
    ...(deliveryId && { deliveryId }),
    ...(recoveryId && { recoveryId }),
  };
}

/** What a call has made, as the answer says where it is. */
function createdIn(res: Response): { createdId?: string } {
  const location = res.getHeader('location');
  return typeof location === 'string'
    ? { createdId: location.split('/').at(-1) }
    : {};
}

/** What nobody foresaw may carry a statement with its values, or a cause with more than is meant to be told. */
function toAuditError(error: Error | undefined, statusCode: number): Error {
  const told = new Error(
    error && statusCode < 500 ? error.message : inWords(statusCode),
  );
  told.name = error?.name ?? 'Error';
  return told;
}

function inWords(statusCode: number): string {
  return statusCode < 400
    ? 'The caller left before the answer was complete'
    : `Answered with HTTP ${statusCode}`;
}
