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
      /** See webhooks and deliveries; never a URL, a secret or the body of an answer. */
      dev?: string[];
      /** See webhooks and deliveries; never a URL, a secret or the body of an answer. */
      readonly?: string[];
    };
  };
}
