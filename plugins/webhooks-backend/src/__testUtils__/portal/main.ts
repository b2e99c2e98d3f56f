import { shortenPauses } from './shortenPauses';
import { AddressInfo, createServer } from 'node:net';
import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import kubernetes from '@backstage/plugin-kubernetes-backend';
import webhooks from '../..';
import { dieAtStatement } from './dieAtStatement';
import { PortalOptions, toAppConfig } from './PortalOptions';
import { skewClock } from './skewClock';

/**
 * A real backend in a process of its own, started by `Portal.ts`. Everything is loaded first; it
 * starts when it is told how, and then tells its port.
 */
process.once('message', (options: PortalOptions) => {
  start(options).then(
    port => process.send!({ port }),
    error => {
      process.stderr.write(`${error?.stack ?? error}\n`);
      process.exit(1);
    },
  );
});
// Nobody is left who would end it.
process.once('disconnect', () => process.exit(1));

async function start(options: PortalOptions): Promise<number> {
  if (options.clockSkewMs) skewClock(options.clockSkewMs);
  if (options.shortPauses) shortenPauses();
  const port = await freePort();
  const backend = createBackend();
  backend.add(
    mockServices.rootConfig.factory({ data: toAppConfig(options, port) }),
  );
  // The usual one looks for secrets in the schemas of all packages, which takes seconds.
  backend.add(mockServices.rootLogger.factory({ level: 'warn' }));
  backend.add(kubernetes);
  backend.add(webhooks);
  if (options.dieAtStatement) {
    backend.add(dieAtStatement(options.dieAtStatement));
  }
  await backend.start();
  return port;
}

/** Discovery takes the port from app-config, so it has to be known before. */
function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
