import { toMessage } from '@kubevision/backstage-plugin-webhooks-node';
import fc from 'fast-check';
import { eventOf, object, stored } from './changes/observe.fixture';
import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { PLANTINGS, Planting } from './__testUtils__/secrets/plantings';
import { anySecret, findSecret } from './__testUtils__/secrets/secrets';
import { builtInPlatforms } from './platforms';

const RUNS = Number(process.env.FAULT_ROUNDS ?? 3);

/** All that a platform would send. */
function requestsFor(event: WebhookEvent) {
  const now = new Date('2026-03-05T10:23:00Z');
  const { event: eventType } = event;
  const message = toMessage({ event, eventType, deliveryId: 'delivery-1' });
  const target = { url: 'https://receiver.example/hook', secret: 'whsec_c2hh' };
  return builtInPlatforms.map(it => it.toRequest(message, target, now));
}

describe.each([...new Set(PLANTINGS.map(({ type }) => type.kind))])(
  'a secret in a %s',
  kind => {
    const places = PLANTINGS.filter(({ type }) => type.kind === kind);

    it.each(places.map(it => [it.place, it] as [string, Planting]))(
      'is never kept, told or sent: %s',
      (_, { type, plant }) => {
        fc.assert(
          fc.property(anySecret, anySecret, (secret, another) => {
            const versions = [secret, another].map((it, i) => {
              const { metadata, ...body } = plant(it);
              const resourceVersion = String(100 + i);
              return object({
                ...body,
                metadata: { ...metadata, resourceVersion },
              });
            });
            const [before, after] = versions;
            const events = [
              eventOf(type, null, before),
              eventOf(type, before, after),
              eventOf(type, before, after, 'catch-up'),
              eventOf(type, after, null),
            ].filter(event => event !== undefined);
            const text = JSON.stringify([
              versions.map(it => stored(it, type)),
              events,
              events.map(requestsFor),
            ]);
            expect(findSecret(secret, text)).toEqual([]);
            expect(findSecret(another, text)).toEqual([]);
          }),
          { numRuns: RUNS },
        );
      },
    );
  },
);
