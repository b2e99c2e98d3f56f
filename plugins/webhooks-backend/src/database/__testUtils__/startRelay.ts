import { AddressInfo, connect, createServer, Socket } from 'node:net';

/** Stands between a client and its server, and can fall silent as a network does that drops packets. */
export interface Relay {
  readonly port: number;
  /** From now on nothing passes over any connection, and none is closed. */
  cut(): void;
  /** Connections made from now on are well; those that were cut stay so. */
  mend(): void;
  stop(): Promise<void>;
}

export async function startRelay(server: {
  host: string;
  port: number;
}): Promise<Relay> {
  const sockets = new Set<Socket>();
  let isCut = false;
  const relay = createServer(near => {
    sockets.add(near.on('error', () => near.destroy()));
    if (isCut) return;
    const far = connect(server);
    sockets.add(far.on('error', () => far.destroy()));
    near.pipe(far).pipe(near);
  });
  await new Promise<void>(resolve => {
    relay.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (relay.address() as AddressInfo).port,
    cut() {
      isCut = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
    mend() {
      isCut = false;
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise(resolve => relay.close(resolve));
    },
  };
}
