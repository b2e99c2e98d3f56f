import { startInbox } from './Inbox';

const DEFAULT_PORT = 7020;

async function main() {
  const port = Number(process.env.INBOX_PORT ?? DEFAULT_PORT);
  const inbox = await startInbox({ port }).catch(error => {
    throw error.code === 'EADDRINUSE'
      ? new Error(
          `Port ${port}, for the inbox, is taken. End what listens there, or set INBOX_PORT to another port and list it in app-config.local.yaml under webhooks.delivery.allowedReceivers.`,
        )
      : error;
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, async () => {
      await inbox.stop();
      process.exit(0);
    });
  }
  // eslint-disable-next-line no-console
  console.log(`Inbox: ${inbox.url}`);
}

main().catch(error => {
  // eslint-disable-next-line no-console
  console.error(error.message);
  process.exit(1);
});
