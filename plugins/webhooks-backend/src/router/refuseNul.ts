import { NotFoundError } from '@backstage/errors';
import { Router } from 'express';

/** No id holds NUL, and PostgreSQL cannot even be asked for it. */
export function refuseNul(router: Router, names: readonly string[]): void {
  for (const name of names) {
    router.param(name, (_req, _res, next, id: string) =>
      next(
        id.includes('\0') ? new NotFoundError(`${name}: is none`) : undefined,
      ),
    );
  }
}
