import { spawnSync } from 'node:child_process';
// As a dependency it would bring the settings of all that the manual is about into those of the app.
// eslint-disable-next-line @backstage/no-undeclared-imports
import { readPage } from 'manual';
import { BACKEND, INBOX } from './portal';
import { expect, test } from './test';
import { WebhooksApi } from './WebhooksApi';

/** What whoever copies them from the manual runs, one after the other, for the portal to try it. */
const COMMANDS = ['docs/first-webhook.md', 'docs/actions.md']
  .flatMap(path => readPage(path).codeBlocks)
  .filter(({ language }) => language === 'sh')
  .map(({ code }) =>
    code
      .replaceAll('http://localhost:7007', BACKEND)
      .replaceAll('http://localhost:7020', INBOX),
  )
  .filter(code => code.includes(BACKEND));

test('the commands of the manual do what it says', async ({ named }) => {
  // The portal of the tests has a webhook of that name.
  const name = named('payments to #ops');
  const { stdout, stderr, status } = spawnSync(
    'sh',
    ['-eu', '-c', COMMANDS.join('\n').replaceAll('payments to #ops', name)],
    { encoding: 'utf8', timeout: 120_000 },
  );
  expect(stderr).toBe('');
  expect(status).toBe(0);

  expect(stdout).toMatch(/"outcome": ?"delivered",\s*"statusCode": ?200/);
  // What an assistant reads, and what a task of the scaffolder has done by then.
  expect(stdout).toMatch(/^data: {"result":.*totalItems/m);
  expect(stdout).toMatch(/\[(\{.*\})?\]\s*$/);

  const api = await WebhooksApi.as('ops');
  const left = (await api.list()).map(it => it.name);
  expect(left).not.toContain(name);
});
