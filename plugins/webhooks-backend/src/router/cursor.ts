import { because } from '@kubevision/backstage-plugin-webhooks-common';
import { wrong } from '../refusal';

/** Makes a place in a list opaque, so that nobody builds on what it is made of. */
export function encodeCursor(place: string): string {
  return Buffer.from(place).toString('base64url');
}

/** @throws InputError for anything that {@link encodeCursor} did not make */
export function decodeCursor(cursor: string): string {
  const place = Buffer.from(cursor, 'base64url').toString();
  if (!place || place.includes('\0') || encodeCursor(place) !== cursor) {
    throw wrong('cursor', because('no-cursor'));
  }
  return place;
}
