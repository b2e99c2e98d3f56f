import { mockServices } from '@backstage/backend-test-utils';
import { WebhooksSignal } from '@kubevision/backstage-plugin-webhooks-common';
import { PageSignals } from './PageSignals';

const PAUSE_MS = 1_000;
const event = { type: 'event' } as const;
const delivery = (webhookId: string) =>
  ({ type: 'delivery', webhookId } as const);

function start() {
  const told: WebhooksSignal[] = [];
  const publish = jest.fn(async ({ channel, recipients, message }) => {
    expect(channel).toBe('webhooks');
    expect(recipients).toEqual({ type: 'broadcast' });
    told.push(message);
  });
  const logger = mockServices.logger.mock();
  const pages = PageSignals.create({
    signals: { publish },
    logger,
    pauseMs: PAUSE_MS,
  });
  return { told, publish, logger, pages };
}

describe('PageSignals', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('tells at once, and what comes within the pause once at its end', () => {
    const { told, pages } = start();
    for (let i = 0; i < 100; i++) pages.tell(event);
    expect(told).toEqual([event]);
    jest.advanceTimersByTime(PAUSE_MS);
    expect(told).toEqual([event, event]);
    jest.advanceTimersByTime(10 * PAUSE_MS);
    expect(told).toEqual([event, event]);
  });

  it('keeps the pause after what it told late, too', () => {
    const { told, pages } = start();
    pages.tell(event);
    pages.tell(event);
    jest.advanceTimersByTime(PAUSE_MS);
    pages.tell(event);
    expect(told).toHaveLength(2);
    jest.advanceTimersByTime(PAUSE_MS);
    expect(told).toHaveLength(3);
  });

  it('lets no webhook wait for another', () => {
    const { told, pages } = start();
    pages.tell(delivery('w1'));
    pages.tell(delivery('w2'));
    pages.tell({ type: 'webhook', webhookId: 'w1' });
    expect(told).toHaveLength(3);
  });

  it('says of events nothing but that there are some', () => {
    const { told, pages } = start();
    pages.tell(event);
    expect(told).toEqual([{ type: 'event' }]);
  });

  it('goes on where signals cannot be published', async () => {
    const { publish, logger, pages } = start();
    publish.mockRejectedValueOnce(new Error('The signals are away'));
    pages.tell(event);
    await Promise.resolve();
    await Promise.resolve();
    expect(logger.debug).toHaveBeenCalledWith(
      expect.stringContaining('The signals are away'),
    );
  });

  it('tells nothing after it has stopped', () => {
    const { told, pages } = start();
    pages.tell(event);
    pages.tell(event);
    pages.stop();
    jest.advanceTimersByTime(PAUSE_MS);
    expect(told).toEqual([event]);
  });
});
