import { createDevApp } from '@backstage/frontend-dev-utils';
import { WebhooksClient } from '@kubevision/backstage-plugin-webhooks-common';
import webhooksPlugin from '../src';
import { webhooksApiRef } from '../src/api/WebhooksApi';
import { FakeBackend, pageOf } from '../src/__testUtils__/FakeBackend';
import {
  DELIVERED,
  aDelivery,
  aWebhook,
  withAttempts,
} from '../src/__testUtils__/fixtures';

const webhook = aWebhook();
const delivery = aDelivery();
const backend = FakeBackend.create()
  .on('GET /', () => pageOf([webhook]))
  .on('GET /w1', () => [200, webhook])
  .on('PUT /w1', ({ body }) => [200, { ...webhook, ...body }])
  .on('POST /w1/test', () => [200, DELIVERED])
  .on('GET /w1/deliveries', () => pageOf([delivery]))
  .on('GET /w1/deliveries/d1', () => [200, withAttempts(delivery, [{}])]);

// The plugin alone, without a backend: yarn start in this folder.
createDevApp({
  features: [
    webhooksPlugin.withOverrides({
      extensions: [
        webhooksPlugin.getExtension('api:webhooks').override({
          params: defineParams =>
            defineParams({
              api: webhooksApiRef,
              deps: {},
              factory: () =>
                WebhooksClient.create({ fetchApi: backend.fetchApi }),
            }),
        }),
      ],
    }),
  ],
});
