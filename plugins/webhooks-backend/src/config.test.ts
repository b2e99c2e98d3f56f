import { ConfigReader } from '@backstage/config';
import { readWebhooksOptions } from './config';

const secret = Buffer.alloc(32, 'k').toString('base64');
const read = (webhooks: object) =>
  readWebhooksOptions(new ConfigReader({ webhooks } as any));

describe('readWebhooksOptions', () => {
  it('needs nothing but a key', () => {
    expect(read({ secrets: { keys: [{ id: 'one', secret }] } })).toEqual({
      permissionsEnabled: false,
      secretKeys: [{ id: 'one', key: Buffer.alloc(32, 'k') }],
      allowedReceivers: [],
      timeoutMs: 10_000,
      extraResources: [],
      serverSideAuthProviders: [],
    });
  });

  it('reads durations and resources', () => {
    expect(
      read({
        secrets: { keys: [{ id: 'one', secret }] },
        delivery: { timeout: { seconds: 5 } },
        kubernetes: {
          extraResources: [{ kind: 'Endpoints' }],
          watch: { silence: '3m' },
        },
      }),
    ).toMatchObject({
      timeoutMs: 5_000,
      watchSilenceMs: 180_000,
      extraResources: [{ group: '', kind: 'Endpoints' }],
    });
  });

  it.each([
    ['no key', {}, /webhooks\.secrets\.keys is missing.*openssl rand/],
    [
      'a short key',
      { secrets: { keys: [{ id: 'one', secret: 'c2hvcnQ=' }] } },
      /webhooks\.secrets\.keys\[0\]\.secret must be 32 bytes.*it is 5 bytes/,
    ],
    [
      'an id that would not survive sealing',
      { secrets: { keys: [{ id: 'a.b', secret }] } },
      /webhooks\.secrets\.keys\[0\]\.id may hold letters/,
    ],
    [
      'an id used twice',
      {
        secrets: {
          keys: [
            { id: 'a', secret },
            { id: 'a', secret },
          ],
        },
      },
      /holds the id 'a' twice/,
    ],
  ])('refuses %s and says what to do', (_, webhooks, message) => {
    expect(() => read(webhooks)).toThrow(message);
  });

  it('never repeats a key in an error', () => {
    expect(() =>
      read({ secrets: { keys: [{ id: 'one', secret: 'cGxhbnRlZA==' }] } }),
    ).toThrow(
      expect.not.objectContaining({
        message: expect.stringContaining('cGxhbnRlZA'),
      }),
    );
  });
});
