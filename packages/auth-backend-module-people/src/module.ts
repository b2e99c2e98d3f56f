import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { peopleAuthenticator } from './authenticator';

/** Adds the auth provider `people`, which signs in users of the catalog without a password. */
export const authModulePeopleProvider = createBackendModule({
  pluginId: 'auth',
  moduleId: 'people-provider',
  register(reg) {
    reg.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({
          providerId: 'people',
          factory: createProxyAuthProviderFactory({
            authenticator: peopleAuthenticator,
            // Groups come from the catalog; a person whom it lacks cannot sign in.
            signInResolver: async ({ result }, ctx) =>
              ctx.signInWithCatalogUser({
                entityRef: { name: result.name },
              }),
          }),
        });
      },
    });
  },
});
