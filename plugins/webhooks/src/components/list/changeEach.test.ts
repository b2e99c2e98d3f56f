import { aWebhook } from '../../__testUtils__/fixtures';
import { changeEach } from './changeEach';

const webhooks = Array.from({ length: 10 }, (_, i) =>
  aWebhook({ id: `w${i}` }),
);

describe('changeEach', () => {
  it('changes all, a few at the same time', async () => {
    let running = 0;
    let most = 0;
    const { done, failed } = await changeEach(webhooks, async () => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
    });
    expect(done).toHaveLength(10);
    expect(failed).toEqual([]);
    expect(most).toBe(4);
  });

  it('goes on after one that cannot be changed, and says which', async () => {
    const error = new Error('You may not');
    const { done, failed } = await changeEach(webhooks, async ({ id }) => {
      if (id === 'w3') throw error;
    });
    expect(done).toHaveLength(9);
    expect(failed).toEqual([{ webhook: webhooks[3], error }]);
  });
});
