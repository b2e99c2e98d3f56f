import { carriesSecret, namesSecret } from './carriesSecret';

describe('namesSecret', () => {
  it.each([
    'password',
    'adminPassword',
    'db-password',
    'clientSecret',
    'api_key',
    'x-api-key',
    'secretAccessKey',
    'passwordHash',
    'tokens',
    'Authorization',
  ])('%s names one', name => expect(namesSecret(name)).toBe(true));

  it.each(['secretName', 'tokenExpirationSeconds', 'key', 'monkey', 'passive'])(
    '%s does not',
    name => expect(namesSecret(name)).toBe(false),
  );
});

describe('carriesSecret', () => {
  it.each([
    '--db-password=hush',
    '--api-token hush',
    'export TOKEN=hush; exec serve',
    'db:\n  password: hush',
    String.raw`{\"password\":\"hush\"}`,
    'https://hooks.example/in?token=hush',
    'postgres://app:hush@db:5432/app',
    'https://0123456789abcdef@git.example/team/app',
    '-H Authorization: Basic aHVzaA==',
    'Bearer 0123456789',
    '-----BEGIN RSA PRIVATE KEY-----\nAAAA',
  ])('%j does', text => expect(carriesSecret(text)).toBe(true));

  it.each([
    'registry.example:5000/team/web:1.2',
    'https://api.example:8443/v1?page=2',
    'ssh://git@git.example/team/app',
    '--listen=:8080 --level info',
    'the token bucket',
    '-----BEGIN CERTIFICATE-----\nAAAA',
  ])('%j does not', text => expect(carriesSecret(text)).toBe(false));

  // Would take hours if it looked at every part of it again from every place.
  it('is soon done with whatever somebody wrote', () => {
    const hostile = ['-', 'token', ' --', '://a', 'secret ', 'a:'].map(
      part => `${part.repeat(200_000)} `,
    );
    expect(hostile.some(carriesSecret)).toBe(false);
  });
});
