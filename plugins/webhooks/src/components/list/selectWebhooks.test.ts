import { Webhook } from '@kubevision/backstage-plugin-webhooks-common';
import { PLATFORMS, aWebhook } from '../../__testUtils__/fixtures';
import { choicesOf, selectWebhooks } from './selectWebhooks';
import { readListQuery } from './useListQuery';

const filters = aWebhook().filters;
const healthy = aWebhook({
  id: 'healthy',
  name: 'b healthy',
  lastDeliveryAt: '2026-03-05T10:00:00Z',
  filters: { ...filters, owners: ['group:default/payments'] },
});
const failing = aWebhook({
  id: 'failing',
  name: 'c failing',
  platform: 'http',
  health: 'failing',
  lastDeliveryAt: '2026-03-05T11:00:00Z',
});
const off = aWebhook({
  id: 'off',
  name: 'a off',
  enabled: false,
  disabledBy: 'user',
  createdBy: 'user:default/ada',
});
const all = [healthy, failing, off];

const select = (query: string, webhooks: Webhook[] = all) =>
  selectWebhooks(
    webhooks,
    readListQuery(new URLSearchParams(query)),
    PLATFORMS,
  ).map(({ id }) => id);

describe('what the list shows', () => {
  it.each([
    ['', ['off', 'healthy', 'failing']],
    ['sort=-name', ['failing', 'healthy', 'off']],
    ['sort=health', ['failing', 'healthy', 'off']],
    ['sort=lastDelivery', ['failing', 'healthy', 'off']],
    ['sort=-lastDelivery', ['off', 'healthy', 'failing']],
    ['platform=http', ['failing']],
    ['state=failing', ['failing']],
    ['state=off', ['off']],
    ['owner=group:default/payments', ['healthy']],
    ['creator=user:default/ada', ['off']],
    ['platform=slack&state=healthy', ['healthy']],
    ['platform=gone', []],
    ['q=custom', ['failing']],
    ['q=prod-us+off', ['off']],
    ['q=nothing+like+it', []],
    // What nobody offers is as if it were not there.
    ['sort=colour', ['off', 'healthy', 'failing']],
  ])('%j: %j', (query, ids) => {
    expect(select(query)).toEqual(ids);
  });

  it('offers to choose what occurs', () => {
    expect(choicesOf(all)).toEqual({
      platform: ['http', 'slack'],
      owner: ['group:default/payments'],
      creator: ['user:default/ada', 'user:default/olga'],
    });
  });
});

describe('readListQuery', () => {
  const read = (query: string) => readListQuery(new URLSearchParams(query));

  it.each([
    ['', { page: 0, rows: 25 }],
    ['page=3&rows=50', { page: 2, rows: 50 }],
    ['page=0&rows=7', { page: 0, rows: 25 }],
    ['page=-1', { page: 0 }],
    ['page=x', { page: 0 }],
    ['sort=-health', { order: 'health', reversed: true }],
    ['sort=-colour', { order: 'name', reversed: false }],
  ])('%j', (query, expected) => {
    expect(read(query)).toMatchObject(expected);
  });
});
