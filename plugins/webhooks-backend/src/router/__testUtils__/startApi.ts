import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import { ClusterInfo } from '@kubevision/backstage-plugin-webhooks-common';
import { toMessage } from '@kubevision/backstage-plugin-webhooks-node';
import express, { RequestHandler } from 'express';
import { Knex } from 'knex';
import { CalmStore } from '../../database/CalmStore';
import { DeletionStore } from '../../database/DeletionStore';
import { DeliveryStore } from '../../database/DeliveryStore';
import { TargetStore } from '../../database/TargetStore';
import { WebhookStore } from '../../database/WebhookStore';
import { Dispatcher } from '../../delivery/Dispatcher';
import { parseAllowedReceivers } from '../../delivery/allowedReceivers';
import { createSender } from '../../delivery/send';
import { builtInPlatforms } from '../../platforms';
import { PlatformRegistry } from '../../platforms/PlatformRegistry';
import { SecretBox } from '../../webhooks/SecretBox';
import { TargetEditor } from '../../webhooks/TargetEditor';
import { TargetVault } from '../../webhooks/TargetVault';
import { WebhooksService } from '../../webhooks/WebhooksService';
import { Authorizer } from '../Authorizer';
import { createRouter } from '../createRouter';
import { permissionsBy } from './accessOf';
import { servicesOf } from './servicesOf';

/**
 * The API on a test's database, which may send to the loopback. The host `inside.example` leads into
 * a network that is not to be sent to, and no other host is known.
 *
 * @param options - `denied`: names of permissions that the caller lacks; `middleware` sees everything
 */
export function startApi(options: {
  knex: Knex;
  middleware: RequestHandler;
  denied?: readonly string[];
  clusters?: ClusterInfo[];
  now?: () => Date;
}) {
  const { knex, now = () => new Date() } = options;
  const store = WebhookStore.create({ knex });
  const deliveries = DeliveryStore.create({ knex });
  const platforms = PlatformRegistry.create({ platforms: builtInPlatforms });
  const vault = TargetVault.create({
    box: SecretBox.create({ keys: [{ id: 'k', key: Buffer.alloc(32, 1) }] }),
  });
  const allowedReceivers = parseAllowedReceivers(['127.0.0.1']);
  const sender = createSender({ allowedReceivers });
  const targets = TargetEditor.create({
    platforms,
    vault,
    allowedReceivers,
    resolve: (host, _, callback) =>
      callback(
        null,
        host === 'inside.example' ? [{ address: '10.0.0.1', family: 4 }] : [],
      ),
    now,
  });
  const dispatcher = Dispatcher.create({
    platforms: platformId => platforms.find(platformId),
    toMessage,
    allowedReceivers,
    sender,
    logger: mockServices.logger.mock(),
    now,
    store: deliveries,
    openTarget: webhook => vault.open(webhook),
  });
  const onChange = jest.fn();
  const service = WebhooksService.create({
    store,
    calm: CalmStore.create({ knex }),
    deletions: DeletionStore.create({ knex }),
    deliveries,
    dispatcher,
    platforms,
    targets,
    targetStore: TargetStore.create({ knex }),
    now,
    onChange,
  });
  /** The routes as one user of the portal calls them. */
  const appFor = (user: string) =>
    express()
      .use(options.middleware)
      .use(
        createRouter({
          now,
          authorizer: Authorizer.create({
            httpAuth: mockServices.httpAuth({
              defaultCredentials: mockCredentials.user(`user:default/${user}`),
            }),
            permissions: permissionsBy({ denied: options.denied }),
          }),
          service,
          ...servicesOf({
            knex,
            store,
            deliveries,
            dispatcher,
            platforms,
            targets,
            sender,
            now,
          }),
          store,
          deliveries,
          platforms,
          health: { describe: async () => options.clusters ?? [] },
        }),
      )
      .use(mockErrorHandler());
  return {
    app: appFor('mock'),
    appFor,
    onChange,
    dispatcher,
    async stop() {
      await dispatcher.stop();
      await sender.close();
    },
  };
}
