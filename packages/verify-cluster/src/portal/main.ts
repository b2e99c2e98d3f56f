import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import kubernetes from '@backstage/plugin-kubernetes-backend';
import webhooks from '@kubevision/backstage-plugin-webhooks-backend';
import { once } from 'node:events';
import { AddressInfo, createServer } from 'node:net';
import { PortalOptions, toAppConfig } from './appConfig';

/**
 * A program: a portal's backend with the plugins `kubernetes` and `webhooks`. It is told how to
 * start, and tells its port when it has.
 */
process.once('message', async (options: PortalOptions) => {
  try {
    const port = await freePort();
    const backend = createBackend();
    backend.add(
      mockServices.rootConfig.factory({ data: toAppConfig(options, port) }),
    );
    // The usual one reads the schemas of all packages for secrets, which takes seconds.
    backend.add(
      mockServices.rootLogger.factory({
        level: options.verbose ? 'info' : 'none',
      }),
    );
    backend.add(kubernetes);
    backend.add(webhooks);
    await backend.start();
    process.send!({ port });
  } catch (error) {
    process.stderr.write(`${(error as Error).stack}\n`);
    process.exit(1);
  }
});
// Nobody is left who would stop it.
process.once('disconnect', () => process.exit(1));

/** Discovery reads the port from app-config, so it has to be known before. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
