import { OutgoingRequest } from './Platform';

/**
 * A POST of JSON. Text stays as it is, in UTF-8: WeCom refuses `\uXXXX` in some places.
 *
 * @param headers - further ones
 */
export function jsonRequest(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): OutgoingRequest {
  return {
    url,
    method: 'POST',
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
    body,
  };
}
