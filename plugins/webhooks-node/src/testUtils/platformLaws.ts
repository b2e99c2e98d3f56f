import { reasonOf } from '@kubevision/backstage-plugin-webhooks-common';
import { OutgoingRequest, Verdict } from '../platform';
import { SECRET } from './secrets';

/* eslint-disable @typescript-eslint/no-explicit-any -- bodies are any JSON until a law read them */

/** What the body of a request must keep to. */
export interface BodyLaws {
  /**
   * By the limits that the platform documents.
   *
   * @returns what is too large; `true` or a text for each
   */
  tooLarge(body: any, bytes: number): unknown[];
  /** @returns what a reader could be pinged or led astray with */
  dangers(body: any): unknown[];
}

/** What only the platform itself knows. */
export interface PlatformLaws extends BodyLaws {
  /** A right URL, which holds {@link SECRET} where its own secret would be. */
  readonly url: string;
  /** For the plain form, where there is one. */
  readonly plainText?: BodyLaws;
  /** Whether HTTP 200 alone means success, whatever comes with it. */
  readonly acceptsAnyBody?: boolean;
}

/**
 * The laws that a request breaks.
 *
 * @param make - makes the request, which must come out the same every time
 */
export function offencesOf(
  make: () => OutgoingRequest,
  { tooLarge, dangers }: BodyLaws,
): unknown[] {
  const request = make();
  const { method, headers, body } = request;
  const parsed = JSON.parse(body);
  const isSame = JSON.stringify(request) === JSON.stringify(make());
  const isJson = headers['Content-Type'] === 'application/json; charset=utf-8';
  const tellsSecret = (body + JSON.stringify(headers)).includes(SECRET);
  return [
    ...(method === 'POST' ? [] : ['another method']),
    ...(isJson ? [] : ['another type']),
    ...(isSame ? [] : ['another request for the same message']),
    ...(tellsSecret ? ['the secret'] : []),
    ...tooLarge(parsed, Buffer.byteLength(body)),
    ...dangers(parsed),
  ];
}

/** The laws that a verdict on an answer breaks. */
export function faultsOf(verdict: Verdict, status: number): string[] {
  if (verdict.outcome === 'delivered') {
    return status >= 200 && status <= 299 ? [] : ['success at any status'];
  }
  const { reason } = verdict;
  const told = JSON.stringify(reasonOf(verdict));
  const afterMs = verdict.outcome === 'retry' ? verdict.afterMs ?? 0 : 0;
  return [
    ...(/^\S.{20,}$/.test(reason) ? [] : ['no reason']),
    ...(told.includes(SECRET) ? ['the secret'] : []),
    ...(told.includes('://') ? ['a URL'] : []),
    ...(afterMs >= 0 ? [] : ['a time in the past']),
  ];
}
