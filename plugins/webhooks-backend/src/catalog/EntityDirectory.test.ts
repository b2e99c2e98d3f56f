import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { EntityDirectory } from './EntityDirectory';
import { readEntities } from './readEntities';

const entity = (
  name: string,
  kubernetesId: string | undefined,
  relations: Entity['relations'] = [],
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    annotations: kubernetesId
      ? { 'backstage.io/kubernetes-id': kubernetesId }
      : { other: 'x' },
  },
  relations,
});

const WEB = entity('Web', 'shop', [
  { type: 'ownedBy', targetRef: 'group:default/platform' },
  { type: 'partOf', targetRef: 'system:default/payments' },
  { type: 'partOf', targetRef: 'component:default/whole' },
  { type: 'dependsOn', targetRef: 'system:default/other' },
]);

const signal = new AbortController().signal;

function createDirectory(entities: Entity[]) {
  const catalog = catalogServiceMock({ entities });
  const stream = jest.spyOn(catalog, 'streamEntities');
  const logger = mockServices.logger.mock();
  const directory = EntityDirectory.create({
    read: () => readEntities({ catalog, auth: mockServices.auth() }),
    logger,
    retryMs: 0,
    maxRetries: 3,
  });
  const fail = () =>
    stream.mockImplementation(() => {
      throw new Error('The catalog is away');
    });
  return { directory, fail, logger, stream };
}

describe('EntityDirectory', () => {
  it('knows the entities of an id, their owners and their systems', async () => {
    const api = entity('api', 'shop');
    const { directory } = createDirectory([WEB, api, entity('x', undefined)]);
    await directory.refresh(signal);
    expect(directory.entitiesOf('shop')).toEqual([
      {
        ref: 'component:default/web',
        kubernetesId: 'shop',
        owners: ['group:default/platform'],
        systems: ['system:default/payments'],
      },
      {
        ref: 'component:default/api',
        kubernetesId: 'shop',
        owners: [],
        systems: [],
      },
    ]);
    expect(directory.ownershipOf('component:default/web')).toMatchObject({
      owners: ['group:default/platform'],
    });
  });

  it('asks only for what it needs, as the plugin itself', async () => {
    const { directory, stream } = createDirectory([WEB]);
    await directory.refresh(signal);
    expect(stream).toHaveBeenCalledWith(
      expect.objectContaining({
        fields: expect.arrayContaining(['relations', 'metadata.annotations']),
      }),
      { credentials: await mockServices.auth().getOwnServiceCredentials() },
    );
  });

  it('knows nobody where nothing is known', async () => {
    const { directory } = createDirectory([WEB]);
    expect(directory.entitiesOf('shop')).toEqual([]);
    expect(directory.ownershipOf('component:default/web')).toEqual({
      owners: [],
      systems: [],
    });
  });

  it('forgets what the catalog no longer has', async () => {
    const { directory, stream } = createDirectory([WEB]);
    await directory.refresh(signal);
    stream.mockImplementation(async function* nothing() {
      yield [];
    });
    await directory.refresh(signal);
    expect(directory.entitiesOf('shop')).toEqual([]);
  });

  it('keeps the last answer while the catalog is away, and says so once', async () => {
    const { directory, fail, logger, stream } = createDirectory([WEB]);
    await directory.refresh(signal);
    fail();
    await directory.refresh(signal);
    await directory.refresh(signal);
    expect(directory.entitiesOf('shop')).toHaveLength(1);
    expect(logger.warn.mock.calls).toEqual([
      [expect.stringMatching(/told before: Error: The catalog is away/)],
    ]);
    stream.mockRestore();
    await directory.refresh(signal);
    expect(logger.info).toHaveBeenCalledWith('The catalog can be read again');
  });

  it('works without a catalog, and says once what that means', async () => {
    const { directory, fail, logger, stream } = createDirectory([]);
    fail();
    await directory.refresh(signal);
    await directory.refresh(signal);
    expect(directory.entitiesOf('shop')).toEqual([]);
    expect(logger.warn.mock.calls).toEqual([
      [expect.stringMatching(/filters by owner or system match nothing/)],
    ]);
    // Until the first answer it is tried again, because the catalog may only start later.
    expect(stream).toHaveBeenCalledTimes(8);
  });

  it('lets wait for the first answer, which comes late while a portal starts', async () => {
    const { directory, stream } = createDirectory([WEB]);
    stream.mockImplementationOnce(() => {
      throw new Error('The catalog is starting');
    });
    const answer = directory.firstRead(signal);
    await directory.refresh(signal);
    await answer;
    expect(directory.entitiesOf('shop')).toHaveLength(1);
  });

  it('lets nobody wait for ever, with no catalog or when the portal stops', async () => {
    const { directory, fail } = createDirectory([]);
    fail();
    const stopping = new AbortController();
    const stopped = directory.firstRead(stopping.signal);
    stopping.abort();
    await expect(stopped).resolves.toBeUndefined();
    await directory.refresh(signal);
    await expect(directory.firstRead(signal)).resolves.toBeUndefined();
  });
});
