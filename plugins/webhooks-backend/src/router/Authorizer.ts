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
import {
  WebhookResourcePermission,
  because,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Request } from 'express';
import { Scope, toScope } from '../permissions/Scope';
import { refusal } from '../refusal';

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
   * For what is not about one webhook.
   *
   * @throws AuthenticationError when nobody is signed in
   * @throws NotAllowedError when the caller lacks the permission
   */
  async require(
    req: Request,
    permission: BasicPermission,
  ): Promise<CallerCredentials> {
    const credentials = await this.#credentials(req);
    if (!(await this.#allows(credentials, permission))) {
      throw notAllowed(permission);
    }
    return credentials;
  }

  /**
   * As {@link Authorizer.require}, where not having it is no failure.
   *
   * @throws AuthenticationError when nobody is signed in
   */
  async may(req: Request, permission: BasicPermission): Promise<boolean> {
    return this.#allows(await this.#credentials(req), permission);
  }

  /**
   * For what is about webhooks: which of them the caller has the permission for.
   *
   * @throws AuthenticationError when nobody is signed in
   * @throws NotAllowedError when there is none that the caller could have it for
   */
  async requireSome(
    req: Request,
    permission: WebhookResourcePermission,
  ): Promise<{ credentials: CallerCredentials; scope: Scope }> {
    const { credentials, scope } = await this.scopeOf(req, permission);
    if (scope.extent === 'none') throw notAllowed(permission);
    return { credentials, scope };
  }

  /**
   * As {@link Authorizer.requireSome}, where not having it is no failure.
   *
   * @throws AuthenticationError when nobody is signed in
   */
  async scopeOf(
    req: Request,
    permission: WebhookResourcePermission,
  ): Promise<{ credentials: CallerCredentials; scope: Scope }> {
    const credentials = await this.#credentials(req);
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    return { credentials, scope: toScope(decision) };
  }

  #credentials(req: Request): Promise<CallerCredentials> {
    return this.#httpAuth.credentials(req, { allow: ['user', 'service'] });
  }

  async #allows(
    credentials: CallerCredentials,
    permission: BasicPermission,
  ): Promise<boolean> {
    const [{ result }] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    return result === AuthorizeResult.ALLOW;
  }
}

/** What is answered to a caller who lacks a permission, everywhere or for one webhook. */
export function notAllowed({ name }: { name: string }): NotAllowedError {
  return refusal(
    NotAllowedError,
    because('permission-missing', { permission: name }),
  );
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
