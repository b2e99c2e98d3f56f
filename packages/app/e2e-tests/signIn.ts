import { setTimeout as delay } from 'node:timers/promises';
import { BACKEND, PERSON, Role } from './portal';

/**
 * Waits for the catalog, which reads who there is after the portal is ready.
 *
 * @returns the token of someone with the role
 */
export async function signIn(role: Role): Promise<string> {
  for (;;) {
    const response = await fetch(`${BACKEND}/api/auth/people/refresh`, {
      headers: {
        'x-portal-person': PERSON[role],
        'x-requested-with': 'XMLHttpRequest',
      },
    });
    const { backstageIdentity } = response.ok ? await response.json() : {};
    if (backstageIdentity) return backstageIdentity.token;
    await delay(500);
  }
}
