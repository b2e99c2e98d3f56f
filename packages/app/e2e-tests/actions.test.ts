import { BACKEND, INBOX, Role } from './portal';
import { signIn } from './signIn';
import { WebhooksApi } from './WebhooksApi';
import { expect, test } from './test';

/** Posts as someone with a role, to another plugin than ours. */
async function post(role: Role, path: string, body: object) {
  return fetch(`${BACKEND}/api${path}`, {
    method: 'POST',
    headers: {
      accept: 'application/json, text/event-stream',
      authorization: `Bearer ${await signIn(role)}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  });
}

/** Calls MCP as an assistant of someone does. */
async function mcp(role: Role, method: string, params: object) {
  const request = { jsonrpc: '2.0', id: 1, method, params };
  const response = await post(role, '/mcp-actions/v1', request);
  const [, data] = /^data: (.*)$/m.exec(await response.text()) ?? [];
  return JSON.parse(data).result;
}

test('an assistant lists and tests webhooks by MCP', async ({ aWebhook }) => {
  const { id } = await aWebhook('for an assistant');

  const { tools } = await mcp('ops', 'tools/list', {});
  expect(tools.map((tool: { name: string }) => tool.name).sort()).toEqual([
    'webhooks.explain-event',
    'webhooks.find-events',
    'webhooks.list-failed-deliveries',
    'webhooks.list-webhooks',
    'webhooks.test-webhook',
  ]);
  const list = { name: 'webhooks.list-webhooks', arguments: {} };
  const { content } = await mcp('ops', 'tools/call', list);
  expect(content[0].text).toContain(id);

  const call = { name: 'webhooks.test-webhook', arguments: { webhookId: id } };
  const tested = await mcp('ops', 'tools/call', call);
  expect(tested.content[0].text).toContain('"statusCode"');
  const denied = await mcp('readonly', 'tools/call', call);
  expect(denied.isError).toBe(true);
});

/** Runs the example template, and answers the events of the task once it has ended. */
async function runTemplate(role: Role, namespace: string) {
  const started = await post(role, '/scaffolder/v2/tasks', {
    templateRef: 'template:default/tell-a-channel',
    values: { namespace },
    secrets: { slackWebhookUrl: `${INBOX}/services/T000/B000/template` },
  });
  expect(started.status).toBe(201);
  const { id } = await started.json();
  const authorization = `Bearer ${await signIn(role)}`;
  const task = `${BACKEND}/api/scaffolder/v2/tasks/${id}`;
  let status = 'open';
  while (status === 'open' || status === 'processing') {
    const response = await fetch(task, { headers: { authorization } });
    ({ status } = await response.json());
  }
  const events = await fetch(`${task}/events`, { headers: { authorization } });
  return { status, log: await events.text() };
}

test('a software template creates a webhook as whoever runs it', async () => {
  const namespace = 'made-by-a-template';
  const { status, log } = await runTemplate('ops', namespace);
  // Where a step takes a secret, Backstage masks its other inputs in the log as well.
  expect(log).toContain('message was delivered');
  expect(status).toBe('completed');
  expect(log).not.toContain('B000');

  const api = await WebhooksApi.as('ops');
  const webhooks = await api.list();
  const made = webhooks.find(it => it.name === `changes in ${namespace}`);
  expect(made).toMatchObject({
    createdBy: 'user:default/olga',
    filters: { namespaces: [namespace] },
  });
  await api.delete(made!.id);

  const refused = await runTemplate('readonly', namespace);
  expect(refused.status).toBe('failed');
});
