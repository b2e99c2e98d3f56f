import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { DeliveryStore } from '../database/DeliveryStore';
import { DueSignal } from '../database/DueSignal';
import { toMessage } from '@kubevision/backstage-plugin-webhooks-node';
import { DeliverOptions } from './deliver';
import { Dispatcher } from './Dispatcher';
import { DraftTestResult } from '@kubevision/backstage-plugin-webhooks-common';
import { createSender, SenderOptions } from './send';
import { DraftTest, sendDraftTest } from './sendDraftTest';

/** What delivering stands on. */
export interface DeliveringOptions
  extends Pick<
      DeliverOptions,
      | 'platforms'
      | 'openTarget'
      | 'allowedReceivers'
      | 'onRecorded'
      | 'metrics'
      | 'now'
    >,
    Pick<SenderOptions, 'timeoutMs'> {
  readonly store: DeliveryStore;
  readonly dueSignal: DueSignal;
  readonly scheduler: SchedulerService;
  readonly logger: LoggerService;
}

/** Everything that sends, put together. */
export interface Delivering {
  readonly dispatcher: Dispatcher;
  /** See {@link sendDraftTest}. */
  sendDraftTest(test: DraftTest): Promise<DraftTestResult>;
  /** Begins to look for what is due. */
  start(): Promise<void>;
  /** Begins nothing new, and waits for what is in flight. */
  stop(): Promise<void>;
}

/** How often due deliveries are looked for, whether or not anything woke the dispatcher. */
const SWEEP = { frequency: { seconds: 10 }, timeout: { minutes: 5 } };

/** Puts together what sends deliveries. */
export function createDelivering(options: DeliveringOptions): Delivering {
  const { scheduler, dueSignal } = options;
  const sender = createSender(options);
  const dispatcher = Dispatcher.create({ ...options, toMessage, sender });
  return {
    dispatcher,

    sendDraftTest: test =>
      sendDraftTest(test, { ...options, toMessage, sender }),

    async start() {
      dueSignal.listen(webhookIds => dispatcher.wake(webhookIds));
      await scheduler
        // Every replica sweeps for itself: claims keep them out of each other's way.
        .createScheduledTaskRunner({ ...SWEEP, scope: 'local' })
        .run({
          id: 'deliver-due',
          fn: async signal => {
            await dispatcher.deliverDue(signal);
          },
        });
    },

    async stop() {
      await dueSignal.close();
      await dispatcher.stop();
      await sender.close();
    },
  };
}
