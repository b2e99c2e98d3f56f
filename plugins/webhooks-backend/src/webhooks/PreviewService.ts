import {
  DraftTestRequest,
  DraftTestResult,
  EventType,
  PreviewRequest,
  PreviewResult,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';
import {
  Target,
  exampleHost,
  toMessage,
} from '@kubevision/backstage-plugin-webhooks-node';
import { EventHistory } from '../database/EventHistory';
import { WebhookStore } from '../database/WebhookStore';
import { DraftTest } from '../delivery/sendDraftTest';
import { EventQuery } from '../permissions/eventsWithin';
import { PlatformRegistry } from '../platforms/PlatformRegistry';
import { TargetEditor } from './TargetEditor';
import { normalizeFilters } from './filters';
import { maskSecretParts } from './maskSecretParts';
import { sampleEvent } from './sampleEvent';

/** Stand for a secret that is not there; what differs between them is made of it. */
const PLACEHOLDERS = ['placeholder-a', 'placeholder-b'] as const;

/** What the preview of a webhook stands on. */
export interface PreviewServiceOptions {
  readonly platforms: PlatformRegistry;
  readonly events: EventHistory;
  readonly store: WebhookStore;
  readonly targets: TargetEditor;
  readonly sendDraftTest: (test: DraftTest) => Promise<DraftTestResult>;
  readonly now: () => Date;
}

/** What a webhook would do, before it is saved. */
export class PreviewService {
  readonly #options: PreviewServiceOptions;

  static create(options: PreviewServiceOptions) {
    return new PreviewService(options);
  }

  private constructor(options: PreviewServiceOptions) {
    this.#options = options;
  }

  /**
   * The request that a platform would get, without anything secret in it. Sends nothing.
   *
   * @param viewer - `actor`: who made the change of a sample; `isVisible`: which stored events
   *   whoever asks may see
   * @throws InputError for an unknown platform
   * @throws NotFoundError for an event that is not stored, or not to be seen
   */
  async preview(
    request: PreviewRequest,
    viewer: { actor: string; isVisible: EventQuery },
  ): Promise<PreviewResult> {
    const { platforms, now } = this.#options;
    const platform = platforms.get(request.platform);
    const event = await this.#eventOf(request, viewer);
    const eventType = request.eventId
      ? request.event ?? event.event
      : event.event;
    const message = toMessage({ event, eventType, deliveryId: 'preview' });
    const url = `https://${exampleHost(platform)}/`;
    const at = now();
    const [one, other] = PLACEHOLDERS.map(secret =>
      platform.toRequest(
        message,
        request.signed ? { url, secret } : { url },
        at,
      ),
    );
    const { headline, object, summary, facts } = message;
    const { changes, moreChanges, footer } = message;
    return {
      method: one.method,
      ...maskSecretParts(one, other),
      message: {
        headline,
        object,
        summary,
        facts: [...facts],
        changes: [...changes],
        moreChanges,
        footer,
      },
      event: message.event,
    };
  }

  /**
   * Sends a sample message as the webhook would, and keeps nothing of it.
   *
   * @param actor - who asked, named in the message
   * @throws InputError for a platform, URL or secret that will not do
   * @throws NotFoundError when there is no webhook of the given id
   */
  async test(draft: DraftTestRequest, actor: string): Promise<DraftTestResult> {
    const { platforms, sendDraftTest, now } = this.#options;
    const platform = platforms.get(draft.platform);
    return sendDraftTest({
      platformId: platform.id,
      target: await this.#targetOf(draft),
      event: sampleEvent({
        filters: normalizeFilters(draft.filters),
        actor,
        now: now(),
      }),
    });
  }

  async #eventOf(
    { eventId, event, filters }: PreviewRequest,
    { actor, isVisible }: { actor: string; isVisible: EventQuery },
  ): Promise<WebhookEvent> {
    const { events, now } = this.#options;
    if (eventId) return events.get(eventId, isVisible);
    const eventType: EventType = event ?? 'scale';
    return sampleEvent({
      eventType,
      filters: normalizeFilters(filters),
      actor,
      now: now(),
    });
  }

  /** What is not given is what is stored, of the same platform. */
  async #targetOf({ id, ...input }: DraftTestRequest): Promise<Target> {
    const { store, targets } = this.#options;
    if (id !== undefined) return targets.redraw(await store.get(id), input);
    const { target, generatedSecret } = await targets.drawUp(input);
    // Nobody could check a signature by a secret that nobody knows.
    return generatedSecret ? { ...target, secret: undefined } : target;
  }
}
