import { Webhook } from '@kubevision/backstage-plugin-webhooks-common';
import { Request, Response } from 'express';
import { StoredWebhook } from '../database/webhookRow';
import { etagOf, shortHash } from '../webhooks/etag';

/**
 * Answers a webhook with its `ETag`, `"<settings>.<everything>"`: `If-Match` compares only the first
 * part, so that a delivery meanwhile is no conflict; `If-None-Match` compares both, so that a cache
 * never has old counts.
 */
export function answerWebhook(res: Response, webhook: Webhook): void {
  const { secret: _, ...rest } = webhook;
  res.set('ETag', `"${webhook.etag}.${shortHash(rest)}"`).json(webhook);
}

/**
 * What `If-Match` wants a webhook to be; undefined without one.
 * https://www.rfc-editor.org/rfc/rfc9110#name-if-match
 */
export function ifMatchOf(
  req: Request,
): ((webhook: StoredWebhook) => boolean) | undefined {
  const header = req.get('If-Match');
  if (header === undefined) return undefined;
  if (header.trim() === '*') return () => true;
  // Weak tags, which begin with W/, never match.
  const tags = header.split(',').map(tag => tag.trim());
  const settings = tags.map(tag => /^"([^".]+)(\.[^"]*)?"$/.exec(tag)?.[1]);
  return webhook => settings.includes(etagOf(webhook));
}
