import { openPlugin } from '../openPlugin';
import { serveContender } from './serveContender';

/** The plugin: claim, render, sign, send, judge, record. */
serveContender(async options => {
  const plugin = await openPlugin(options);
  return {
    enqueue: ids => plugin.enqueue(ids),
    async deliver() {
      await plugin.dispatcher.deliverDue();
    },
    statements: () => plugin.statements(),
    close: () => plugin.close(),
  };
});
