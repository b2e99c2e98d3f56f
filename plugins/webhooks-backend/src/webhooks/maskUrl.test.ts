import { maskUrl } from './maskUrl';

describe('maskUrl', () => {
  it.each([
    [
      'https://hooks.slack.com/services/T000/B000/XXXX',
      'https://hooks.slack.com/…XXXX',
    ],
    [
      'https://oapi.dingtalk.com/robot/send?access_token=abcdef',
      'https://oapi.dingtalk.com/…cdef',
    ],
    ['http://127.0.0.1:7020/http', 'http://127.0.0.1:7020/…'],
    ['https://example.com', 'https://example.com/…'],
  ])('keeps only the host and the last characters of %s', (url, masked) => {
    expect(maskUrl(url)).toBe(masked);
  });
});
