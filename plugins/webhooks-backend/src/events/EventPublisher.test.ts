import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { EventStore } from '../database/EventStore';
import { PublishingStore } from '../database/PublishingStore';
import { openTestDatabase } from '../database/__testUtils__/openTestDatabase';
import { event, now } from '../database/__testUtils__/rows';
import { insertEvents } from '../database/insertEvents';
import { until } from '../kubernetes/until.fixture';
import { EventPublisher } from './EventPublisher';

const databases = TestDatabases.create();

describe.each(databases.eachSupportedId())('EventPublisher on %s', id => {
  const publishers: EventPublisher[] = [];

  afterEach(async () => {
    for (const publisher of publishers.splice(0)) await publisher.stop();
  });

  async function open() {
    const knex = await openTestDatabase(id);
    const published: string[] = [];
    let clock = now.getTime();
    const replica = (
      holder: string,
      publish: (it: WebhookEvent) => Promise<void> = async it => {
        published.push(it.id);
      },
    ) => {
      const publisher = EventPublisher.create({
        store: EventStore.create({ knex }),
        place: PublishingStore.create({ knex }),
        publish,
        holder,
        now: () => new Date(clock),
        logger: mockServices.logger.mock(),
      });
      publishers.push(publisher);
      return publisher;
    };
    return {
      published,
      replica,
      wait: (ms: number) => {
        clock += ms;
      },
      add: (...ids: string[]) =>
        knex.transaction(tx =>
          insertEvents(
            tx,
            ids.map(it => event({ id: it })),
            now,
          ),
        ),
    };
  }

  it('publishes every event once and in order, whichever replica is told', async () => {
    const { add, published, replica } = await open();
    const [one, two] = [replica('one'), replica('two')];
    await one.begin();
    const ids = Array.from({ length: 250 }, (_, i) => `event-${i}`);
    for (let i = 0; i < 250; i += 10) {
      await add(...ids.slice(i, i + 10));
      one.ring();
      two.ring();
    }
    await until(() => published.length >= 250);
    expect(published).toEqual(ids);
  });

  it('begins with what happens from the first start on', async () => {
    const { add, published, replica } = await open();
    await add('before');
    const first = replica('one');
    await first.begin();
    await add('after');
    // A restart goes on where it was.
    const second = replica('two');
    await second.begin();
    await second.publishNew();
    expect(published).toEqual(['after']);
  });

  it('publishes again what was refused, and nothing that came before it', async () => {
    const { add, replica } = await open();
    const heard: string[] = [];
    let isDown = true;
    const publisher = replica('one', async ({ id: heardId }) => {
      if (heardId === 'b' && isDown) throw new Error('the bus is down');
      heard.push(heardId);
    });
    await publisher.begin();
    await add('a', 'b', 'c');
    await expect(publisher.publishNew()).rejects.toThrow('the bus is down');
    expect(heard).toEqual(['a']);
    isDown = false;
    await publisher.publishNew();
    expect(heard).toEqual(['a', 'b', 'c']);
  });

  it('goes on for a replica that crashed, once its time is over', async () => {
    const { add, published, replica, wait } = await open();
    let thaw = () => {};
    const frozen = new Promise<void>(resolve => {
      thaw = resolve;
    });
    const publish = jest.fn(() => frozen);
    const one = replica('one', publish);
    await one.begin();
    await add('a', 'b');
    const hanging = one.publishNew();
    await until(() => publish.mock.calls.length > 0);
    const two = replica('two');
    await two.publishNew();
    expect(published).toEqual([]);
    wait(61_000);
    await two.publishNew();
    expect(published).toEqual(['a', 'b']);

    // It was only frozen: what it holds is not its own any more.
    await add('c');
    thaw();
    await hanging;
    await two.publishNew();
    expect(published).toEqual(['a', 'b', 'c']);
  });
});
