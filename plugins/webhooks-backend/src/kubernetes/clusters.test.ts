import { toCluster } from './clusters';

const listed = (authProvider: string) => ({ name: 'prod-us', authProvider });

it.each([
  'serviceAccount',
  'aws',
  'azure',
  'googleServiceAccount',
  'localKubectlProxy',
])('%s needs no user', provider => {
  expect(toCluster(listed(provider), [])).toEqual({
    name: 'prod-us',
    title: undefined,
    authProvider: provider,
  });
});

it.each([
  ['google', 'googleServiceAccount'],
  ['oidc', 'serviceAccount'],
  ['aks', 'azure'],
])('%s needs the token of a user', (provider, instead) => {
  const { notWatchable, remedy } = toCluster(listed(provider), []);
  expect(notWatchable?.reason).toMatch(
    `'${provider}' needs the token of a user`,
  );
  expect(remedy).toMatch(`Use the auth provider ${instead}`);
});

it('does not trust a provider that nobody has vouched for', () => {
  expect(toCluster(listed('vault'), []).remedy).toMatch(
    'webhooks.kubernetes.serverSideAuthProviders',
  );
  expect(toCluster(listed('vault'), ['vault']).notWatchable).toBeUndefined();
});
