import { mockServices } from '@backstage/backend-test-utils';
import { EventSourceConnection } from '@kubevision/backstage-plugin-webhooks-node';
import { EventSources } from './EventSources';

const silent = { connect: async () => {} };

describe('EventSources', () => {
  it('refuses ids that are taken, or that no filter could name', () => {
    const sources = EventSources.create();
    sources.add({ id: 'catalog', ...silent });
    expect(() => sources.add({ id: 'catalog', ...silent })).toThrow(
      "An event source with the id 'catalog' exists already",
    );
    for (const id of ['', 'Catalog', 'a b', '-a', 'a*', 'x'.repeat(65)]) {
      expect(() => sources.add({ id, ...silent })).toThrow(
        'needs an id of lower-case letters',
      );
    }
  });

  it('publishes nothing of a batch in which one event will not do', async () => {
    const sources = EventSources.create();
    const commit = jest.fn();
    let connection: EventSourceConnection | undefined;
    sources.add({
      id: 'pager',
      connect: async it => {
        connection = it;
      },
    });
    await sources.connect({
      store: { commit, readState: jest.fn() },
      logger: mockServices.logger.mock(),
      now: () => new Date(),
    });
    const good = {
      key: '1',
      event: 'create',
      kind: 'Incident',
      apiVersion: 'pager.example/v1',
      name: 'db',
    } as const;
    await expect(
      connection!.publish([good, { ...good, name: '' }]),
    ).rejects.toThrow("The event source 'pager' published");
    expect(commit).not.toHaveBeenCalled();
    await connection!.publish([good]);
    expect(commit).toHaveBeenCalledTimes(1);
    // Nothing to write.
    await connection!.publish([]);
    expect(commit).toHaveBeenCalledTimes(1);
  });

  it('goes on without a source that fails, and lets all end', async () => {
    const sources = EventSources.create();
    const logger = mockServices.logger.mock();
    const disconnect = jest.fn().mockRejectedValue(new Error('no end'));
    sources.add(
      {
        id: 'broken',
        connect: async () => {
          throw new Error('no way');
        },
        disconnect: () => {
          throw new Error('was never connected');
        },
      },
      { id: 'well', ...silent, disconnect },
    );
    const options = {
      store: { commit: jest.fn(), readState: jest.fn() },
      logger,
      now: () => new Date(),
    };
    await sources.connect(options);
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining("'broken' could not be connected"),
    );
    await sources.disconnect(options);
    expect(disconnect).toHaveBeenCalled();
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining("'well' did not end well"),
    );
  });
});
