import {
  webhookCreatePermission,
  webhookReadPermission,
  webhookUpdatePermission,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Request } from 'express';
import { EventQuery, eventsWithin } from '../permissions/eventsWithin';
import { Scope } from '../permissions/Scope';
import { PlatformRegistry } from '../platforms/PlatformRegistry';
import {
  Authorizer,
  CallerCredentials,
  callerName,
  notAllowed,
} from './Authorizer';

/** Answers which events the caller of a request may see, by the webhooks that they may have. */
export class EventAccess {
  readonly #authorizer: Authorizer;
  readonly #platforms: Pick<PlatformRegistry, 'all'>;

  static create(options: {
    authorizer: Authorizer;
    platforms: Pick<PlatformRegistry, 'all'>;
  }) {
    return new EventAccess(options.authorizer, options.platforms);
  }

  private constructor(
    authorizer: Authorizer,
    platforms: Pick<PlatformRegistry, 'all'>,
  ) {
    this.#authorizer = authorizer;
    this.#platforms = platforms;
  }

  /**
   * The events that go with the webhooks that the caller may read; none when there are none.
   *
   * @throws AuthenticationError when nobody is signed in
   */
  async readable(req: Request): Promise<EventQuery> {
    const { credentials, scope } = await this.#authorizer.scopeOf(
      req,
      webhookReadPermission,
    );
    return this.#within(scope, credentials);
  }

  /**
   * The events that the caller could have sent to them: whoever may make a webhook may see what it
   * would get.
   *
   * @throws AuthenticationError when nobody is signed in
   * @throws NotAllowedError when the caller may neither create webhooks nor update any
   */
  async receivable(req: Request): Promise<EventQuery> {
    const mayCreate = await this.#authorizer.may(req, webhookCreatePermission);
    const { credentials, scope } = await this.#authorizer.scopeOf(
      req,
      webhookUpdatePermission,
    );
    if (scope.extent !== 'none') return this.#within(scope, credentials);
    if (!mayCreate) throw notAllowed(webhookUpdatePermission);
    // As when they save it: who may update none at all, but create some, is trusted with all.
    return this.#within({ extent: 'all' }, credentials);
  }

  #within(scope: Scope, credentials: CallerCredentials): EventQuery {
    return eventsWithin(scope, {
      platforms: this.#platforms.all().map(({ id }) => id),
      createdBy: callerName(credentials),
    });
  }
}
