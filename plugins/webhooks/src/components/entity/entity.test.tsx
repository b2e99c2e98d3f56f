import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend, refusal } from '../../__testUtils__/FakeBackend';
import { anEvent } from '../../__testUtils__/fixtures';
import { renderPage } from '../../__testUtils__/renderPage';
import { EntityCard } from './EntityCard';
import { EntityContent } from './EntityContent';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'api-server', namespace: 'default' },
};
const REF = 'component:default/api-server';

const webhook = (name: string, changes: object = {}) => ({
  id: name,
  name,
  platform: 'slack',
  enabled: true,
  health: 'healthy',
  ...changes,
});
const found = (events: number, items: object[]) => () =>
  [200, { events, items }] as [number, object];
const recent = (items: object[]) => () =>
  [200, { items, pageInfo: {} }] as [number, object];

function renderEntity(
  part: JSX.Element,
  backend: FakeBackend,
  role?: 'ops' | 'reader' | 'nobody',
) {
  return renderPage('/webhooks', {
    backend,
    role,
    element: <EntityProvider entity={entity}>{part}</EntityProvider>,
  });
}

describe('the tab of an entity', () => {
  it('shows which webhooks concern it, and how much each hears of it', async () => {
    const backend = FakeBackend.create()
      .on('GET /events/recent', recent([anEvent()]))
      .on(
        'GET /events/recent/webhooks',
        found(40, [
          {
            webhook: webhook('ops', {
              health: 'failing',
              healthReason: 'The receiver answered 503',
            }),
            matches: 12,
            named: false,
          },
          { webhook: webhook('owners'), matches: 0, named: true },
        ]),
      );
    renderEntity(<EntityContent />, backend);
    expect(
      await screen.findByRole('heading', {
        name: 'Webhooks',
        level: 3,
      }),
    ).toBeVisible();
    const row = async (name: string) =>
      within((await screen.findByRole('link', { name })).closest('li')!);
    const ops = await row('ops');
    expect(ops.getByText('Recent changes that match: 12 of 40')).toBeVisible();
    expect(ops.getByText('The receiver answered 503')).toBeVisible();
    expect(
      (await row('owners')).getByText(/Filters by its owner or system/),
    ).toBeVisible();
    expect(backend.seen('GET /events/recent/webhooks')[0].query).toEqual({
      entity: REF,
    });
  });

  it('shows what changed of its objects, as it happens', async () => {
    const items = [anEvent()];
    const backend = FakeBackend.create()
      .on('GET /events/recent', () => recent(items)())
      .on('GET /events/recent/webhooks', found(1, []));
    const { signal } = renderEntity(<EntityContent />, backend);
    expect(await screen.findByText('spec.replicas 3 → 5')).toBeVisible();
    expect(
      await screen.findByText('No webhook is told of this entity.'),
    ).toBeVisible();
    expect(backend.seen('GET /events/recent')[0].query).toEqual({
      entity: REF,
    });
    items.unshift(anEvent({ id: 'e2', name: 'newer' }));
    signal({ type: 'event' });
    expect(await screen.findByText(/team-alpha\/newer/)).toBeVisible();
  });

  it('says when its changes show up', async () => {
    const backend = FakeBackend.create()
      .on('GET /events/recent', recent([]))
      .on('GET /events/recent/webhooks', found(0, []));
    renderEntity(<EntityContent />, backend);
    expect(
      await screen.findByText(
        /carries this entity’s backstage.io\/kubernetes-id/,
      ),
    ).toBeVisible();
  });

  it('says why it cannot load, and tries again', async () => {
    const backend = FakeBackend.create()
      .on('GET /events/recent', recent([]))
      .on('GET /events/recent/webhooks', () =>
        refusal(503, 'ServiceUnavailableError', 'The database is away'),
      );
    renderEntity(<EntityContent />, backend);
    await screen.findByText(/could not be loaded: The database is away/);
    backend.on('GET /events/recent/webhooks', found(0, []));
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText('No webhook is told of this entity.'),
    ).toBeVisible();
  });

  it('offers a new webhook only to those who may make one', async () => {
    const backend = FakeBackend.create()
      .on('GET /events/recent', recent([]))
      .on('GET /events/recent/webhooks', found(0, []));
    renderEntity(<EntityContent />, backend, 'reader');
    await screen.findByText('No webhook is told of this entity.');
    expect(screen.queryByText('New Webhook')).not.toBeInTheDocument();
  });

  it('tells someone without the permission which one is missing', async () => {
    const backend = FakeBackend.create();
    renderEntity(<EntityContent />, backend, 'nobody');
    expect(
      await screen.findByText(/needs the permission webhooks.view/),
    ).toBeInTheDocument();
    expect(backend.requests).toHaveLength(0);
  });
});

describe('the card of an entity', () => {
  it('shows what changed last', async () => {
    const backend = FakeBackend.create().on(
      'GET /events/recent',
      recent([anEvent()]),
    );
    renderEntity(<EntityCard />, backend);
    expect(
      await screen.findByText(/Deployment team-alpha\/api-server in prod-us/),
    ).toBeVisible();
    expect(screen.getByText(/spec.replicas 3 → 5/)).toBeVisible();
    expect(backend.seen('GET /events/recent')[0].query).toEqual({
      entity: REF,
      limit: '5',
    });
  });

  it('says when changes show up, and why they do not', async () => {
    const backend = FakeBackend.create().on('GET /events/recent', recent([]));
    const { unmount } = renderEntity(<EntityCard />, backend);
    expect(await screen.findByText(/Changes show up here/)).toBeVisible();
    unmount();

    backend.on('GET /events/recent', () =>
      refusal(503, 'ServiceUnavailableError', 'The database is away'),
    );
    renderEntity(<EntityCard />, backend);
    expect(await screen.findByText(/The database is away/)).toBeVisible();
  });
});
