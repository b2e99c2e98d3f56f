import {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import { Request } from 'express';

/** Who asks: a user of the portal, or another service or system. */
export type CallerCredentials = BackstageCredentials<
  BackstageUserPrincipal | BackstageServicePrincipal
>;

/** Answers what the caller of a request may do. */
export class Authorizer {
  readonly #httpAuth: HttpAuthService;
  readonly #permissions: PermissionsService;

  static create(options: {
    httpAuth: HttpAuthService;
    permissions: PermissionsService;
  }) {
    return new Authorizer(options.httpAuth, options.permissions);
  }

  private constructor(
    httpAuth: HttpAuthService,
    permissions: PermissionsService,
  ) {
    this.#httpAuth = httpAuth;
    this.#permissions = permissions;
  }

  /**
   * @throws AuthenticationError when nobody is signed in
   * @throws NotAllowedError when the caller lacks the permission
   */
  async require(
    req: Request,
    permission: BasicPermission,
  ): Promise<CallerCredentials> {
    const credentials = await this.#credentials(req);
    if (!(await this.#allows(credentials, permission))) {
      throw new NotAllowedError(
        `This needs the permission '${permission.name}', which you do not have`,
      );
    }
    return credentials;
  }

  /** @throws AuthenticationError when nobody is signed in */
  async may(req: Request, permission: BasicPermission): Promise<boolean> {
    return this.#allows(await this.#credentials(req), permission);
  }

  #credentials(req: Request): Promise<CallerCredentials> {
    return this.#httpAuth.credentials(req, { allow: ['user', 'service'] });
  }

  async #allows(credentials: CallerCredentials, permission: BasicPermission) {
    const [{ result }] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    return result === AuthorizeResult.ALLOW;
  }
}

/** The entity ref of a user, or the subject of a service. */
export function callerName(credentials: CallerCredentials): string {
  const { principal } = credentials;
  return principal.type === 'user'
    ? principal.userEntityRef
    : principal.subject;
}

/** `user:default/olga` is `olga` in a message. */
export function shortName(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}
