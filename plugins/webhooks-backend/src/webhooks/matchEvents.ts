import {
  EventType,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Filters, matchEvent } from './filters';

/** That a webhook wants an event. */
export interface WantedEvent {
  readonly event: WebhookEvent;
  readonly webhookId: string;
  /** The type that the webhook wants it as. */
  readonly eventType: EventType;
}

/** Which webhooks want which events, in the order of the events. */
export function matchEvents(
  webhooks: readonly { readonly id: string; readonly filters: Filters }[],
  events: readonly WebhookEvent[],
): WantedEvent[] {
  return events.flatMap(event =>
    webhooks.flatMap(({ id: webhookId, filters }) => {
      const eventType = matchEvent(filters, event);
      return eventType ? [{ event, webhookId, eventType }] : [];
    }),
  );
}
