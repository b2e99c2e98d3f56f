export interface Config {
  webhooks?: {
    /**
     * Who has which role, as refs of users and groups in the catalog, e.g. `group:default/platform`.
     * Somebody with several roles may do what any of them may.
     */
    roles?: {
      /** Manage webhooks. */
      admin?: string[];
      /** Manage webhooks. */
      ops?: string[];
      /**
       * See webhooks that are only for their own clusters and namespaces, and the deliveries of
       * those; never a URL, a secret or the body of an answer.
       */
      dev?: Array<{
        members: string[];
        /** Names or globs, e.g. `staging` or `dev-*`. All when absent, if there are namespaces. */
        clusters?: string[];
        /** Names or globs, e.g. `payments-*`. All when absent, if there are clusters. */
        namespaces?: string[];
      }>;
      /** See all webhooks and deliveries; never a URL, a secret or the body of an answer. */
      readonly?: string[];
    };
  };
}
