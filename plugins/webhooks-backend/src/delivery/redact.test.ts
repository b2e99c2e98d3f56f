import { redactHeaders, redactText } from './redact';

const target = {
  url: 'https://hooks.slack.com/services/T000/B000/abcdefghijklmnopqrstuvwx?key=0123456789abcdef&v=1',
  secret: 'whsec_top',
};

describe('redactText', () => {
  it.each([
    ['whole', `No route for ${target.url}`],
    ['without the scheme', `No route for ${target.url.slice(8)}`],
    ['as a path', `Cannot POST ${target.url.slice(23)}`],
    [
      'as a path without the query',
      'Cannot POST /services/T000/B000/abcdefghijklmnopqrstuvwx',
    ],
    ['in JSON', JSON.stringify(target.url).replaceAll('/', '\\/')],
    ['in HTML', `<pre>${target.url.replaceAll('&', '&amp;')}</pre>`],
    ['percent-encoded', `?next=${encodeURIComponent(target.url)}`],
    ['its key alone', 'bad token abcdefghijklmnopqrstuvwx'],
    ["its query's key alone", 'bad key 0123456789abcdef'],
    ['the secret', 'expected whsec_top'],
  ])('takes out the URL: %s', (_, text) => {
    const redacted = redactText(text, target);
    expect(redacted).toContain('[redacted]');
    expect(redacted).not.toMatch(
      /abcdefghijklmnopqrstuvwx|0123456789|whsec_top/,
    );
  });

  it('takes out the previous secret, values of headers, and the key and passphrase of a certificate', () => {
    const password = 'pass-phrase';
    const whole = {
      url: 'https://receiver.example/',
      previousSecret: { secret: 'older-secret', expiresAt: '' },
      headers: {
        Authorization: 'Bearer bearer-token',
        'Proxy-Auth': `Basic ${Buffer.from('olga:basic-word').toString(
          'base64',
        )}`,
        'X-Region': 'eu',
      },
      clientCertificate: {
        certificate: 'c',
        key: 'the-key',
        passphrase: password,
      },
    };
    const secrets =
      'older-secret bearer-token basic-word olga:basic-word the-key pass-phrase';
    expect(redactText(`${secrets} in eu`, whole)).toBe(
      `${secrets.replaceAll(/\S+/g, '[redacted]')} in eu`,
    );
  });

  it('leaves everything else as it is', () => {
    const text = '{"services":"v=1 is /in order, T000"}';
    expect(redactText(text, target)).toBe(text);
    expect(redactText('a / b', { url: 'https://receiver.example' })).toBe(
      'a / b',
    );
    expect(
      redactText('/in order', { url: 'https://receiver.example/in' }),
    ).toBe('/in order');
  });
});

describe('redactHeaders', () => {
  it('drops the values that carry credentials, and redacts the others', () => {
    expect(
      redactHeaders(
        {
          'content-type': 'text/plain',
          'set-cookie': 'session=1',
          'x-auth-token': 'abc',
          location: target.url,
        },
        target,
      ),
    ).toEqual({
      'content-type': 'text/plain',
      'set-cookie': '[redacted]',
      'x-auth-token': '[redacted]',
      location: '[redacted]',
    });
  });
});
