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
       * The ports on which all other receivers may be reached. Default: 80, 443 and all from 1024,
       * so that nobody posts to a mail server or a remote shell.
       */
      allowedPorts?: number[];
      /**
       * How long one attempt may take, from the connection to the last byte of the answer.
       * Default: 10 seconds.
       */
      timeout?: import('@backstage/types').HumanDuration | string;
      /**
       * A webhook is disabled when its receiver has accepted nothing for so long, and its creator is
       * told. Default: 5 days.
       */
      disableAfter?: import('@backstage/types').HumanDuration | string;
    };

    kubernetes?: {
      /**
       * Which custom resources can be chosen in filters, and are watched for webhooks that want all
       * kinds. `true`: all that a cluster serves and its credentials may list and watch; `false`:
       * none; or all but those excluded. Default: true.
       */
      customResources?:
        | boolean
        | {
            /** As filters name them: `*.example.com` is a whole group, `Foo.bar.io` one kind. */
            exclude?: string[];
          };
      /**
       * Kinds of Kubernetes to watch beside those that are watched without being named, e.g.
       * `PodDisruptionBudget` of `policy`. Custom resources are found without it.
       */
      extraResources?: Array<{
        /** E.g. `policy`; leave it out for the core group. */
        group?: string;
        /** The version that the server prefers when left out. */
        version?: string;
        /** E.g. `PodDisruptionBudget`. */
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
         * and opened anew, until the bookmarks of the cluster have told how often they come; then
         * it is two and a half times that. Lower it to notice a network that drops connections
         * without a word from the start. Default: 150 seconds.
         */
        silence?: import('@backstage/types').HumanDuration | string;
        /**
         * How long a watch that somebody wants may be failing before it is called stalled: then the
         * webhooks that name the kind `Watch` are told, and once more when it is well again.
         * Default: 2 minutes.
         */
        stalledAfter?: import('@backstage/types').HumanDuration | string;
      };
    };

    /**
     * How long and how many of what was stored is kept; what is older goes, and the oldest of what
     * is more. Deliveries that are still on their way are never deleted. See docs/storage.md.
     */
    retention?: {
      /** Stored events, which the event export reads. */
      events?: {
        /** At least a day. Default: 7 days. */
        age?: import('@backstage/types').HumanDuration | string;
        /** Default: 1,000,000. */
        count?: number;
      };
      /** Deliveries that were delivered, with their attempts. */
      deliveries?: {
        /** Since they were made; at least a day. Default: 30 days. */
        age?: import('@backstage/types').HumanDuration | string;
        /** Default: 1,000,000. */
        count?: number;
      };
      /**
       * Deliveries that failed and can still be sent again, with their attempts. Recoveries that have
       * ended are kept for this age too.
       */
      failedDeliveries?: {
        /** Since they were made; at least a day. Default: 90 days. */
        age?: import('@backstage/types').HumanDuration | string;
        /** Default: 250,000. */
        count?: number;
      };
    };

    events?: {
      /**
       * Whether every event is published on the topic `webhooks.event` of Backstage's EventsService,
       * for other plugins. Default: true.
       */
      publish?: boolean;
    };

    /** Who made a change, as the audit webhooks of API servers tell. See docs/actor.md. */
    audit?: {
      /** The clusters whose API servers post to `/api/v1/webhooks/audit/<name>`. */
      clusters?: Array<{
        /** As in the `kubernetes` section. */
        name: string;
        /**
         * Bearer tokens of the API servers, at least 16 characters each, e.g. from
         * `openssl rand -hex 32`. Any of them will do, so that they can be exchanged.
         * @visibility secret
         */
        tokens: string[];
      }>;
      /**
       * How long a delivery waits for the record that tells who made the change. Default: 5 seconds.
       * API servers send a record after up to 30 seconds, unless they are started with
       * `--audit-webhook-batch-max-wait=1s`.
       */
      grace?: import('@backstage/types').HumanDuration | string;
      /**
       * What the API server puts before the usernames of its OIDC provider, e.g. `oidc:`. Only
       * what follows it is compared with the emails of users in the catalog.
       */
      usernamePrefix?: string;
    };
  };
}
