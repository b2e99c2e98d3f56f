import { InputError } from '@backstage/errors';

/** Makes a place in a list opaque, so that nobody builds on what it is made of. */
export function encodeCursor(place: string): string {
  return Buffer.from(place).toString('base64url');
}

/** @throws InputError for anything that {@link encodeCursor} did not make */
export function decodeCursor(cursor: string): string {
  const place = Buffer.from(cursor, 'base64url').toString();
  if (!place || place.includes('\0') || encodeCursor(place) !== cursor) {
    throw new InputError(
      'cursor: is none; take it from pageInfo.nextCursor of the page before',
    );
  }
  return place;
}
