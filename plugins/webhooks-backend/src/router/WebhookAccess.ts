import { NotAllowedError } from '@backstage/errors';
import {
  WebhookInput,
  WebhookResourcePermission,
  webhookReadPermission,
  webhookUpdatePermission,
  because,
} from '@kubevision/backstage-plugin-webhooks-common';
import {
  WebhookQuery,
  WebhookResource,
} from '@kubevision/backstage-plugin-webhooks-node';
import { Request } from 'express';
import { StoredWebhook } from '../database/webhookRow';
import { WebhookStore, webhookNotFound } from '../database/WebhookStore';
import { queryOf } from '../permissions/Scope';
import { refusal } from '../refusal';
import { normalizeFilters } from '../webhooks/filters';
import { Authorizer, CallerCredentials, notAllowed } from './Authorizer';

/** Answers what the caller of a request may do with one webhook. */
export class WebhookAccess {
  readonly #authorizer: Authorizer;
  readonly #store: Pick<WebhookStore, 'get'>;

  static create(options: {
    authorizer: Authorizer;
    store: Pick<WebhookStore, 'get'>;
  }) {
    return new WebhookAccess(options.authorizer, options.store);
  }

  private constructor(
    authorizer: Authorizer,
    store: Pick<WebhookStore, 'get'>,
  ) {
    this.#authorizer = authorizer;
    this.#store = store;
  }

  /**
   * The webhook, for a caller who has the permission for it. To whom a condition hides webhooks,
   * one that is hidden is answered as one that does not exist.
   *
   * @param id - that of the path when absent
   * @param from - where it is looked up; among those that are not deleted when absent
   * @throws AuthenticationError when nobody is signed in
   * @throws NotAllowedError when the caller has the permission for no webhook, or not for this one
   * @throws NotFoundError when there is none, or none that the caller may see
   */
  async require(
    req: Request,
    permission: WebhookResourcePermission,
    id: string = req.params.id,
    from: Pick<WebhookStore, 'get'> = this.#store,
  ): Promise<{ webhook: StoredWebhook; credentials: CallerCredentials }> {
    const { credentials, scope } = await this.#authorizer.requireSome(
      req,
      permission,
    );
    const webhook = await from.get(id);
    if (!queryOf(scope)(webhook)) {
      const isVisible = await this.allowed(req, webhookReadPermission);
      // Only who sees the webhook is told that it is there.
      if (!isVisible(webhook)) throw webhookNotFound(webhook.id);
      throw notAllowed(permission);
    }
    return { webhook, credentials };
  }

  /** Which webhooks the caller has a permission for; none is no failure. */
  async allowed(
    req: Request,
    permission: WebhookResourcePermission,
  ): Promise<WebhookQuery> {
    const { scope } = await this.#authorizer.scopeOf(req, permission);
    return queryOf(scope);
  }

  /** Whether the caller may see where a webhook sends, and what came back. */
  async targetsVisible(req: Request): Promise<WebhookQuery> {
    return this.allowed(req, webhookUpdatePermission);
  }

  /**
   * Keeps a caller from making a webhook that they could not change: one for the clusters of
   * somebody else, for instance. Who may update no webhook at all, but create some, is trusted with
   * all.
   *
   * @throws NotAllowedError
   */
  async requireResult(req: Request, result: WebhookResource): Promise<void> {
    const { scope } = await this.#authorizer.scopeOf(
      req,
      webhookUpdatePermission,
    );
    if (scope.extent === 'some' && !scope.covers(result)) {
      throw refusal(NotAllowedError, because('outside-conditions'));
    }
  }
}

/** What a webhook will be to the rules of policies, once its input is stored. */
export function toResource(
  input: Pick<WebhookInput, 'platform' | 'filters'>,
  createdBy: string,
): WebhookResource {
  const { platform, filters } = input;
  return { platform, createdBy, filters: normalizeFilters(filters) };
}
