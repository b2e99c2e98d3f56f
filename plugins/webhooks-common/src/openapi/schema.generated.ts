// Made from openapi.yaml of the backend plugin by `npm run openapi`.
import { FieldValue } from './FieldValue';
export interface paths {
  '/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Webhooks by name, a page at a time. */
    get: operations['listWebhooks'];
    put?: never;
    /** Creates a webhook. */
    post: operations['createWebhook'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['WebhookId'];
      };
      cookie?: never;
    };
    /** One webhook. */
    get: operations['getWebhook'];
    /** Replaces a webhook; what may be left out then stays as it is. */
    put: operations['updateWebhook'];
    post?: never;
    /** Deletes a webhook with its deliveries. */
    delete: operations['deleteWebhook'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/{id}/restore': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['WebhookId'];
      };
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Takes a deletion back, as long as `undoSeconds` are not over. */
    post: operations['restoreWebhook'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/{id}/test': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['WebhookId'];
      };
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sends a sample message and waits for the receiver's answer. */
    post: operations['testWebhook'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/{id}/rotate-secret': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['WebhookId'];
      };
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Gives a webhook another secret; the one before goes on signing for a while. */
    post: operations['rotateSecret'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/{id}/mute': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['WebhookId'];
      };
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sends nothing before a time. */
    post: operations['muteWebhook'];
    /** Sends again what a mute holds back. */
    delete: operations['unmuteWebhook'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/{id}/deliveries': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['WebhookId'];
      };
      cookie?: never;
    };
    /** The deliveries of a webhook, newest first. */
    get: operations['listDeliveries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/{id}/deliveries/{deliveryId}': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['WebhookId'];
        deliveryId: components['parameters']['DeliveryId'];
      };
      cookie?: never;
    };
    /** One delivery. */
    get: operations['getDelivery'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/{id}/deliveries/{deliveryId}/redeliver': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['WebhookId'];
        deliveryId: components['parameters']['DeliveryId'];
      };
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sends a delivery that has ended once more. */
    post: operations['redeliver'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/{id}/deliveries/{deliveryId}/attempts/{number}/request': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['WebhookId'];
        deliveryId: components['parameters']['DeliveryId'];
        number: string;
      };
      cookie?: never;
    };
    /** What an attempt sent, without anything secret. */
    get: operations['getAttemptRequest'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/{id}/statistics': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['WebhookId'];
      };
      cookie?: never;
    };
    /** What became of the deliveries of a webhook, hour by hour. */
    get: operations['getStatistics'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/{id}/recoveries/preview': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['WebhookId'];
      };
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Counts what a recovery would send again. */
    post: operations['previewRecovery'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/{id}/recoveries': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['WebhookId'];
      };
      cookie?: never;
    };
    /** The recoveries of a webhook, newest first. */
    get: operations['listRecoveries'];
    put?: never;
    /** Begins to send failed deliveries again. */
    post: operations['createRecovery'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/{id}/recoveries/{recoveryId}': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['WebhookId'];
        recoveryId: components['parameters']['RecoveryId'];
      };
      cookie?: never;
    };
    /** One recovery. */
    get: operations['getRecovery'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Pauses, resumes or cancels a recovery. */
    patch: operations['changeRecovery'];
    trace?: never;
  };
  '/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The request that a webhook would send. Nothing is sent. */
    post: operations['preview'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/preview/test': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Sends a sample message as a webhook would that is not saved, and keeps nothing of it.
     * @description With `id`, it needs the permission to update that webhook instead.
     */
    post: operations['testDraft'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/preview/matches': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Which of the stored events a webhook would have got. */
    post: operations['matchEvents'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Every event that was stored, the oldest first. */
    get: operations['exportEvents'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/events/recent': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The newest events first. */
    get: operations['listRecentEvents'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/events/recent/webhooks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Which webhooks concern an entity of the catalog. */
    get: operations['webhooksOfEntity'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/events/{eventId}/explain': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        eventId: components['parameters']['EventId'];
      };
      cookie?: never;
    };
    /** Which webhooks want an event, and why the others do not. */
    get: operations['explainEvent'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/activity': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What became of the deliveries of webhooks within 24 hours. */
    get: operations['getActivity'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/platforms': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The platforms that a webhook can be of. */
    get: operations['listPlatforms'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/clusters': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The clusters, and how they are watched. */
    get: operations['listClusters'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/storage': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How large the database is, and what it will grow to. */
    get: operations['getStorage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/audit/{cluster}': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The cluster's name in Backstage. */
        cluster: string;
      };
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Where API servers post their audit events. */
    post: operations['acceptAuditEvents'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/openapi.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** This document. */
    get: operations['getOpenApi'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    /** @description An error, in Backstage's shape. */
    ErrorBody: {
      error: {
        name: string;
        message: string;
      } & {
        [key: string]: unknown;
      };
      request?: {
        method: string;
        url: string;
      };
      response: {
        statusCode: number;
      };
    };
    /**
     * @description What happened to a resource. A `scale` is the kind of `update` that changes the desired count.
     * @enum {string}
     */
    EventType: 'create' | 'update' | 'delete' | 'scale';
    /**
     * @description How bad a change is, the least first. Each kind's rules say which change is what.
     * @enum {string}
     */
    Severity: 'info' | 'warning' | 'critical';
    /** @description A value as it stands in a Kubernetes object; `null` where the field is absent. */
    FieldValue: FieldValue;
    /** @description One changed field. Paths are keyed, not indexed: `spec.template.spec.containers[name=web].image`. */
    Change: {
      field: string;
      old: components['schemas']['FieldValue'];
      new: components['schemas']['FieldValue'];
    };
    /**
     * @description How `actor` is known. Kubernetes does not store who made a change:
     *     - `audit`: an audit record of the API server proves who made exactly this change.
     *     - `audit-probable`: audit records name only one who can have made it, without proof.
     *     - `field-manager`: the tool that owns the changed field, as it named itself; not a verified user.
     *     - `controller`: the controller that owns the object.
     *     - `source`: the source of the event says so; only of events that are not Kubernetes'.
     *     - `unknown`: nothing says who; `actor` is `unknown`.
     * @enum {string}
     */
    ActorSource:
      | 'audit'
      | 'audit-probable'
      | 'field-manager'
      | 'controller'
      | 'source'
      | 'unknown';
    /**
     * @description Why a delivery is or was held back, so that it could stand for more than one event:
     *     - `rollout`: a new pod template is being rolled out; it is told when that ends.
     *     - `autoscaling`: an autoscaler changes the count, often several times within a minute.
     *     - `flapping`: the object changes so often that each change by itself is no news.
     *     - `window`: the object has just been told about.
     * @enum {string}
     */
    HoldReason: 'rollout' | 'autoscaling' | 'flapping' | 'window';
    /**
     * @description One change of one resource. The first eight keys, in this order, are the documented payload of
     *     custom HTTP webhooks; further keys only ever come after them.
     * @example {
     *       "event": "update",
     *       "cluster": "prod-us",
     *       "namespace": "",
     *       "resource": "Watch",
     *       "name": "deployments.apps",
     *       "actor": "unknown",
     *       "timestamp": "2026-03-05T10:25:00Z",
     *       "detail": {
     *         "field": "status.state",
     *         "old": "watching",
     *         "new": "stalled"
     *       },
     *       "id": "5f0c1b6e",
     *       "apiVersion": "webhooks.kubevision.io/v1",
     *       "uid": "",
     *       "resourceVersion": "",
     *       "actorSource": "unknown",
     *       "observed": "watch",
     *       "changes": [
     *         {
     *           "field": "status.state",
     *           "old": "watching",
     *           "new": "stalled"
     *         },
     *         {
     *           "field": "status.reason",
     *           "old": null,
     *           "new": "The API server does not answer"
     *         }
     *       ],
     *       "truncated": false,
     *       "severity": "critical",
     *       "labels": {},
     *       "entities": []
     *     }
     */
    WebhookEvent: {
      event: components['schemas']['EventType'];
      /** @description The cluster's name in Backstage, or `source:` and the id of another source. */
      cluster: string;
      /** @description Empty for resources without a namespace, such as Node. */
      namespace: string;
      /** @description The resource's kind, e.g. `Deployment`. */
      resource: string;
      name: string;
      actor: string;
      /**
       * Format: date-time
       * @description When the change was observed: ISO 8601 in UTC, to the second.
       */
      timestamp: string;
      /** @description The most significant of `changes`. */
      detail: components['schemas']['Change'];
      /** @description Stable for one change: the same change never gets a second id. */
      id: string;
      /** @description E.g. `apps/v1`. */
      apiVersion: string;
      uid: string;
      resourceVersion: string;
      actorSource: components['schemas']['ActorSource'];
      /**
       * @description `catch-up` when the change was found by comparing after a gap in the watch.
       * @enum {string}
       */
      observed: 'watch' | 'catch-up';
      /** @description All significant changes, the most significant first, at most 20. */
      changes: components['schemas']['Change'][];
      /** @description True when there were more changes than `changes` holds. */
      truncated: boolean;
      /** @description The worst of its changes. */
      severity: components['schemas']['Severity'];
      /** @description The object's own, at most 50. */
      labels: {
        [key: string]: string;
      };
      /** @description Refs of the catalog's entities that the object belongs to, e.g. `component:default/web`. */
      entities: string[];
      /** @description Refs of its owners, where the source of the event told them; never of Kubernetes' events. */
      owners?: string[];
      /** @description Refs of the systems that it is part of, as `owners`. */
      systems?: string[];
      /** @description The workload that owns the object, e.g. `Deployment/api-server` of a Pod; absent for what no controller owns. */
      controller?: string;
      /** @description The catalog's user that `actor` names, e.g. `user:default/alice`; absent for anybody else. */
      actorRef?: string;
      /** @description The username that made the request as somebody else, namely as `actor` (`kubectl --as`). */
      impersonator?: string;
      /** @description How many further events this one stands for; absent when it stands for itself alone. */
      absorbed?: number;
      /** @description Why it was held back; absent when it went out at once. */
      heldFor?: components['schemas']['HoldReason'];
      /** @description What else is told with it, when it is the first of a digest. */
      digest?: components['schemas']['Digest'];
    };
    /**
     * @description One message instead of many, for a webhook that has more to tell than its platform takes. What it
     *     tells is one event, the worst, with the rest of it as the event's `digest`.
     */
    Digest: {
      /** @description How many deliveries it stands for. */
      total: number;
      /** @description When the first of its events was observed, ISO 8601. */
      from: string;
      /** @description When the last was. */
      until: string;
      /** @description The worst first, and of the same severity the largest first; at most 100. */
      groups: components['schemas']['DigestGroup'][];
      /** @description How many of `total` are in none of the groups. */
      ungrouped: number;
    };
    /** @description Alike changes of a digest. */
    DigestGroup: {
      cluster: string;
      resource: string;
      event: components['schemas']['EventType'];
      severity: components['schemas']['Severity'];
      count: number;
      /** @description The first three objects of it, e.g. `team-alpha/api-server`. */
      names: string[];
    };
    Name: string;
    EventTypeFilter: ('create' | 'update' | 'delete' | 'scale' | '*')[];
    SeverityFilter: ('info' | 'warning' | 'critical' | '*')[];
    /** @description Globs (`team-*`) and exclusions (`!kube-*`); where there are only exclusions, everything else matches. */
    NameFilter: string[];
    /**
     * @description Kinds, e.g. `Deployment`, or kinds of one group, e.g. `Certificate.cert-manager.io`. A kind
     *     alone that Kubernetes itself has is only Kubernetes' own.
     */
    ResourceFilter: string[];
    /** @description Label selectors as kubectl takes them, all of which must hold: `app=web`, `tier in (a, b)`. */
    LabelFilter: string[];
    /** @description Refs of entities of the catalog. Short ones are stored as whole ones. */
    EntityFilter: string[];
    /**
     * @description Which events a webhook wants. An absent or empty list, or `["*"]`, means all. All lists must
     *     match. `clusters`, `resources`, `namespaces` and `names` take globs (`team-*`) and exclusions
     *     (`!kube-*`); where there are only exclusions, everything else matches.
     */
    WebhookFilters: {
      events?: components['schemas']['EventTypeFilter'];
      clusters?: components['schemas']['NameFilter'];
      resources?: components['schemas']['ResourceFilter'];
      namespaces?: components['schemas']['NameFilter'];
      /** @description Names of objects. */
      names?: components['schemas']['NameFilter'];
      labels?: components['schemas']['LabelFilter'];
      severities?: components['schemas']['SeverityFilter'];
      /** @description Owners of the object's entities; `group:platform` is stored as `group:default/platform`. */
      owners?: components['schemas']['EntityFilter'];
      /** @description Systems of the object's entities; `payments` is stored as `system:default/payments`. */
      systems?: components['schemas']['EntityFilter'];
    };
    /** @description Filters as they are answered, with all lists. */
    CompleteFilters: {
      events: components['schemas']['EventTypeFilter'];
      clusters: components['schemas']['NameFilter'];
      resources: components['schemas']['ResourceFilter'];
      namespaces: components['schemas']['NameFilter'];
      names: components['schemas']['NameFilter'];
      labels: components['schemas']['LabelFilter'];
      severities: components['schemas']['SeverityFilter'];
      owners: components['schemas']['EntityFilter'];
      systems: components['schemas']['EntityFilter'];
    };
    /**
     * @description - `summary`: a rollout is one message, when it ends.
     *     - `progress`: one when it starts, and one when it ends.
     *     - `off`: every change of it is a message.
     * @enum {string}
     */
    RolloutMode: 'summary' | 'progress' | 'off';
    /** @description What of the changes of one object is folded into one message, for one webhook. */
    NoiseSettings: {
      /**
       * @description Changes of an object that come within so many seconds after a message about it are one
       *     message when the time is over; 0 for off, 10 when absent.
       */
      windowSeconds?: number;
      /** @description Whether what an autoscaler does to an object within a minute is one message; true when absent. */
      autoscaling?: boolean;
      /**
       * @description Whether an object with five messages in ten minutes is told about only when it is quiet for a
       *     minute, and every ten minutes at the latest; true when absent.
       */
      flapping?: boolean;
      /** @description `summary` when absent. */
      rollouts?: components['schemas']['RolloutMode'];
    };
    /** @description Noise settings as they are answered. */
    CompleteNoise: {
      windowSeconds: number;
      autoscaling: boolean;
      flapping: boolean;
      rollouts: components['schemas']['RolloutMode'];
    };
    /** @description How many events got no message of their own within the last 24 hours, by reason. */
    HeldBack: {
      total: number;
      /** @description Without the reasons that there were none of. */
      byReason: {
        rollout?: number;
        autoscaling?: number;
        flapping?: number;
        window?: number;
      };
    };
    /** @enum {string} */
    Weekday: 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';
    /** @description When a webhook sends nothing; what happens meanwhile is told when they are over. */
    QuietHours: {
      /** @description When they begin, `HH:mm`. */
      start: string;
      /** @description When they are over, `HH:mm`; on the next day when it is before `start`. */
      end: string;
      /** @description Of `start` and `end`, as IANA names it: `Europe/Berlin`. */
      timeZone: string;
      /** @description On which days they begin; every day when absent. */
      days?: components['schemas']['Weekday'][];
      /** @description Whether what is critical is sent all the same; false when absent. */
      exceptCritical?: boolean;
    };
    /**
     * @description How a delivery is tried again:
     *     - `contract`: 3 attempts, never more than 30 s apart.
     *     - `patient`: 10 attempts, over most of a day.
     * @enum {string}
     */
    RetrySchedule: 'contract' | 'patient';
    /**
     * @description What can be set of the requests of some platforms, beside the fields of the form.
     * @enum {string}
     */
    RequestSetting: 'headers' | 'clientCertificate';
    /** @description A header that each request carries. Without `value`, a PUT keeps the stored one of that name. */
    RequestHeaderInput: {
      name: string;
      value?: string;
    };
    /** @description By which the portal proves to a receiver who it is (mTLS). All of it is PEM. */
    ClientCertificateInput: {
      /** @description The certificate, and the chain after it if the receiver needs that. */
      certificate: string;
      key: string;
      /** @description Of an encrypted key. */
      passphrase?: string;
      /** @description The authorities that the receiver's certificate may be of, instead of the public ones. */
      ca?: string;
    };
    /** @description What is shown of a client certificate. */
    ClientCertificateInfo: {
      /** @description E.g. `O=Example, CN=portal`. */
      subject: string;
      /** Format: date-time */
      expiresAt: string;
      /** @description SHA-256 in hexadecimal, with colons. */
      fingerprint256: string;
    };
    /** @description What secret a webhook gets, and how long the one before counts. */
    RotateSecretRequest: {
      /** @description Required where the platform makes the secret; otherwise one is generated when absent. */
      secret?: string;
      /** @description For how long the secret before signs too; 24 when absent. */
      overlapHours?: number;
    };
    MuteRequest: {
      /**
       * Format: date-time
       * @description ISO 8601 with a zone, in the future.
       */
      until: string;
    };
    /**
     * @description A webhook, as it is created and changed. A PUT without `url`, `secret`, `headers`,
     *     `clientCertificate`, `enabled`, `noise`, `retry`, `digest`, `quietHours` or `mutedUntil` keeps
     *     what is stored.
     * @example {
     *       "name": "payments to #ops",
     *       "platform": "slack",
     *       "url": "https://hooks.slack.com/services/T000/B000/XXXX",
     *       "enabled": true,
     *       "filters": {
     *         "events": [
     *           "create",
     *           "scale"
     *         ],
     *         "clusters": [
     *           "prod-us"
     *         ],
     *         "resources": [
     *           "Deployment"
     *         ],
     *         "namespaces": [
     *           "*"
     *         ]
     *       }
     *     }
     */
    WebhookInput: {
      name: string;
      /** @description The id of one of `GET /platforms`. */
      platform: string;
      url?: string;
      /** @description `http`: the signing secret, generated when absent; `dingtalk`, `feishu`: the robot's own secret. */
      secret?: string;
      /** @description `http` only. All of them: those that are not in the list are removed. */
      headers?: components['schemas']['RequestHeaderInput'][];
      /** @description `http` only; `null` removes it. */
      clientCertificate?:
        | components['schemas']['ClientCertificateInput']
        | null;
      enabled?: boolean;
      filters?: components['schemas']['WebhookFilters'];
      noise?: components['schemas']['NoiseSettings'];
      /** @description Whether what is more than the platform takes becomes a digest; true when absent. */
      digest?: boolean;
      /** @description `null` for none. */
      quietHours?: components['schemas']['QuietHours'] | null;
      /**
       * Format: date-time
       * @description Nothing is sent before; `null` to send at once.
       */
      mutedUntil?: string | null;
      /** @description `contract` when absent. Counts for deliveries that are made or redelivered from now on. */
      retry?: components['schemas']['RetrySchedule'];
    };
    /**
     * @description - `unknown`: nothing was delivered yet.
     *     - `healthy`: the last delivery succeeded.
     *     - `failing`: the last delivery failed.
     * @enum {string}
     */
    WebhookHealth: 'unknown' | 'healthy' | 'failing';
    /**
     * @description Whether a receiver is sent to. When it fails too often, everything for it waits (`open`), until
     *     one delivery tries whether it is well again (`half-open`).
     */
    CircuitInfo: {
      /** @enum {string} */
      state: 'closed' | 'open' | 'half-open';
      /** @description How many attempts failed since the last that did not. */
      failures: number;
      /**
       * Format: date-time
       * @description When the first of these was.
       */
      since?: string;
      /**
       * Format: date-time
       * @description From when on the next delivery is tried; only unless closed.
       */
      nextProbeAt?: string;
    };
    /**
     * @description Why all deliveries of a webhook wait:
     *     - `rate`: the platform takes no more just now.
     *     - `retry-after`: the receiver asked for a pause.
     *     - `backing-off`: the receiver fails; see its circuit.
     *     - `quiet-hours`, `muted`: somebody wanted it so.
     * @enum {string}
     */
    WaitReason:
      | 'rate'
      | 'retry-after'
      | 'backing-off'
      | 'quiet-hours'
      | 'muted';
    /** @description Until when all deliveries of a webhook wait. */
    WaitInfo: {
      reason: components['schemas']['WaitReason'];
      /** Format: date-time */
      until: string;
      /** @description Whether what is critical does not wait. */
      exceptCritical: boolean;
    };
    /** @description A stored webhook, as the API answers it. */
    Webhook: {
      id: string;
      /** @description Another one whenever somebody, or the plugin, changed what can be set of it. In quotes, it goes into `If-Match`. */
      etag: string;
      name: string;
      platform: string;
      /** @description Masked, e.g. `https://hooks.slack.com/…XXXX`; only `…` for people who may not update webhooks. */
      url: string;
      /** @description Whether a secret is stored. */
      hasSecret: boolean;
      /** @description Only in the answer to the POST that made the service generate it; never again. */
      secret?: string;
      /** @description While the secret before the last rotation signs too. */
      secretRotation?: {
        /**
         * Format: date-time
         * @description Until when it does.
         */
        previousExpiresAt: string;
      };
      /** @description Names only, and only for people who may update webhooks. */
      headers?: {
        name: string;
      }[];
      /** @description Only for people who may update webhooks. */
      clientCertificate?: components['schemas']['ClientCertificateInfo'];
      enabled: boolean;
      filters: components['schemas']['CompleteFilters'];
      noise: components['schemas']['CompleteNoise'];
      heldBack: components['schemas']['HeldBack'];
      digest: boolean;
      quietHours: components['schemas']['QuietHours'] | null;
      /**
       * Format: date-time
       * @description `null` when it is not muted.
       */
      mutedUntil: string | null;
      /** @description Absent when deliveries are sent as they become due. */
      waiting?: components['schemas']['WaitInfo'];
      circuit: components['schemas']['CircuitInfo'];
      /**
       * @description Who disabled it: a user, or the plugin, because of its receiver; absent while enabled.
       * @enum {string}
       */
      disabledBy?: 'user' | 'plugin';
      /** @description Why the plugin disabled it, in words for people. */
      disabledReason?: string;
      retry: components['schemas']['RetrySchedule'];
      /** @description How many deliveries failed and were not redelivered; tests are not counted. */
      parked: number;
      health: components['schemas']['WebhookHealth'];
      /** @description Why the last delivery failed, in words for people. */
      healthReason?: string;
      /**
       * Format: date-time
       * @description When the last delivery ended, well or not.
       */
      lastDeliveryAt?: string;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      updatedAt: string;
      /** @description Entity ref of the user, or the subject of the service, that created it. */
      createdBy: string;
    };
    PageInfo: {
      /** @description Absent on the last page. */
      nextCursor?: string;
    };
    WebhookPage: {
      items: components['schemas']['Webhook'][];
      totalItems: number;
      pageInfo: components['schemas']['PageInfo'];
    };
    /**
     * @description - `pending`: due now or at `nextAttemptAt`.
     *     - `delivered`: the platform accepted it.
     *     - `failed`: rejected, or all attempts are used up; it is kept and can be redelivered.
     * @enum {string}
     */
    DeliveryStatus: 'pending' | 'delivered' | 'failed';
    /**
     * @description Why a delivery failed:
     *     - `exhausted`: all attempts are used up.
     *     - `payload`: the receiver did not understand the message, as plain text neither.
     *     - `owner`: whoever owns the receiver must act, e.g. because the channel is archived.
     *     - `disabled`: the webhook was disabled before it was sent.
     * @enum {string}
     */
    FailureClass: 'exhausted' | 'payload' | 'owner' | 'disabled';
    /** @description One event on its way to one webhook. */
    Delivery: {
      id: string;
      webhookId: string;
      event: components['schemas']['WebhookEvent'];
      status: components['schemas']['DeliveryStatus'];
      /** @description True for a delivery made by the Test button. */
      test: boolean;
      /** @description How many attempts were made. */
      attempts: number;
      /** @description HTTP status of the last answer; absent when none came. */
      statusCode?: number;
      /** @description Body of the last answer, at most 16 KiB; absent for people who may not update webhooks. */
      responseBody?: string;
      /** @description Why it failed or waits, in words for people. */
      reason?: string;
      /**
       * @description The delivery of the digest that tells of it. It is delivered or has failed when the digest is
       *     or has.
       */
      digestId?: string;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      nextAttemptAt?: string;
      /** Format: date-time */
      deliveredAt?: string;
      /** @description Present when it failed, as is `failedAt`. */
      failureClass?: components['schemas']['FailureClass'];
      /** Format: date-time */
      failedAt?: string;
    };
    DeliveryPage: {
      items: components['schemas']['Delivery'][];
      totalItems: number;
      /** @description True when there are more than `totalItems`. */
      totalItemsCapped?: boolean;
      pageInfo: components['schemas']['PageInfo'];
    };
    /**
     * @description How one attempt ended.
     * @enum {string}
     */
    AttemptOutcome: 'delivered' | 'retry' | 'rejected';
    /** @description One HTTP exchange of a delivery. */
    DeliveryAttempt: {
      /** @description Counts from 1, over redeliveries too. */
      number: number;
      /** Format: date-time */
      startedAt: string;
      durationMs: number;
      outcome: components['schemas']['AttemptOutcome'];
      statusCode?: number;
      reason?: string;
      /** @description Absent for people who may not update webhooks, as is the body. */
      responseHeaders?: {
        [key: string]: string;
      };
      /** @description At most 16 KiB. */
      responseBody?: string;
      /** @description How long the body of the request was; absent when none was made. */
      requestBytes?: number;
      /** @description True when the plain form of the message was sent. */
      plainText?: boolean;
    };
    /** @description A delivery with all its attempts, oldest first. */
    DeliveryWithAttempts: components['schemas']['Delivery'] & {
      attemptLog: components['schemas']['DeliveryAttempt'][];
    };
    /**
     * @description What was sent, made again from the stored event. Whatever is made of a secret is `…`; so are the
     *     values of headers that somebody set.
     */
    AttemptRequest: {
      method: string;
      headers: {
        [key: string]: string;
      };
      body: string;
    };
    /** @description What happened within one hour, by when the deliveries were made; tests are not counted. */
    HourStatistics: {
      /**
       * Format: date-time
       * @description When it began.
       */
      hour: string;
      delivered: number;
      failed: number;
      /** @description Not ended yet. */
      pending: number;
      /** @description How many events got no message of their own. */
      heldBack: number;
      /** @description How long the last attempt of each delivery took, in milliseconds; absent where there was none. */
      durationMs?: {
        average: number;
        longest: number;
      };
      /** @description How large their requests were on average, in bytes; absent where none was sent. */
      requestBytes?: number;
    };
    /**
     * @description How a webhook does, hour by hour.
     * @example {
     *       "hours": [
     *         {
     *           "hour": "2026-03-05T10:00:00.000Z",
     *           "delivered": 41,
     *           "failed": 1,
     *           "pending": 0,
     *           "heldBack": 7,
     *           "durationMs": {
     *             "average": 120,
     *             "longest": 2300
     *           },
     *           "requestBytes": 2150
     *         }
     *       ],
     *       "truncated": false,
     *       "perMinute": 60
     *     }
     */
    WebhookStatistics: {
      /** @description The hours up to now, the oldest first; none is left out. */
      hours: components['schemas']['HourStatistics'][];
      /** @description True when only the newest deliveries within these hours were looked at for `pending`, `durationMs` and `requestBytes`. */
      truncated: boolean;
      /** @description How many messages the platform accepts in a minute; absent when it names no limit. */
      perMinute?: number;
    };
    /**
     * @description How many deliveries of a webhook, hour by hour, the oldest first. Tests are not counted, nor is
     *     what is still on its way.
     */
    WebhookActivity: {
      /** @description Those made in that hour that arrived. */
      delivered: number[];
      /** @description Those made in that hour that failed, and were not sent again since. */
      failed: number[];
      /** @description Events of that hour that got no message of their own. */
      heldBack: number[];
    };
    ActivityReport: {
      /**
       * Format: date-time
       * @description When the first of the 24 hours began; hours are those of UTC.
       */
      from: string;
      /** @description By the id of the webhook; without those in which nothing happened. */
      items: {
        [key: string]: components['schemas']['WebhookActivity'];
      };
    };
    /** @description Which failed deliveries of a webhook are sent again: those that match everything given. */
    RecoveryFilter: {
      /**
       * Format: date-time
       * @description Those that failed at or after this time.
       */
      since?: string;
      /**
       * Format: date-time
       * @description Those that were made at or after this time.
       */
      createdSince?: string;
      /**
       * Format: date-time
       * @description Those that were made before this time.
       */
      createdUntil?: string;
      failureClass?: components['schemas']['FailureClass'];
      event?: components['schemas']['EventType'];
      cluster?: components['schemas']['Name'];
      resource?: components['schemas']['Name'];
      namespace?: components['schemas']['Name'];
    };
    /**
     * @description Which failed deliveries are sent again, and how fast.
     * @example {
     *       "since": "2026-03-05T10:23:00Z",
     *       "failureClass": "exhausted",
     *       "event": "update",
     *       "cluster": "prod-us",
     *       "resource": "Deployment",
     *       "namespace": "team-alpha",
     *       "perMinute": 20
     *     }
     */
    RecoveryInput: components['schemas']['RecoveryFilter'] & {
      /**
       * @description How many are sent again in a minute, up to what the platform accepts; half of that when
       *     absent, so that new deliveries have the other half.
       */
      perMinute?: number;
    };
    /** @description What a recovery would send again. */
    RecoveryPreview: {
      total: number;
      /** @description Without the classes that there are none of. */
      byClass: {
        exhausted?: number;
        payload?: number;
        owner?: number;
        disabled?: number;
      };
    };
    /**
     * @description - `running`: deliveries are made due again, at its pace.
     *     - `paused`: by a person, or because the webhook was disabled; see `reason`.
     *     - `done`: nothing is left to send again.
     *     - `cancelled`: by a person; what was not sent again stays failed.
     * @enum {string}
     */
    RecoveryState: 'running' | 'paused' | 'done' | 'cancelled';
    /**
     * @description Failed deliveries that are sent again, one after the other, under their ids and with a fresh
     *     budget each. What fails after a recovery began is not part of it.
     * @example {
     *       "id": "1f3f4f0c-2a4e-4f0e-9d6f-5a1c3b7e9d10",
     *       "webhookId": "0b6c2c1e-7d3a-4a52-8f5e-2f9f1a6d4c33",
     *       "filter": {
     *         "failureClass": "exhausted"
     *       },
     *       "state": "running",
     *       "total": 812,
     *       "done": 40,
     *       "remaining": 772,
     *       "perMinute": 20,
     *       "createdBy": "user:default/olga",
     *       "createdAt": "2026-03-05T12:00:00.000Z"
     *     }
     */
    Recovery: {
      id: string;
      webhookId: string;
      filter: components['schemas']['RecoveryFilter'];
      state: components['schemas']['RecoveryState'];
      /** @description Why it paused by itself, in words for people. */
      reason?: string;
      /** @description How many there were when it began. */
      total: number;
      /** @description How many were made due again; less than `total` at the end when some were gone by then. */
      done: number;
      /** @description How many are still to come; 0 when it ended. */
      remaining: number;
      perMinute: number;
      /** @description Entity ref of the user, or the subject of the service, that created it. */
      createdBy: string;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      endedAt?: string;
    };
    RecoveryPage: {
      items: components['schemas']['Recovery'][];
      totalItems: number;
      pageInfo: components['schemas']['PageInfo'];
    };
    /** @description Pauses, resumes or cancels a recovery. */
    RecoveryChange: {
      /** @enum {string} */
      state: 'running' | 'paused' | 'cancelled';
    };
    /** @description What came of a test. */
    DraftTestResult: {
      outcome: components['schemas']['AttemptOutcome'];
      statusCode?: number;
      responseBody?: string;
      durationMs: number;
      /** @description Present unless delivered: what went wrong and what to do, in words for people. */
      reason?: string;
    };
    /**
     * @description What came of the test of a stored webhook.
     * @example {
     *       "outcome": "rejected",
     *       "statusCode": 404,
     *       "responseBody": "no_service",
     *       "durationMs": 41,
     *       "reason": "…what happened and what to do…",
     *       "deliveryId": "7b1f0a52-0a52-4e3b-9d0c-6a3e4a9f2c11"
     *     }
     */
    TestResult: components['schemas']['DraftTestResult'] & {
      /** @description It is in the history too. */
      deliveryId: string;
    };
    /**
     * @example {
     *       "platform": "slack",
     *       "eventId": "…the id of a stored event; without it, a sample…",
     *       "event": "update",
     *       "filters": {
     *         "clusters": [
     *           "prod-us"
     *         ]
     *       },
     *       "signed": true
     *     }
     */
    PreviewRequest: {
      platform: components['schemas']['Name'];
      /** @description The id of a stored event; without it, a sample event is used. */
      eventId?: string;
      /** @description The type of the sample, or as what the stored event is told; `scale` when absent. */
      event?: components['schemas']['EventType'];
      /** @description Of the webhook, so that the sample is an event that it would get. */
      filters?: components['schemas']['WebhookFilters'];
      /** @description Whether the webhook has a secret, so that the request is shown with its signature, masked. */
      signed?: boolean;
    };
    /** @description What a message says before a platform's markup; text is untrusted and unescaped. */
    PreviewMessage: {
      /** @description E.g. `K8s Deployment updated`. */
      headline: string;
      /** @description E.g. `team-alpha/api-server`. */
      object: string;
      /** @description One line, as in a notification. */
      summary: string;
      facts: {
        label: string;
        value: string;
      }[];
      changes: {
        field: string;
        old: string;
        new: string;
      }[];
      /** @description How many more changes there are. */
      moreChanges: number;
      footer: string;
    };
    /** @description The request as it would be sent, without URL and secrets. */
    PreviewResult: {
      /** @enum {string} */
      method: 'POST';
      /** @description Where a value is made of the secret, it is `…`. */
      headers: {
        [key: string]: string;
      };
      /** @description The raw body; where a part of it is made of the secret, that is `…`. */
      body: string;
      message: components['schemas']['PreviewMessage'];
      /** @description What the message is about. */
      event: components['schemas']['WebhookEvent'];
    };
    /** @description What of a webhook, as it would be saved, a test needs. */
    DraftTestRequest: {
      platform: components['schemas']['Name'];
      url?: string;
      secret?: string;
      headers?: components['schemas']['RequestHeaderInput'][];
      clientCertificate?:
        | components['schemas']['ClientCertificateInput']
        | null;
      filters?: components['schemas']['WebhookFilters'];
      /** @description The id of the stored webhook that is being changed; what it has stands in for what is absent. */
      id?: string;
    };
    MatchesRequest: {
      filters: components['schemas']['WebhookFilters'];
      /** @description How far back to look; 24 when absent. */
      sinceHours?: number;
    };
    /**
     * @example {
     *       "count": 12,
     *       "truncated": false,
     *       "scanned": 4310,
     *       "items": []
     *     }
     */
    MatchingEvents: {
      /** @description How many of the events that were looked at a webhook with these filters gets. */
      count: number;
      /** @description True when there are older events within the time asked for that were not looked at. */
      truncated: boolean;
      /** @description How many events were looked at, the newest first. */
      scanned: number;
      /** @description The newest of them, as the webhook gets them. */
      items: components['schemas']['WebhookEvent'][];
    };
    /** @description A stored event, and the place behind it in the export. */
    ExportedEvent: components['schemas']['WebhookEvent'] & {
      /** @description Opaque. `GET /events?after=<cursor>` goes on behind this event. */
      cursor: string;
    };
    /**
     * @description The last line of an NDJSON answer of `GET /events`: everything up to `cursor` has been looked at,
     *     whether or not it passed the filters. It has no `event`.
     */
    ExportBookmark: {
      cursor: string;
    };
    EventPage: {
      /** @description The oldest first. */
      items: components['schemas']['ExportedEvent'][];
      /** @description `nextCursor` is always there: where to go on, now or when there is more. */
      pageInfo: {
        nextCursor: string;
      };
    };
    /**
     * @description The newest first. It may hold fewer than were asked for, even none, and still have a
     *     `nextCursor`, since one request looks through so many events at most.
     */
    RecentEvents: {
      items: components['schemas']['WebhookEvent'][];
      pageInfo: components['schemas']['PageInfo'];
    };
    /**
     * @description How an event stands to one webhook.
     * @example {
     *       "webhook": {
     *         "id": "0b6c2c1e",
     *         "name": "payments to #ops",
     *         "platform": "slack",
     *         "enabled": true
     *       },
     *       "matches": false,
     *       "failed": [
     *         "clusters",
     *         "labels"
     *       ],
     *       "deliveries": []
     *     }
     */
    EventExplanation: {
      webhook: {
        id: string;
        name: string;
        platform: string;
        enabled: boolean;
      };
      /** @description Whether its filters, as they are now, let the event through. */
      matches: boolean;
      /**
       * @description Those of its filters that do not hold; empty when it matches. `rollouts`: the event is only the
       *     news of the object's owner, and the webhook's noise settings fold that.
       */
      failed: (
        | 'events'
        | 'clusters'
        | 'resources'
        | 'namespaces'
        | 'names'
        | 'labels'
        | 'severities'
        | 'owners'
        | 'systems'
        | 'rollouts'
      )[];
      /** @description What was made of it; may be there although the filters, changed since, no longer match. */
      deliveries: {
        id: string;
        status: components['schemas']['DeliveryStatus'];
        statusCode?: number;
        reason?: string;
        /** Format: date-time */
        createdAt: string;
      }[];
    };
    EventExplanations: {
      event: components['schemas']['WebhookEvent'];
      /** @description Webhooks that it matches come first. */
      items: components['schemas']['EventExplanation'][];
    };
    /** @description The full ref of an entity of the catalog, `component:default/web`. */
    EntityRef: string;
    /** @description A webhook that concerns an entity of the catalog. */
    EntityWebhook: {
      webhook: {
        id: string;
        name: string;
        platform: string;
        enabled: boolean;
        health: components['schemas']['WebhookHealth'];
        healthReason?: string;
      };
      /** @description How many of the events its filters, as they are now, let through. */
      matches: number;
      /** @description Whether its filters ask for the entity's owner or system. */
      named: boolean;
    };
    /** @description Those with the most matches come first. */
    EntityWebhooks: {
      /** @description How many events were looked at, the newest ones of the entity. */
      events: number;
      items: components['schemas']['EntityWebhook'][];
    };
    /** @description A batch of audit events, as an API server sends it. */
    AuditEventList: {
      /** @enum {string} */
      apiVersion: 'audit.k8s.io/v1';
      /** @enum {string} */
      kind: 'EventList';
      items: unknown[];
    } & {
      [key: string]: unknown;
    };
    /**
     * @example {
     *       "stored": 3,
     *       "unreadable": 0
     *     }
     */
    AuditReceipt: {
      /** @description How many items may tell the actor of a change, and were stored. */
      stored: number;
      /** @description How many items are no audit events. */
      unreadable: number;
    };
    /** @description One input of a platform's form. */
    PlatformField: {
      /** @enum {string} */
      name: 'url' | 'secret';
      label: string;
      required: boolean;
      /** @description True when the value must be shown as a password. */
      secret: boolean;
      placeholder?: string;
      help?: string;
    };
    /** @description A platform as the form needs it. */
    PlatformInfo: {
      id: string;
      label: string;
      fields: components['schemas']['PlatformField'][];
      /** @description The hosts that its URLs have, so that a pasted URL tells its platform; absent for any host. */
      hosts?: string[];
      /** @description What else can be set; absent where nothing can. */
      requestSettings?: components['schemas']['RequestSetting'][];
      /** @description Whether a secret is made up where none is given, so that rotating needs none. */
      generatesSecret?: boolean;
    };
    PlatformList: {
      items: components['schemas']['PlatformInfo'][];
    };
    /**
     * @description Why a kind was listed as a whole:
     *     - `first`: nothing was known of it.
     *     - `expired`: the cluster had forgotten the place where the watch was (`410 Gone`).
     *     - `unreadable`: what came next could not be read.
     *     - `silence`: the cluster accepted the watch and said nothing, more than once.
     * @enum {string}
     */
    RelistCause: 'first' | 'expired' | 'unreadable' | 'silence';
    /**
     * @description State of the watch of one kind in one cluster.
     *     - `starting`: its first list is not complete yet.
     *     - `watching`: changes arrive.
     *     - `failing`: it cannot be watched now; `reason` says why; it is tried again.
     *     - `stalled`: it has been failing or silent for longer than `webhooks.kubernetes.watch.stalledAfter`,
     *       or no replica of the portal watches the cluster; it is tried again.
     *     - `forbidden`: a custom resource that no webhook names, and that the cluster role of Backstage
     *       does not allow to watch; nothing is wrong. It is tried again now and then.
     */
    WatchInfo: {
      kind: string;
      apiVersion: string;
      /** @description As Kubernetes names it across groups: `deployments.apps`, or `pods` in the core group. */
      resource: string;
      /** @enum {string} */
      state: 'starting' | 'watching' | 'failing' | 'stalled' | 'forbidden';
      /** @description Why it is in that state, in words for people. */
      reason?: string;
      /** @description What to do about it, in words for people. */
      remedy?: string;
      /**
       * Format: date-time
       * @description When the last byte of it arrived, such as an event or a bookmark.
       */
      lastSeenAt?: string;
      /**
       * Format: date-time
       * @description When the last change worth telling was stored.
       */
      lastEventAt?: string;
      /** @description From reading that change off the wire to its commit, in milliseconds. */
      lagMs?: number;
      /** @description The last complete list, and what it was for. */
      lastRelist?: {
        /** Format: date-time */
        at: string;
        cause: components['schemas']['RelistCause'];
      };
      /** @description How often the watch lost its place and a list had to tell what happened. */
      gaps: {
        count: number;
        /** Format: date-time */
        since: string;
      };
      /** @description How many objects are known. */
      objects: number;
    };
    /** @description A cluster as the filter fields and the health view need it. */
    ClusterInfo: {
      name: string;
      title?: string;
      /**
       * @description - `watching`: every wanted kind is watched.
       *     - `idle`: no enabled webhook wants anything of it.
       *     - `failing`: at least one wanted kind cannot be watched now.
       *     - `stalled`: at least one wanted kind could not be watched for long.
       *     - `not-watchable`: its auth provider needs a user's token; see `reason`.
       * @enum {string}
       */
      state: 'watching' | 'idle' | 'failing' | 'stalled' | 'not-watchable';
      /** @description Of the first watch that is not well where there is one, as is `remedy`. */
      reason?: string;
      /** @description What to do about it, in words for people. */
      remedy?: string;
      /** @description What people should know of it that is no failure, in words for people; absent without any. */
      notes?: string[];
      /**
       * @description The kinds that can be chosen in filters, as they are written there: Kubernetes' own by their
       *     kind, custom resources as `Certificate.cert-manager.io`. In the order in which they are watched.
       */
      kinds: string[];
      /** @description The namespaces seen in it, sorted; empty until something was watched. */
      namespaces: string[];
      watches: components['schemas']['WatchInfo'][];
    };
    /**
     * @example {
     *       "items": [
     *         {
     *           "name": "prod-us",
     *           "title": "Production US",
     *           "state": "failing",
     *           "reason": "The cluster role of Backstage lacks get, list, watch on secrets (403)",
     *           "remedy": "Give the cluster role of Backstage get, list and watch on the resource \"secrets\" of the core API group \"\"",
     *           "kinds": [
     *             "Deployment",
     *             "Certificate.cert-manager.io"
     *           ],
     *           "namespaces": [
     *             "team-alpha"
     *           ],
     *           "watches": [
     *             {
     *               "kind": "Deployment",
     *               "apiVersion": "apps/v1",
     *               "resource": "deployments.apps",
     *               "state": "watching",
     *               "lastSeenAt": "2026-03-05T10:23:00.000Z",
     *               "lastEventAt": "2026-03-05T10:22:31.000Z",
     *               "lagMs": 14,
     *               "lastRelist": {
     *                 "at": "2026-03-05T08:00:02.000Z",
     *                 "cause": "first"
     *               },
     *               "gaps": {
     *                 "count": 0,
     *                 "since": "2026-03-05T08:00:00.000Z"
     *               },
     *               "objects": 120
     *             }
     *           ]
     *         }
     *       ]
     *     }
     */
    ClusterList: {
      items: components['schemas']['ClusterInfo'][];
    };
    /** @description How large one table is. */
    TableSize: {
      name: string;
      /** @description On PostgreSQL as its statistics have it, so a little behind. */
      rows: number;
      /** @description With indexes. Absent where that cannot be told cheaply. */
      bytes?: number;
    };
    /** @description What is kept under one limit of `webhooks.retention`, and where that leads. */
    KeptForecast: {
      /** @description E.g. `events`, as the keys of `webhooks.retention`. */
      name: string;
      rows: number;
      /** @description Rows added within the last 24 hours, or as many as it would be at the rate so far. */
      rowsPerDay: number;
      /**
       * Format: date-time
       * @description When the oldest was added; absent when there is none.
       */
      oldestAt?: string;
      /** @description What app-config allows. */
      limit: {
        ageDays: number;
        count: number;
      };
      /**
       * @description Which of both holds it level at the rate of now.
       * @enum {string}
       */
      heldBy: 'age' | 'count';
      /** @description Rows at which it stays level at the rate of now. */
      levelRows: number;
      /** @description Bytes at that level, indexes and attempts included; absent where sizes are unknown. */
      levelBytes?: number;
      /** @description Days until that level at the rate of now: 0 when it is reached; absent when nothing comes in. */
      daysToLevel?: number;
    };
    /** @description How large the database is, a few minutes old at most. */
    StorageInfo: {
      /** Format: date-time */
      measuredAt: string;
      /** @description Of the plugin's tables, or of its whole database where that is one file. */
      totalBytes: number;
      /** @description What it grows to at the rate of now, while retention holds it there; absent where unknown. */
      levelBytes?: number;
      /** @description The largest first. */
      tables: components['schemas']['TableSize'][];
      kept: components['schemas']['KeptForecast'][];
    };
  };
  responses: {
    /** @description the webhook */
    Webhook: {
      headers: {
        ETag: components['headers']['ETag'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Webhook'];
      };
    };
    /** @description the recovery */
    Recovery: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Recovery'];
      };
    };
    /** @description The input is wrong. The message starts with the field: `filters.events[0]: must…` */
    BadRequest: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'];
      };
    };
    /** @description No token, or one that does not count. */
    Unauthorized: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'];
      };
    };
    /** @description The message names the permission that is missing. */
    Forbidden: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'];
      };
    };
    /** @description No such webhook, delivery, recovery or event. */
    NotFound: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'];
      };
    };
    /** @description The name is taken, what is to be sent again has not ended, its webhook is disabled, or the first request with the `Idempotency-Key` is not answered yet. */
    Conflict: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'];
      };
    };
    /** @description Events behind the cursor of the export are missing. */
    Gone: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'];
      };
    };
    /** @description The webhook is no longer what `If-Match` says; load it again. */
    PreconditionFailed: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'];
      };
    };
    /** @description Nothing was stored; the API server sends the batch again. */
    NotStored: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'];
      };
    };
    /** @description The batch of audit events is too large. */
    TooLarge: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'];
      };
    };
    /** @description The `Idempotency-Key` came with another request before. */
    KeyReused: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'];
      };
    };
  };
  parameters: {
    WebhookId: string;
    DeliveryId: string;
    RecoveryId: string;
    EventId: string;
    /** @description At most so many items. */
    WebhookLimit: number;
    /** @description At most so many items. */
    PageLimit: number;
    /** @description At most so many items. */
    Limit: number;
    /** @description The `nextCursor` of the page before. */
    Cursor: string;
    /**
     * @description Any text that is new for each thing to be done. The same request with the same key, within 24
     *     hours, is answered as the first was, and does nothing more.
     */
    IdempotencyKey: string;
    /** @description The `ETag` of the webhook as it was read, or its `etag` in quotes; absent to change whatever is there. */
    IfMatch: string;
  };
  requestBodies: never;
  headers: {
    /** @description Where it is. */
    Location: string;
    /** @description Tells the version of the webhook, for `If-Match`. */
    ETag: string;
  };
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  listWebhooks: {
    parameters: {
      query?: {
        /** @description At most so many items. */
        limit?: components['parameters']['WebhookLimit'];
        /** @description The `nextCursor` of the page before. */
        cursor?: components['parameters']['Cursor'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description a page of webhooks */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookPage'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
    };
  };
  createWebhook: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description Any text that is new for each thing to be done. The same request with the same key, within 24
         *     hours, is answered as the first was, and does nothing more.
         */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['WebhookInput'];
      };
    };
    responses: {
      /** @description the webhook */
      201: {
        headers: {
          Location: components['headers']['Location'];
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Webhook'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      409: components['responses']['Conflict'];
      422: components['responses']['KeyReused'];
    };
  };
  getWebhook: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['WebhookId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: components['responses']['Webhook'];
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
    };
  };
  updateWebhook: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `ETag` of the webhook as it was read, or its `etag` in quotes; absent to change whatever is there. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        id: components['parameters']['WebhookId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['WebhookInput'];
      };
    };
    responses: {
      200: components['responses']['Webhook'];
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
    };
  };
  deleteWebhook: {
    parameters: {
      query?: {
        /** @description For how long it can be restored; it is deleted for good at once when absent. */
        undoSeconds?: number;
      };
      header?: {
        /** @description The `ETag` of the webhook as it was read, or its `etag` in quotes; absent to change whatever is there. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        id: components['parameters']['WebhookId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description nothing */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      412: components['responses']['PreconditionFailed'];
    };
  };
  restoreWebhook: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['WebhookId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description nothing */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
    };
  };
  testWebhook: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description Any text that is new for each thing to be done. The same request with the same key, within 24
         *     hours, is answered as the first was, and does nothing more.
         */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        id: components['parameters']['WebhookId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description what the receiver said */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TestResult'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      422: components['responses']['KeyReused'];
    };
  };
  rotateSecret: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description Any text that is new for each thing to be done. The same request with the same key, within 24
         *     hours, is answered as the first was, and does nothing more.
         */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        id: components['parameters']['WebhookId'];
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['RotateSecretRequest'];
      };
    };
    responses: {
      200: components['responses']['Webhook'];
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      422: components['responses']['KeyReused'];
    };
  };
  muteWebhook: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['WebhookId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['MuteRequest'];
      };
    };
    responses: {
      200: components['responses']['Webhook'];
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
    };
  };
  unmuteWebhook: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['WebhookId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: components['responses']['Webhook'];
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
    };
  };
  listDeliveries: {
    parameters: {
      query?: {
        status?: components['schemas']['DeliveryStatus'];
        failureClass?: components['schemas']['FailureClass'];
        event?: components['schemas']['EventType'];
        cluster?: components['schemas']['Name'];
        resource?: components['schemas']['Name'];
        namespace?: components['schemas']['Name'];
        /** @description Those that were made at or after this time, ISO 8601. */
        createdSince?: string;
        /** @description Those that were made before this time, ISO 8601. */
        createdUntil?: string;
        /** @description At most so many items. */
        limit?: components['parameters']['Limit'];
        /** @description The `nextCursor` of the page before. */
        cursor?: components['parameters']['Cursor'];
      };
      header?: never;
      path: {
        id: components['parameters']['WebhookId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description a page of deliveries */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeliveryPage'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
    };
  };
  getDelivery: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['WebhookId'];
        deliveryId: components['parameters']['DeliveryId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description with all attempts */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeliveryWithAttempts'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
    };
  };
  redeliver: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description Any text that is new for each thing to be done. The same request with the same key, within 24
         *     hours, is answered as the first was, and does nothing more.
         */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        id: components['parameters']['WebhookId'];
        deliveryId: components['parameters']['DeliveryId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description the delivery */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeliveryWithAttempts'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      422: components['responses']['KeyReused'];
    };
  };
  getAttemptRequest: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['WebhookId'];
        deliveryId: components['parameters']['DeliveryId'];
        number: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description what was sent */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AttemptRequest'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
    };
  };
  getStatistics: {
    parameters: {
      query?: {
        /** @description How many hours to look back, the one that has just begun included. */
        hours?: number;
      };
      header?: never;
      path: {
        id: components['parameters']['WebhookId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description numbers by the hour */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookStatistics'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
    };
  };
  previewRecovery: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['WebhookId'];
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['RecoveryFilter'];
      };
    };
    responses: {
      /** @description what would be sent */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RecoveryPreview'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
    };
  };
  listRecoveries: {
    parameters: {
      query?: {
        /** @description At most so many items. */
        limit?: components['parameters']['PageLimit'];
        /** @description The `nextCursor` of the page before. */
        cursor?: components['parameters']['Cursor'];
      };
      header?: never;
      path: {
        id: components['parameters']['WebhookId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description a page of recoveries */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RecoveryPage'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
    };
  };
  createRecovery: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description Any text that is new for each thing to be done. The same request with the same key, within 24
         *     hours, is answered as the first was, and does nothing more.
         */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        id: components['parameters']['WebhookId'];
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['RecoveryInput'];
      };
    };
    responses: {
      /** @description the recovery */
      201: {
        headers: {
          Location: components['headers']['Location'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Recovery'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      422: components['responses']['KeyReused'];
    };
  };
  getRecovery: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['WebhookId'];
        recoveryId: components['parameters']['RecoveryId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: components['responses']['Recovery'];
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
    };
  };
  changeRecovery: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['WebhookId'];
        recoveryId: components['parameters']['RecoveryId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RecoveryChange'];
      };
    };
    responses: {
      200: components['responses']['Recovery'];
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
    };
  };
  preview: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PreviewRequest'];
      };
    };
    responses: {
      /** @description a message, not sent */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PreviewResult'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
    };
  };
  testDraft: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['DraftTestRequest'];
      };
    };
    responses: {
      /** @description what the receiver said */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DraftTestResult'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
    };
  };
  matchEvents: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['MatchesRequest'];
      };
    };
    responses: {
      /** @description what filters match */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MatchingEvents'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
    };
  };
  exportEvents: {
    parameters: {
      query?: {
        /** @description The cursor of the last event that is known, or `latest`; absent for the oldest event that is kept. */
        after?: string;
        /** @description At most so many events; a JSON answer has at most 1,000. */
        limit?: number;
        /** @description Seconds to wait for an event where there is none yet. */
        wait?: number;
        event?: components['schemas']['EventTypeFilter'];
        cluster?: components['schemas']['NameFilter'];
        resource?: components['schemas']['ResourceFilter'];
        namespace?: components['schemas']['NameFilter'];
        name?: components['schemas']['NameFilter'];
        label?: components['schemas']['LabelFilter'];
        severity?: components['schemas']['SeverityFilter'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description NDJSON or a page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/x-ndjson': string;
          'application/json': components['schemas']['EventPage'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      410: components['responses']['Gone'];
    };
  };
  listRecentEvents: {
    parameters: {
      query?: {
        event?: components['schemas']['EventType'];
        severity?: components['schemas']['Severity'];
        cluster?: components['schemas']['Name'];
        /** @description As in filters: `Deployment`, `Certificate.cert-manager.io`. */
        resource?: components['schemas']['Name'];
        namespace?: components['schemas']['Name'];
        /** @description Of an entity of the catalog that the object belongs to: `component:default/web`. */
        entity?: components['schemas']['EntityRef'];
        /** @description At most so many items. */
        limit?: components['parameters']['Limit'];
        /** @description The `nextCursor` of the page before. */
        cursor?: components['parameters']['Cursor'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description the newest events */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RecentEvents'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
    };
  };
  webhooksOfEntity: {
    parameters: {
      query: {
        entity: components['schemas']['EntityRef'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description what concerns it */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EntityWebhooks'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
    };
  };
  explainEvent: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        eventId: components['parameters']['EventId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description who gets it, who not */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventExplanations'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
    };
  };
  getActivity: {
    parameters: {
      query: {
        /** @description At most 100 ids of webhooks, with commas between them. */
        ids: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description counts by the hour */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ActivityReport'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
    };
  };
  listPlatforms: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description the platforms */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PlatformList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
    };
  };
  listClusters: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description the clusters */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ClusterList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
    };
  };
  getStorage: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description sizes */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StorageInfo'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
    };
  };
  acceptAuditEvents: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The cluster's name in Backstage. */
        cluster: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AuditEventList'];
      };
    };
    responses: {
      /** @description how many were stored */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditReceipt'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      413: components['responses']['TooLarge'];
      500: components['responses']['NotStored'];
    };
  };
  getOpenApi: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description the OpenAPI document */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            [key: string]: unknown;
          };
        };
      };
      401: components['responses']['Unauthorized'];
    };
  };
}
