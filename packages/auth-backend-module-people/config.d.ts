export interface Config {
  auth?: {
    providers?: {
      /** Sign-in without a password, for trying the portal. Refuses to start in production. */
      people?: {
        /** Names of the users of the catalog who may be chosen, such as `ada`. */
        people: string[];
      };
    };
  };
}
