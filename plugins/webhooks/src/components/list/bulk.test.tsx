import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend, pageOf, refusal } from '../../__testUtils__/FakeBackend';
import { aWebhook } from '../../__testUtils__/fixtures';
import { renderPage } from '../../__testUtils__/renderPage';

/** A backend that remembers what is done to three webhooks, the third of which is off. */
function start() {
  const webhooks = new Map(
    ['a', 'b', 'c'].map(id => [
      id,
      aWebhook({ id, name: `webhook ${id}`, enabled: id !== 'c' }),
    ]),
  );
  const deleted: typeof webhooks = new Map();
  const backend = FakeBackend.create().on('GET /', () =>
    pageOf([...webhooks.values()]),
  );
  for (const id of webhooks.keys()) {
    backend
      .on(`PUT /${id}`, ({ body }) => {
        webhooks.set(id, { ...webhooks.get(id)!, enabled: body.enabled });
        return [200, webhooks.get(id)];
      })
      .on(`DELETE /${id}`, () => {
        deleted.set(id, webhooks.get(id)!);
        webhooks.delete(id);
        return [204];
      })
      .on(`POST /${id}/restore`, () => {
        webhooks.set(id, deleted.get(id)!);
        return [204];
      });
  }
  return backend;
}

const choose = async (...ids: string[]) => {
  for (const id of ids) {
    await userEvent.click(
      await screen.findByRole('checkbox', { name: `Select webhook ${id}` }),
    );
  }
};
const bulk = () =>
  within(screen.getByRole('region', { name: 'Selected webhooks' }));
const press = (name: string) =>
  userEvent.click(bulk().getByRole('button', { name }));

describe('doing something with many webhooks', () => {
  it('disables those that are chosen and on, and no others', async () => {
    const backend = start();
    renderPage('/webhooks', { backend });
    await choose('a', 'c');
    expect(bulk().getByText('2 selected')).toBeInTheDocument();
    await press('Disable (1)');
    expect(
      await screen.findByRole('checkbox', { name: 'Enable webhook a' }),
    ).not.toBeChecked();
    expect(backend.requests.filter(({ method }) => method === 'PUT')).toEqual([
      expect.objectContaining({
        path: '/a',
        body: expect.objectContaining({ enabled: false, name: 'webhook a' }),
      }),
    ]);
  });

  it('enables those that are off', async () => {
    const backend = start();
    renderPage('/webhooks', { backend });
    await choose('a', 'c');
    await press('Enable (1)');
    expect(
      await screen.findByRole('checkbox', { name: 'Disable webhook c' }),
    ).toBeChecked();
    expect(backend.seen('PUT /a')).toHaveLength(0);
  });

  it('chooses all of the page, and none again', async () => {
    renderPage('/webhooks', { backend: start() });
    await userEvent.click(
      await screen.findByRole('checkbox', { name: 'Select all on this page' }),
    );
    expect(bulk().getByText('3 selected')).toBeInTheDocument();
    await press('Clear selection');
    expect(
      screen.queryByRole('region', { name: 'Selected webhooks' }),
    ).not.toBeInTheDocument();
  });

  it('names what would be deleted, and deletes only after that', async () => {
    const backend = start();
    renderPage('/webhooks', { backend });
    await choose('a', 'b');
    await press('Delete (2)');
    const question = await screen.findByRole('dialog', {
      name: 'Delete 2 webhooks?',
    });
    expect(
      within(question)
        .getAllByRole('listitem')
        .map(it => it.textContent),
    ).toEqual(['webhook a', 'webhook b']);
    expect(backend.seen('DELETE /a')).toHaveLength(0);

    await userEvent.click(
      within(question).getByRole('button', { name: 'Delete' }),
    );
    await waitFor(() =>
      expect(screen.queryByText('webhook a')).not.toBeInTheDocument(),
    );
    expect(screen.queryByText('webhook b')).not.toBeInTheDocument();
    expect(screen.getByText('webhook c')).toBeInTheDocument();
  });

  const deleteChosen = async (number: number) => {
    await press(`Delete (${number})`);
    await userEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Delete',
      }),
    );
  };

  it('takes the deletion of all of them back', async () => {
    const backend = start();
    const { signal } = renderPage('/webhooks', { backend });
    await choose('a', 'b');
    await deleteChosen(2);
    expect(
      await screen.findByText('2 webhooks were deleted'),
    ).toBeInTheDocument();
    expect(backend.seen('DELETE /b')[0].query).toEqual({ undoSeconds: '30' });

    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await screen.findByText('2 webhooks are back')).toBeInTheDocument();
    signal({ type: 'webhook', webhookId: 'a' });
    expect(await screen.findByText('webhook a')).toBeVisible();
    expect(screen.getByText('webhook b')).toBeVisible();
  });

  it('says which one could not be brought back', async () => {
    const backend = start().on('POST /b/restore', () =>
      refusal(404, 'NotFoundError', 'No webhook has this id'),
    );
    renderPage('/webhooks', { backend });
    await choose('a', 'b');
    await deleteChosen(2);
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(await screen.findByText('webhook a is back')).toBeInTheDocument();
    expect(
      screen.getByText('webhook b could not be brought back'),
    ).toBeInTheDocument();
    expect(screen.getByText('No webhook has this id')).toBeInTheDocument();
  });

  it('says what could not be changed and why, and keeps it chosen', async () => {
    const backend = start().on('DELETE /a', () =>
      refusal(503, 'ServiceUnavailableError', 'The database is away'),
    );
    renderPage('/webhooks', { backend });
    await choose('a', 'b');
    await deleteChosen(2);
    await waitFor(() =>
      expect(screen.queryByText('webhook b')).not.toBeInTheDocument(),
    );
    expect(bulk().getByText('1 selected')).toBeInTheDocument();
    expect(
      screen.getByRole('checkbox', { name: 'Select webhook a' }),
    ).toBeChecked();
  });

  it('does nothing to what the list no longer shows', async () => {
    renderPage('/webhooks', { backend: start() });
    await choose('a', 'c');
    await userEvent.click(screen.getByLabelText('State'));
    await userEvent.click(await screen.findByRole('option', { name: 'Off' }));
    expect(bulk().getByText('1 selected')).toBeInTheDocument();
  });

  it('offers nothing to choose to those who may only read', async () => {
    renderPage('/webhooks', { backend: start(), role: 'reader' });
    await screen.findByText('webhook a');
    await screen.findAllByText('On');
    expect(screen.queryByRole('checkbox')).not.toBeInTheDocument();
  });
});
