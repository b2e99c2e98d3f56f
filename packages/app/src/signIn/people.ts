/** Someone whom the portal can be tried as. */
export interface Person {
  /** The name of the user in the catalog, and in `auth.providers.people.people`. */
  name: string;
  displayName: string;
  role: string;
  /** What this person may do with webhooks, in one line. */
  may: string;
}

/** One person for each role. */
export const PEOPLE: readonly Person[] = [
  {
    name: 'ada',
    displayName: 'Ada',
    role: 'admin',
    may: 'Creates, changes, tests and deletes webhooks.',
  },
  {
    name: 'olga',
    displayName: 'Olga',
    role: 'ops',
    may: 'Creates, changes, tests and deletes webhooks, as admins do.',
  },
  {
    name: 'devi',
    displayName: 'Devi',
    role: 'dev',
    may: 'Sees webhooks and what they delivered, but no URL, secret or answer.',
  },
  {
    name: 'rita',
    displayName: 'Rita',
    role: 'readonly',
    may: 'Sees what developers see, and changes nothing.',
  },
];
