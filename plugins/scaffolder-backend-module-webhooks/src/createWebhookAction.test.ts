import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { ActionContext } from '@backstage/plugin-scaffolder-node';
import {
  WebhooksService,
  webhooksServiceRef,
} from '@kubevision/backstage-plugin-webhooks-node';
// The module does nothing without the API, and is tested with it.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import webhooksPlugin from '@kubevision/backstage-plugin-webhooks-backend';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { createWebhookAction } from './createWebhookAction';

const URL_SECRET = 'the-part-of-the-url-that-is-secret';
const SECRET = 'whsec_dGhlLXNlY3JldC10aGF0LXNpZ25z';

describe('webhooks:create, with the real API', () => {
  let backend: Awaited<ReturnType<typeof startTestBackend>>;
  let webhooks: WebhooksService;
  let receiver: Server;
  let url: string;
  let status = 200;
  const logger = mockServices.logger.mock();

  /** Some plugin of the same backend, as the scaffolder is. */
  const scaffolder = createBackendPlugin({
    pluginId: 'scaffolder',
    register(env) {
      env.registerInit({
        deps: { service: webhooksServiceRef },
        async init({ service }) {
          webhooks = service;
        },
      });
    },
  });

  beforeAll(async () => {
    receiver = createServer((_, res) => res.writeHead(status).end());
    await new Promise<void>(resolve => {
      receiver.listen(0, '127.0.0.1', resolve);
    });
    const { port } = receiver.address() as AddressInfo;
    url = `http://127.0.0.1:${port}/${URL_SECRET}`;
    backend = await startTestBackend({
      features: [
        webhooksPlugin,
        scaffolder,
        mockServices.rootConfig.factory({
          data: {
            webhooks: {
              secrets: {
                keys: [
                  { id: 'test', secret: Buffer.alloc(32).toString('base64') },
                ],
              },
              delivery: { allowedReceivers: ['127.0.0.1'] },
            },
          },
        }),
      ],
    });
  });

  afterAll(async () => {
    await backend?.stop();
    receiver?.close();
  });

  /** Runs the step, and tells everything that is kept of it. */
  async function run(
    input: object,
    { isDryRun = false, user = 'user:default/olga' } = {},
  ) {
    jest.clearAllMocks();
    const outputs: Record<string, unknown> = {};
    const kept: unknown[] = [];
    const action = createWebhookAction({ webhooks });
    await action.handler({
      input,
      isDryRun,
      logger,
      output: (name: string, value: unknown) => {
        outputs[name] = value;
      },
      checkpoint: async ({ fn }: { fn: () => Promise<unknown> }) => {
        const value = await fn();
        kept.push(value);
        return value;
      },
      getInitiatorCredentials: async () => mockCredentials.user(user),
    } as unknown as ActionContext<any, any>);
    const logs = Object.values(logger).flatMap(
      log => (log as jest.Mock).mock?.calls ?? [],
    );
    return { outputs, kept: JSON.stringify([outputs, kept, logs]) };
  }

  const credentials = mockCredentials.user('user:default/olga');
  const named = async (name: string) => {
    const { items } = await webhooks.list({}, { credentials });
    return items.filter(it => it.name === name);
  };

  it('creates a webhook as whoever runs the template, and tells no secret', async () => {
    const { outputs, kept } = await run({
      name: 'payments',
      platform: 'http',
      url,
      secret: SECRET,
      filters: { namespaces: ['payments'], severities: ['critical'] },
      test: true,
    });
    expect(outputs).toEqual({ webhookId: expect.any(String), created: true });
    const [webhook] = await named('payments');
    expect(webhook).toMatchObject({
      id: outputs.webhookId,
      createdBy: 'user:default/olga',
      filters: { namespaces: ['payments'], severities: ['critical'] },
    });
    expect(kept).toContain('payments');
    expect(kept).not.toContain(URL_SECRET);
    expect(kept).not.toContain(SECRET);
  });

  it('keeps no secret that was generated', async () => {
    const { kept } = await run({ name: 'generated', platform: 'http', url });
    expect(kept).not.toContain('whsec_');
  });

  it('fails, or keeps, where the name is taken', async () => {
    const input = { name: 'taken', platform: 'http', url };
    const first = await run(input);
    await expect(run(input)).rejects.toMatchObject({ statusCode: 409 });
    const kept = await run({ ...input, ifExists: 'keep' });
    expect(kept.outputs).toEqual({ ...first.outputs, created: false });
    expect(await named('taken')).toHaveLength(1);
  });

  it('fails for what will not do, and says why without the URL', async () => {
    const error = await run({
      name: 'elsewhere',
      platform: 'slack',
      url: `https://elsewhere.example/${URL_SECRET}`,
    }).catch(it => it);
    expect(error).toMatchObject({ statusCode: 400 });
    expect(String(error)).not.toContain(URL_SECRET);
  });

  it('fails when the test message is not delivered', async () => {
    status = 500;
    await expect(
      run({ name: 'untested', platform: 'http', url, test: true }),
    ).rejects.toThrow("The test message of the webhook 'untested'");
    status = 200;
  });

  it('creates nothing in a dry run', async () => {
    const { outputs } = await run(
      { name: 'dry', platform: 'http', url },
      { isDryRun: true },
    );
    expect(outputs).toEqual({ webhookId: 'dry-run', created: true });
    expect(await named('dry')).toEqual([]);
  });
});
