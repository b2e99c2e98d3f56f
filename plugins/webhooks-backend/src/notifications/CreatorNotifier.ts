import { LoggerService } from '@backstage/backend-plugin-api';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { NoticeStore } from '../database/NoticeStore';
import { toNotification } from './toNotification';

/** Options of {@link CreatorNotifier}. */
export interface CreatorNotifierOptions {
  readonly store: NoticeStore;
  readonly notifications: NotificationService;
  readonly logger: LoggerService;
  readonly now: () => Date;
}

const AT_ONCE = 50;
/** News of yesterday help nobody, and a portal without notifications takes none. */
const GIVE_UP_AFTER_MS = 3_600_000;

/** Tells the creators of webhooks how these are. */
export class CreatorNotifier {
  readonly #options: CreatorNotifierOptions;

  static create(options: CreatorNotifierOptions) {
    return new CreatorNotifier(options);
  }

  private constructor(options: CreatorNotifierOptions) {
    this.#options = options;
  }

  /**
   * Tells what there is to tell, in its order. What could not be told now is tried again the next
   * time, for an hour; one replica at a time may call it.
   */
  async tell(): Promise<void> {
    const { store, notifications, logger, now } = this.#options;
    for (const notice of await store.pending(AT_ONCE)) {
      const { webhookId, turn, creator, seq, createdAt } = notice;
      try {
        await notifications.send({
          recipients: { type: 'entity', entityRef: creator },
          payload: toNotification(notice),
        });
      } catch (error) {
        const age = now().getTime() - createdAt.getTime();
        if (age < GIVE_UP_AFTER_MS) return;
        logger.warn(
          `${creator} was not told that webhook ${webhookId} is ${turn}; does the portal have the notifications plugin? ${error}`,
        );
      }
      await store.delete(seq);
    }
  }
}
