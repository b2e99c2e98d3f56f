export interface Config {
  /** Webhooks for changes in Kubernetes clusters. */
  webhooks?: {
    secrets: {
      /**
       * Keys that seal webhook URLs and secrets in the database. The first one seals; the others
       * open what they sealed earlier, so that keys can rotate.
       */
      keys: Array<{
        /** Stored with what the key sealed: letters, digits, `-` and `_`. Never reuse one. */
        id: string;
        /**
         * 32 random bytes in base64, e.g. from `openssl rand -base64 32`.
         * @visibility secret
         */
        secret: string;
      }>;
    };

    delivery?: {
      /**
       * Receivers inside of your network. Without an entry here, a webhook can only point to public
       * addresses over https, and a chat platform's webhook only to that platform's hosts.
       * An entry is a host name, an address or a CIDR, with or without a port:
       * `hooks.corp.example`, `10.20.0.0/16`, `127.0.0.1:7020`.
       */
      allowedReceivers?: string[];
      /**
       * How long one attempt may take, from the connection to the last byte of the answer.
       * Default: 10 seconds.
       */
      timeout?: import('@backstage/types').HumanDuration | string;
    };

    kubernetes?: {
      /**
       * Kinds to watch beside the built-in ones. They can be chosen in filters by their kind.
       */
      extraResources?: Array<{
        /** E.g. `cert-manager.io`; leave it out for the core group. */
        group?: string;
        /** The version that the server prefers when left out. */
        version?: string;
        /** E.g. `Certificate`. */
        kind: string;
      }>;
      /**
       * Auth providers of your own, beside Backstage's, that can authenticate without a user's
       * token. Clusters with any other provider are not watched.
       */
      serverSideAuthProviders?: string[];
      watch?: {
        /**
         * How long the connection of a watch may stay without a byte before it is taken for dead
         * and opened anew. API servers send a bookmark about every minute; raise it for clusters
         * that send none, lower it to notice a network that drops connections without a word.
         * Default: 90 seconds.
         */
        silence?: import('@backstage/types').HumanDuration | string;
      };
    };
  };
}
