/* eslint-disable jest/no-export -- it declares the tests of others */
import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import fc from 'fast-check';
import { toMessage } from '../message';
import { Message, Platform, acceptsHost, checkHosts } from '../platform';
import { anyEvent, anyResponse } from './arbitraries';
import { exampleEvent, fixtureEvents, hostileEvent } from './events';
import { BodyLaws, faultsOf, offencesOf, PlatformLaws } from './platformLaws';
import { SECRET, SIGNING_SECRET } from './secrets';

const NOW = new Date('2026-03-05T10:23:05.400Z');

function messageOf(event: WebhookEvent, test = false): Message {
  return toMessage({
    event,
    eventType: event.event,
    deliveryId: '5e1d6c1a-8d4e-4d43-b5f0-b5f8f4f4a001',
    test,
  });
}

/**
 * Declares the tests that every platform must pass: that it is described for people, makes the same
 * valid and harmless request within its limits for any event, judges any answer, and tells no secret.
 *
 * ```ts
 * describePlatform(teams, { url: `https://…/${SECRET}`, tooLarge: …, dangers: … });
 * ```
 */
export function describePlatform(platform: Platform, laws: PlatformLaws): void {
  describe(`platform ${platform.id}`, () => {
    const { url, plainText, acceptsAnyBody = false } = laws;
    const { id, label, fields, budget } = platform;
    const { toRequest, toPlainText, judge, checkUrl } = platform;
    const target = { url, secret: SIGNING_SECRET };

    const offences = (
      message: Message,
      make: Platform['toRequest'] = toRequest,
      bodyLaws: BodyLaws = laws,
    ) => offencesOf(() => make(message, target, NOW), bodyLaws);

    it('has an id that is stored safely, and is described for people', () => {
      expect(id).toMatch(/^[a-z0-9]{1,64}$/);
      expect(label).toMatch(/^[A-Z]/);
      for (const { count, perSeconds } of budget) {
        expect(Number.isSafeInteger(count) && count > 0).toBe(true);
        expect(perSeconds).toBeGreaterThan(0);
      }
      const [urlField, ...others] = fields;
      expect(urlField).toMatchObject({
        name: 'url',
        required: true,
        secret: true,
        label: expect.stringMatching(/./),
        placeholder: expect.stringMatching(/^https:/),
        help: expect.stringMatching(/./),
      });
      for (const field of others) {
        expect(field).toMatchObject({ name: 'secret', secret: true });
      }
    });

    it('accepts its own URL', () => {
      expect(checkUrl?.(new URL(url))).toBeUndefined();
      expect(acceptsHost(platform, new URL(url).hostname)).toBe(true);
      expect(() => checkHosts(platform)).not.toThrow();
    });

    it('never repeats a URL that it refuses', () => {
      const wrong = [`/${SECRET}`, `/triggers/${SECRET}`, `/${SECRET}/slack`];
      for (const path of wrong) {
        const problem = checkUrl?.(new URL(path, url)) ?? '';
        expect(problem).not.toContain(SECRET);
      }
    });

    it('sends valid, harmless requests within the limits for every fixture', () => {
      expect(
        fixtureEvents.flatMap(event => offences(messageOf(event))),
      ).toEqual([]);
    });

    it('sends valid, harmless requests within the limits for any event', () => {
      fc.assert(
        fc.property(anyEvent, fc.boolean(), (event, test) =>
          expect(offences(messageOf(event, test))).toEqual([]),
        ),
        { numRuns: 200 },
      );
    });

    it('marks a test', () => {
      const body = (test: boolean) =>
        toRequest(messageOf(exampleEvent, test), target, NOW).body;
      expect(body(true)).toMatch(/test/i);
      expect(body(false)).not.toMatch(/test/i);
    });

    it('names the object even in the largest event', () => {
      const event = {
        ...hostileEvent('\\`<&>*_[]'.repeat(20_000)),
        resource: 'Deployment',
        namespace: 'team-alpha',
        name: 'api-server',
      };
      expect(toRequest(messageOf(event), target, NOW).body).toContain(
        'api-server',
      );
    });

    if (plainText && toPlainText) {
      it('has a plain form that is harmless, within the limits and names the object, for any event', () => {
        for (const event of fixtureEvents) {
          expect(offences(messageOf(event), toPlainText, plainText)).toEqual(
            [],
          );
        }
        fc.assert(
          fc.property(anyEvent, fc.boolean(), (event, test) =>
            expect(
              offences(messageOf(event, test), toPlainText, plainText),
            ).toEqual([]),
          ),
          { numRuns: 200 },
        );
        const { body } = toPlainText(messageOf(exampleEvent), target, NOW);
        expect(body).toContain('K8s Deployment updated');
        expect(body).toContain('api-server');
        expect(body).not.toMatch(/markdown|embeds|blocks|interactive/);
      });
    } else {
      it('has no plainer form than its own', () => {
        expect([toPlainText, plainText]).toEqual([undefined, undefined]);
      });
    }

    it('works without a secret, as a preview does', () => {
      const { body, headers } = toRequest(
        messageOf(exampleEvent),
        { url: new URL('/', url).href },
        NOW,
      );
      expect(JSON.parse(body)).not.toHaveProperty('sign');
      expect(headers).not.toHaveProperty('webhook-signature');
    });

    it('judges any answer, and tells no secret', () => {
      fc.assert(
        fc.property(anyResponse, response =>
          expect(faultsOf(judge(response, NOW), response.status)).toEqual([]),
        ),
        { numRuns: 500 },
      );
    });

    it.each([
      '',
      '{}',
      'null',
      '<html>Sign in</html>',
      '{"ok":true}',
      '{"errcode":"0"}',
      '{"errcode":987654}',
      '{"code":987654}',
      '{"StatusCode":0,"StatusMessage":"success"}',
    ])(
      'takes HTTP 200 with the body %j for success only if any will do',
      body => {
        const verdict = judge({ status: 200, headers: {}, body }, NOW);
        expect(verdict.outcome === 'delivered').toBe(acceptsAnyBody);
      },
    );

    it.each([
      [429, 'receiver'],
      [503, 'receiver'],
      [500, undefined],
    ])('knows after HTTP %s whether all messages wait', (status, scope) => {
      const headers = { 'retry-after': '7' };
      const verdict = judge({ status, headers, body: '' }, NOW);
      expect(verdict).toHaveProperty('outcome', 'retry');
      expect((verdict as { scope?: string }).scope).toBe(scope);
    });

    it.each([408, 425, 429, 500, 502, 503, 504])(
      'tries again after HTTP %s, even with a page as body',
      status => {
        const headers = { 'retry-after': '7' };
        const body = '<html>error</html>';
        expect(judge({ status, headers, body }, NOW)).toMatchObject({
          outcome: 'retry',
          reason: expect.stringContaining(`HTTP ${status}`),
          afterMs: 7000,
        });
      },
    );

    it.each([301, 307, 400, 401, 403, 404, 410, 451])(
      'gives up after HTTP %s',
      status => {
        const verdict = judge({ status, headers: {}, body: '' }, NOW);
        expect(verdict.outcome).toBe('rejected');
      },
    );
  });
}
