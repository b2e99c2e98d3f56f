import { NotFoundError } from '@backstage/errors';
import { because } from '@kubevision/backstage-plugin-webhooks-common';
import { Router } from 'express';
import { refusal } from '../refusal';

/** Refuses ids with NUL: there are none, and PostgreSQL cannot even be asked for them. */
export function refuseNul(router: Router, ...params: string[]): void {
  for (const name of params) {
    router.param(name, (_req, _res, next, id: string) =>
      next(
        id.includes('\0')
          ? refusal(NotFoundError, {
              field: name,
              ...because('id-impossible'),
            })
          : undefined,
      ),
    );
  }
}
