import { maskSecretParts } from './maskSecretParts';

describe('maskSecretParts', () => {
  it('masks what differs, and leaves the rest', () => {
    const request = (sign: string) => ({
      headers: { 'content-type': 'application/json', sign: `v1,${sign}` },
      body: JSON.stringify({ sign, text: 'hello' }),
    });
    expect(maskSecretParts(request('abc='), request('xyz='))).toEqual({
      headers: { 'content-type': 'application/json', sign: 'v1,…=' },
      body: '{"sign":"…=","text":"hello"}',
    });
  });

  it('leaves a request alone that no secret is in', () => {
    const request = { headers: { a: 'b' }, body: 'same' };
    expect(maskSecretParts(request, request)).toEqual(request);
  });
});
