/** The addresses of the portal under test; `npm run test:e2e` sets them. */
export const PORTAL = address('PORTAL_URL');
export const BACKEND = address('BACKEND_URL');
export const INBOX = address('INBOX_URL');
/** The API server of `prod-us`. */
export const CLUSTER = address('CLUSTER_URL');

/** Who signs in for each role: packages/app/src/signIn/people.ts. */
export const PERSON = {
  admin: 'ada',
  ops: 'olga',
  dev: 'devi',
  readonly: 'rita',
} as const;

export type Role = keyof typeof PERSON;

function address(variable: string): string {
  const value = process.env[variable];
  if (!value) {
    throw new Error(
      `${variable} is not set. Run the browser tests with \`npm run test:e2e\`, which starts a portal.`,
    );
  }
  return value;
}
