import { startTestBackend } from '@backstage/backend-test-utils';
import { Platform } from '@kubevision/backstage-plugin-webhooks-node';
import { webhooksPlatformsExtensionPoint } from '@kubevision/backstage-plugin-webhooks-node';
import module from '.';

it('adds itself to the platforms', async () => {
  const added: Platform[] = [];
  const backend = await startTestBackend({
    extensionPoints: [
      [
        webhooksPlatformsExtensionPoint,
        { addPlatform: (...platforms: Platform[]) => added.push(...platforms) },
      ],
    ],
    features: [module],
  });
  expect(added.map(({ id }) => id)).toEqual(['teams']);
  await backend.stop();
});
