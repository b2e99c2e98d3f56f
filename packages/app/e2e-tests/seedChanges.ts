import { expect } from '@playwright/test';
import { CLUSTER } from './portal';
import { WebhooksApi } from './WebhooksApi';

const DEPLOYMENT = '/apis/apps/v1/namespaces/team-alpha/deployments/api-server';
const ENTITY = 'component:default/api-server';

/**
 * Scales the Deployment of an entity until its change is an event. What happens in the simulated
 * clusters by themselves is left to chance, and may be about others for minutes.
 */
export async function seedChanges(): Promise<void> {
  const api = await WebhooksApi.as('ops');
  let replicas = 3;
  await expect
    .poll(async () => {
      // Before the cluster is watched, a change is only how things are.
      replicas = replicas === 3 ? 4 : 3;
      await scale(replicas);
      const { items } = await api.request(
        'GET',
        `/events/recent?entity=${encodeURIComponent(ENTITY)}`,
      );
      return items.length;
    })
    .toBeGreaterThan(0);
}

async function scale(replicas: number): Promise<void> {
  const response = await fetch(CLUSTER + DEPLOYMENT, {
    method: 'PATCH',
    headers: {
      authorization: 'Bearer simulator',
      'content-type': 'application/merge-patch+json',
    },
    body: JSON.stringify({ spec: { replicas } }),
  });
  if (!response.ok) {
    throw new Error(
      `Scaling ${DEPLOYMENT}: ${response.status} ${await response.text()}`,
    );
  }
}
