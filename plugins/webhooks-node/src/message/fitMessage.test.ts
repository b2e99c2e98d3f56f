import { Message } from '../platform/Platform';
import { exampleEvent } from '../testUtils/events';
import { fitMessage } from './fitMessage';
import { toMessage } from './toMessage';

const changes = Array.from({ length: 12 }, (_, index) => ({
  field: `field${index}`,
  old: 'o'.repeat(200),
  new: 'n'.repeat(200),
}));

const message = toMessage({
  event: { ...exampleEvent, changes },
  eventType: 'update',
  deliveryId: 'd1',
});

const within = (max: number) =>
  fitMessage(
    message,
    (smaller): { message: Message; length: number } => {
      const { event, ...texts } = smaller;
      return { message: smaller, length: JSON.stringify(texts).length };
    },
    ({ length }) => length <= max,
  ).message;

describe('fitMessage', () => {
  it('leaves a message that fits as it is', () => {
    expect(within(10_000)).toBe(message);
  });

  it('shortens values before it drops changes', () => {
    const fitted = within(3500);
    expect(fitted.changes).toHaveLength(10);
    expect(fitted.changes[0].old).toBe(`${'o'.repeat(99)}…`);
    expect(fitted.moreChanges).toBe(2);
  });

  it('counts the changes that it drops', () => {
    const fitted = within(1200);
    expect(fitted.changes.length).toBeLessThan(10);
    expect(fitted.changes.length + fitted.moreChanges).toBe(12);
  });

  it('keeps the name to the last', () => {
    expect(within(0)).toMatchObject({
      object: 'team-alpha/api-server',
      changes: [],
      moreChanges: 12,
    });
  });
});
