import { AuthenticationError, NotAllowedError } from '@backstage/errors';
import { createProxyAuthenticator } from '@backstage/plugin-auth-node';

/** The header in which the page for signing in names the chosen person. */
export const PERSON_HEADER = 'x-portal-person';

/** Who signs in. */
export interface PersonResult {
  /** The name of a user in the catalog. */
  name: string;
}

/**
 * Believes whoever is named, so it is for trying the portal on one's own machine only.
 *
 * `initialize` throws NotAllowedError in production; `authenticate` throws AuthenticationError when
 * nobody is named and NotAllowedError for names that the config does not list.
 */
export const peopleAuthenticator = createProxyAuthenticator({
  defaultProfileTransform: async ({ name }: PersonResult) => ({
    profile: { displayName: name },
  }),

  initialize({ config }) {
    if (process.env.NODE_ENV === 'production') {
      throw new NotAllowedError(
        "The auth provider 'people' asks for no password, so it does not start in production; remove auth.providers.people from app-config and set up a real auth provider",
      );
    }
    return new Set(config.getStringArray('people'));
  },

  async authenticate({ req }, people) {
    const name = req.header(PERSON_HEADER);
    if (!name) {
      throw new AuthenticationError(
        `Nobody was chosen: the header ${PERSON_HEADER} is missing`,
      );
    }
    if (!people.has(name)) {
      throw new NotAllowedError(
        `'${name}' is none of the people in auth.providers.people.people`,
      );
    }
    return { result: { name } };
  },
});
