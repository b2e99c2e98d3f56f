// Made from openapi.yaml of the backend plugin by `npm run openapi`.
/** An error, in Backstage's shape. */
export type ErrorBody = {
  error: {
    name: string;
    message: string;
    /**
     * What the message says, one by one, for programs and for other languages; absent where an error has no
     * codes, as one of a server on the way. */
    problems?: Problem[];
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
 * What happened to a resource. A `scale` is the kind of `update` that changes the desired count.
 */
export type EventType = 'create' | 'update' | 'delete' | 'scale';
/**
 * How bad a change is, the least first. Each kind's rules say which change is what.
 */
export type Severity = 'info' | 'warning' | 'critical';
/** A value as it stands in a Kubernetes object; `null` where the field is absent. */
export type FieldValue =
  | string
  | number
  | boolean
  | null
  | FieldValue[]
  | {
      [key: string]: FieldValue;
    };
/** One changed field. Paths are keyed, not indexed: `spec.template.spec.containers[name=web].image`. */
export type Change = {
  field: string;
  old: FieldValue;
  new: FieldValue;
};
/**
 * How `actor` is known. Kubernetes does not store who made a change:
 * - `audit`: an audit record of the API server proves who made exactly this change.
 * - `audit-probable`: audit records name only one who can have made it, without proof.
 * - `field-manager`: the tool that owns the changed field, as it named itself; not a verified user.
 * - `controller`: the controller that owns the object.
 * - `source`: the source of the event says so; only of events that are not Kubernetes'.
 * - `unknown`: nothing says who; `actor` is `unknown`.
 */
export type ActorSource =
  | 'audit'
  | 'audit-probable'
  | 'field-manager'
  | 'controller'
  | 'source'
  | 'unknown';
/**
 * Why a delivery is or was held back, so that it could stand for more than one event:
 * - `rollout`: a new pod template is being rolled out; it is told when that ends.
 * - `autoscaling`: an autoscaler changes the count, often several times within a minute.
 * - `flapping`: the object changes so often that each change by itself is no news.
 * - `window`: the object has just been told about.
 */
export type HoldReason = 'rollout' | 'autoscaling' | 'flapping' | 'window';
/**
 * One change of one resource. The first eight keys, in this order, are the documented payload of
 * custom HTTP webhooks; further keys only ever come after them.
 */
export type WebhookEvent = {
  event: EventType;
  /** The cluster's name in Backstage, or `source:` and the id of another source. */
  cluster: string;
  /** Empty for resources without a namespace, such as Node. */
  namespace: string;
  /** The resource's kind, e.g. `Deployment`. */
  resource: string;
  name: string;
  actor: string;
  /**
   * When the change was observed: ISO 8601 in UTC, to the second. */
  timestamp: string;
  /** The most significant of `changes`. */
  detail: Change;
  /** Stable for one change: the same change never gets a second id. */
  id: string;
  /** E.g. `apps/v1`. */
  apiVersion: string;
  uid: string;
  resourceVersion: string;
  actorSource: ActorSource;
  /**
   * `catch-up` when the change was found by comparing after a gap in the watch.
   */
  observed: 'watch' | 'catch-up';
  /** All significant changes, the most significant first, at most 20. */
  changes: Change[];
  /** True when there were more changes than `changes` holds. */
  truncated: boolean;
  /** The worst of its changes. */
  severity: Severity;
  /** The object's own, at most 50. */
  labels: {
    [key: string]: string;
  };
  /** Refs of the catalog's entities that the object belongs to, e.g. `component:default/web`. */
  entities: string[];
  /** Refs of its owners, where the source of the event told them; never of Kubernetes' events. */
  owners?: string[];
  /** Refs of the systems that it is part of, as `owners`. */
  systems?: string[];
  /** The workload that owns the object, e.g. `Deployment/api-server` of a Pod; absent for what no controller owns. */
  controller?: string;
  /** The catalog's user that `actor` names, e.g. `user:default/alice`; absent for anybody else. */
  actorRef?: string;
  /** The username that made the request as somebody else, namely as `actor` (`kubectl --as`). */
  impersonator?: string;
  /** How many further events this one stands for; absent when it stands for itself alone. */
  absorbed?: number;
  /** Why it was held back; absent when it went out at once. */
  heldFor?: HoldReason;
  /** What else is told with it, when it is the first of a digest. */
  digest?: Digest;
};
/**
 * One message instead of many, for a webhook that has more to tell than its platform takes. What it
 * tells is one event, the worst, with the rest of it as the event's `digest`. */
export type Digest = {
  /** How many deliveries it stands for. */
  total: number;
  /** When the first of its events was observed, ISO 8601. */
  from: string;
  /** When the last was. */
  until: string;
  /** The worst first, and of the same severity the largest first; at most 100. */
  groups: DigestGroup[];
  /** How many of `total` are in none of the groups. */
  ungrouped: number;
};
/** Alike changes of a digest. */
export type DigestGroup = {
  cluster: string;
  resource: string;
  event: EventType;
  severity: Severity;
  count: number;
  /** The first three objects of it, e.g. `team-alpha/api-server`. */
  names: string[];
};
/** A name as Kubernetes, or this plugin, has them. */
export type Name = string;
/** What may have happened; `*` is anything. */
export type EventTypeFilter = (
  | 'create'
  | 'update'
  | 'delete'
  | 'scale'
  | '*'
)[];
/** How bad a change may be; `*` is anything. */
export type SeverityFilter = ('info' | 'warning' | 'critical' | '*')[];
/** Globs (`team-*`) and exclusions (`!kube-*`); where there are only exclusions, everything else matches. */
export type NameFilter = string[];
/**
 * Kinds, e.g. `Deployment`, or kinds of one group, e.g. `Certificate.cert-manager.io`. A kind
 * alone that Kubernetes itself has is only Kubernetes' own. */
export type ResourceFilter = string[];
/** Label selectors as kubectl takes them, all of which must hold: `app=web`, `tier in (a, b)`. */
export type LabelFilter = string[];
/** Refs of entities of the catalog. Short ones are stored as whole ones. */
export type EntityFilter = string[];
/**
 * Which events a webhook wants. An absent or empty list, or `["*"]`, means all. All lists must
 * match. `clusters`, `resources`, `namespaces` and `names` take globs (`team-*`) and exclusions
 * (`!kube-*`); where there are only exclusions, everything else matches. */
export type WebhookFilters = {
  events?: EventTypeFilter;
  clusters?: NameFilter;
  resources?: ResourceFilter;
  namespaces?: NameFilter;
  /** Names of objects. */
  names?: NameFilter;
  labels?: LabelFilter;
  severities?: SeverityFilter;
  /** Owners of the object's entities; `group:platform` is stored as `group:default/platform`. */
  owners?: EntityFilter;
  /** Systems of the object's entities; `payments` is stored as `system:default/payments`. */
  systems?: EntityFilter;
};
/** Filters as they are answered, with all lists. */
export type CompleteFilters = {
  events: EventTypeFilter;
  clusters: NameFilter;
  resources: ResourceFilter;
  namespaces: NameFilter;
  names: NameFilter;
  labels: LabelFilter;
  severities: SeverityFilter;
  owners: EntityFilter;
  systems: EntityFilter;
};
/**
 * How a rollout is told:
 * - `summary`: a rollout is one message, when it ends.
 * - `progress`: one when it starts, and one when it ends.
 * - `off`: every change of it is a message.
 */
export type RolloutMode = 'summary' | 'progress' | 'off';
/** What of the changes of one object is folded into one message, for one webhook. */
export type NoiseSettings = {
  /**
   * Changes of an object that come within so many seconds after a message about it are one
   * message when the time is over; 0 for off, 10 when absent. */
  windowSeconds?: number;
  /** Whether what an autoscaler does to an object within a minute is one message; true when absent. */
  autoscaling?: boolean;
  /**
   * Whether an object with five messages in ten minutes is told about only when it is quiet for a
   * minute, and every ten minutes at the latest; true when absent. */
  flapping?: boolean;
  /** `summary` when absent. */
  rollouts?: RolloutMode;
};
/** Noise settings as they are answered. */
export type CompleteNoise = {
  windowSeconds: number;
  autoscaling: boolean;
  flapping: boolean;
  rollouts: RolloutMode;
};
/** How many events got no message of their own within the last 24 hours, by reason. */
export type HeldBack = {
  total: number;
  /** Without the reasons that there were none of. */
  byReason: {
    rollout?: number;
    autoscaling?: number;
    flapping?: number;
    window?: number;
  };
};
/**
 * A day as `quietHours` names it.
 */
export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';
/** When a webhook sends nothing; what happens meanwhile is told when they are over. */
export type QuietHours = {
  /** When they begin, `HH:mm`. */
  start: string;
  /** When they are over, `HH:mm`; on the next day when it is before `start`. */
  end: string;
  /** Of `start` and `end`, as IANA names it: `Europe/Berlin`. */
  timeZone: string;
  /** On which days they begin; every day when absent. */
  days?: Weekday[];
  /** Whether what is critical is sent all the same; false when absent. */
  exceptCritical?: boolean;
};
/**
 * How a delivery is tried again:
 * - `contract`: 3 attempts, never more than 30 s apart.
 * - `patient`: 10 attempts, over most of a day.
 */
export type RetrySchedule = 'contract' | 'patient';
/**
 * What can be set of the requests of some platforms, beside the fields of the form.
 */
export type RequestSetting = 'headers' | 'clientCertificate';
/** A header that each request carries. Without `value`, a PUT keeps the stored one of that name. */
export type RequestHeaderInput = {
  name: string;
  value?: string;
};
/** By which the portal proves to a receiver who it is (mTLS). All of it is PEM. */
export type ClientCertificateInput = {
  /** The certificate, and the chain after it if the receiver needs that. */
  certificate: string;
  key: string;
  /** Of an encrypted key. */
  passphrase?: string;
  /** The authorities that the receiver's certificate may be of, instead of the public ones. */
  ca?: string;
};
/** What is shown of a client certificate. */
export type ClientCertificateInfo = {
  /** E.g. `O=Example, CN=portal`. */
  subject: string;
  /** Format: date-time */
  expiresAt: string;
  /** SHA-256 in hexadecimal, with colons. */
  fingerprint256: string;
};
/** What secret a webhook gets, and how long the one before counts. */
export type RotateSecretRequest = {
  /** Required where the platform makes the secret; otherwise one is generated when absent. */
  secret?: string;
  /** For how long the secret before signs too; 24 when absent. */
  overlapHours?: number;
};
/** Until when a webhook sends nothing. */
export type MuteRequest = {
  /**
   * ISO 8601 with a zone, in the future. */
  until: string;
};
/**
 * A webhook, as it is created and changed. A PUT without `url`, `secret`, `headers`,
 * `clientCertificate`, `enabled`, `noise`, `retry`, `digest`, `quietHours` or `mutedUntil` keeps
 * what is stored.
 */
export type WebhookInput = {
  name: string;
  /** The id of one of `GET /platforms`. */
  platform: string;
  url?: string;
  /** `http`: the signing secret, generated when absent; `dingtalk`, `feishu`: the robot's own secret. */
  secret?: string;
  /** `http` only. All of them: those that are not in the list are removed. */
  headers?: RequestHeaderInput[];
  /** `http` only; `null` removes it. */
  clientCertificate?: ClientCertificateInput | null;
  enabled?: boolean;
  filters?: WebhookFilters;
  noise?: NoiseSettings;
  /** Whether what is more than the platform takes becomes a digest; true when absent. */
  digest?: boolean;
  /** `null` for none. */
  quietHours?: QuietHours | null;
  /**
   * Nothing is sent before; `null` to send at once. */
  mutedUntil?: string | null;
  /** `contract` when absent. Counts for deliveries that are made or redelivered from now on. */
  retry?: RetrySchedule;
};
/**
 * How the last delivery went:
 * - `unknown`: nothing was delivered yet.
 * - `healthy`: the last delivery succeeded.
 * - `failing`: the last delivery failed.
 */
export type WebhookHealth = 'unknown' | 'healthy' | 'failing';
/**
 * Whether a receiver is sent to. When it fails too often, everything for it waits (`open`), until
 * one delivery tries whether it is well again (`half-open`). */
export type CircuitInfo = {
  state: 'closed' | 'open' | 'half-open';
  /** How many attempts failed since the last that did not. */
  failures: number;
  /**
   * When the first of these was. */
  since?: string;
  /**
   * From when on the next delivery is tried; only unless closed. */
  nextProbeAt?: string;
};
/**
 * What a sentence of a reason, a remedy, a note or an error says. A code never changes its meaning; further
 * ones may come, for which there is the English text.
 */
export type ReasonCode =
  | 'redirects'
  | 'credentials-refused'
  | 'forbids'
  | 'address-unknown'
  | 'takes-no-post'
  | 'gave-up-waiting'
  | 'gone'
  | 'too-early'
  | 'too-many'
  | 'message-refused'
  | 'not-available'
  | 'receiver-error'
  | 'no-status'
  | 'answer-unclear'
  | 'code-unknown'
  | 'signature-or-url-refused'
  | 'not-understood'
  | 'too-long'
  | 'empty'
  | 'type-unknown'
  | 'card-refused'
  | 'unwanted'
  | 'busy'
  | 'receiver-troubled'
  | 'slow-down'
  | 'robot-too-fast'
  | 'bot-too-fast'
  | 'bot-too-fast-twice'
  | 'day-limit'
  | 'robot-unknown'
  | 'bot-unknown'
  | 'bot-key-unknown'
  | 'robot-stopped'
  | 'bot-disabled'
  | 'robot-not-in-group'
  | 'bot-not-in-group'
  | 'group-disbanded'
  | 'robot-keyword-missing'
  | 'bot-keyword-missing'
  | 'robot-signature-wrong'
  | 'bot-signature-wrong'
  | 'robot-ip-not-listed'
  | 'bot-ip-not-listed'
  | 'robot-security-refused'
  | 'webhook-deleted'
  | 'webhook-removed'
  | 'token-refused'
  | 'channel-missing'
  | 'channel-archived'
  | 'channel-restricted'
  | 'general-channel-restricted'
  | 'channel-is-forum'
  | 'workspace-inactive'
  | 'workflow-refuses'
  | 'workflow-gone'
  | 'host-not-found'
  | 'connection-refused'
  | 'no-way'
  | 'connection-timeout'
  | 'certificate-not-trusted'
  | 'client-certificate-wanted'
  | 'tls-failed'
  | 'headers-too-large'
  | 'no-http'
  | 'connection-closed'
  | 'answer-timeout'
  | 'sending-stopped'
  | 'given-back'
  | 'unreachable'
  | 'address-refused'
  | 'port-refused'
  | 'url-invalid'
  | 'url-in-clear'
  | 'url-of-other-host'
  | 'target-unreadable'
  | 'message-not-made'
  | 'answer-misjudged'
  | 'platform-missing'
  | 'webhook-disabled'
  | 'pause-asked'
  | 'sent-as-plain-text'
  | 'pause-shortened'
  | 'nothing-accepted-days'
  | 'nothing-accepted-hours'
  | 'in-digest'
  | 'waits-for-rollout'
  | 'waits-for-autoscaler'
  | 'waits-for-calm'
  | 'waits-for-window'
  | 'cluster-credentials-refused'
  | 'renew-cluster-token'
  | 'cluster-role-lacks'
  | 'allow-in-group'
  | 'allow-in-core'
  | 'allow-what-it-needs'
  | 'not-served'
  | 'expired'
  | 'request-invalid'
  | 'cluster-overloaded'
  | 'cluster-answered'
  | 'asking-failed'
  | 'plugin-token-refused'
  | 'accept-each-other'
  | 'proxy-forbidden'
  | 'allow-proxy'
  | 'proxy-missing'
  | 'wait-or-configure'
  | 'cluster-unknown'
  | 'kubernetes-starting'
  | 'cluster-certificate-not-trusted'
  | 'add-cluster-ca'
  | 'cluster-unreachable'
  | 'check-cluster'
  | 'cluster-connection-broke'
  | 'kubernetes-unreachable'
  | 'cluster-silent'
  | 'cluster-ends-watches'
  | 'list-without-end'
  | 'object-not-json'
  | 'answer-not-json'
  | 'answer-no-event'
  | 'answer-no-list'
  | 'answer-no-object'
  | 'answer-too-large'
  | 'line-too-large'
  | 'no-groups'
  | 'watch-silent'
  | 'no-replica-watches'
  | 'replica-takes-over'
  | 'not-stored'
  | 'check-database'
  | 'auth-provider-needs-user'
  | 'use-auth-provider'
  | 'auth-provider-unknown'
  | 'name-auth-provider'
  | 'discovery-failed'
  | 'discovery-failed-by'
  | 'definitions-failed'
  | 'definitions-failed-by'
  | 'definitions-forbidden'
  | 'extra-not-served'
  | 'required'
  | 'unknown-field'
  | 'no-possible-value'
  | 'must-be-one-of'
  | 'wrong-type'
  | 'must-not-be-empty'
  | 'text-too-short'
  | 'text-too-long'
  | 'list-too-short'
  | 'list-too-long'
  | 'number-too-small'
  | 'number-too-large'
  | 'holds-nul'
  | 'no-time-of-day'
  | 'no-zoned-time'
  | 'no-time'
  | 'no-time-zone'
  | 'same-as-start'
  | 'no-entity-ref'
  | 'no-cluster'
  | 'no-kind'
  | 'no-namespace'
  | 'no-name'
  | 'no-owner'
  | 'no-system'
  | 'no-label-selector'
  | 'label-key-impossible'
  | 'label-value-impossible'
  | 'name-taken'
  | 'no-json'
  | 'body-too-large'
  | 'body-not-decoded'
  | 'id-impossible'
  | 'no-cursor'
  | 'no-cursor-of-history'
  | 'no-cursor-of-export'
  | 'key-underway'
  | 'key-reused'
  | 'key-answer-lost'
  | 'key-malformed'
  | 'no-url'
  | 'url-not-https'
  | 'url-masked'
  | 'url-with-credentials'
  | 'url-of-other-platform'
  | 'url-of-stored-platform'
  | 'url-of-slack-workflow'
  | 'slack-url-incomplete'
  | 'discord-url-for-others'
  | 'discord-url-incomplete'
  | 'dingtalk-url-of-no-robot'
  | 'dingtalk-url-incomplete'
  | 'feishu-url-of-old-bot'
  | 'feishu-url-incomplete'
  | 'wecom-url-of-no-bot'
  | 'wecom-url-incomplete'
  | 'workflow-url-incomplete'
  | 'workflow-url-unsigned'
  | 'secret-for-platform'
  | 'secret-from-platform'
  | 'secret-unchanged'
  | 'no-overlap'
  | 'target-lost'
  | 'platform-has-none'
  | 'headers-not-kept'
  | 'no-header-name'
  | 'header-reserved'
  | 'header-twice'
  | 'header-value-required'
  | 'no-header-value'
  | 'certificate-needs-tls'
  | 'certificate-expired'
  | 'certificate-unusable'
  | 'no-certificate'
  | 'no-private-key'
  | 'key-of-other-certificate'
  | 'passphrase-wrong'
  | 'until-not-ahead'
  | 'pace-too-high'
  | 'webhook-unknown'
  | 'delivery-unknown'
  | 'pending-delivery-unknown'
  | 'request-unknown'
  | 'recovery-unknown'
  | 'event-unknown'
  | 'permission-missing'
  | 'outside-conditions'
  | 'webhook-off'
  | 'delivery-underway'
  | 'not-sent-as-off'
  | 'not-sent-in-time'
  | 'not-sent-as-stopping'
  | 'recovery-underway'
  | 'recovery-done'
  | 'recovery-cancelled'
  | 'changed-since-read'
  | 'changed-by-others'
  | 'database-late';
/**
 * One sentence of a text for people, to say it in another language than English.
 */
export type ReasonPart = {
  code: ReasonCode;
  /** What stands in the sentence beside its words, such as `receiver` or `status`. */
  params?: {
    [key: string]: string;
  };
};
/**
 * Something for which a request was refused.
 */
export type Problem = {
  /**
   * What of the request it is about, such as `filters.labels[0]`, or `body`; absent where it is about all of it.
   * Several fields that nobody knows are named together, with commas. */
  field?: string;
  /** What is wrong, in words for people that go on after the name of the field. */
  reason: string;
  reasonParts?: ReasonParts;
};
/**
 * What a text in English says, sentence by sentence; absent where nobody knows a code for it, as
 * for what was stored before there were codes, or what the platform of a module says. */
export type ReasonParts = ReasonPart[];
/**
 * Why all deliveries of a webhook wait:
 * - `rate`: the platform takes no more just now.
 * - `retry-after`: the receiver asked for a pause.
 * - `backing-off`: the receiver fails; see its circuit.
 * - `quiet-hours`, `muted`: somebody wanted it so.
 */
export type WaitReason =
  | 'rate'
  | 'retry-after'
  | 'backing-off'
  | 'quiet-hours'
  | 'muted';
/** Until when all deliveries of a webhook wait. */
export type WaitInfo = {
  reason: WaitReason;
  /** Format: date-time */
  until: string;
  /** Whether what is critical does not wait. */
  exceptCritical: boolean;
};
/** A stored webhook, as the API answers it. */
export type Webhook = {
  id: string;
  /** Another one whenever somebody, or the plugin, changed what can be set of it. In quotes, it goes into `If-Match`. */
  etag: string;
  name: string;
  platform: string;
  /** Masked, e.g. `https://hooks.slack.com/…XXXX`; only `…` for people who may not update webhooks. */
  url: string;
  /** Whether a secret is stored. */
  hasSecret: boolean;
  /** Only in the answer to the POST that made the service generate it; never again. */
  secret?: string;
  /** While the secret before the last rotation signs too. */
  secretRotation?: {
    /**
     * Until when it does. */
    previousExpiresAt: string;
  };
  /** Names only, and only for people who may update webhooks. */
  headers?: {
    name: string;
  }[];
  /** Only for people who may update webhooks. */
  clientCertificate?: ClientCertificateInfo;
  enabled: boolean;
  filters: CompleteFilters;
  noise: CompleteNoise;
  heldBack: HeldBack;
  digest: boolean;
  quietHours: QuietHours | null;
  /**
   * `null` when it is not muted. */
  mutedUntil: string | null;
  /** Absent when deliveries are sent as they become due. */
  waiting?: WaitInfo;
  circuit: CircuitInfo;
  /**
   * Who disabled it: a user, or the plugin, because of its receiver; absent while enabled.
   */
  disabledBy?: 'user' | 'plugin';
  /** Why the plugin disabled it, in words for people. */
  disabledReason?: string;
  disabledReasonParts?: ReasonParts;
  retry: RetrySchedule;
  /** How many deliveries failed and were not redelivered; tests are not counted. */
  parked: number;
  health: WebhookHealth;
  /** Why the last delivery failed, in words for people. */
  healthReason?: string;
  healthReasonParts?: ReasonParts;
  /**
   * When the last delivery ended, well or not. */
  lastDeliveryAt?: string;
  /** Format: date-time */
  createdAt: string;
  /** Format: date-time */
  updatedAt: string;
  /** Entity ref of the user, or the subject of the service, that created it. */
  createdBy: string;
};
export type PageInfo = {
  /** Absent on the last page. */
  nextCursor?: string;
};
export type WebhookPage = {
  items: Webhook[];
  totalItems: number;
  pageInfo: PageInfo;
};
/**
 * Where a delivery stands:
 * - `pending`: due now or at `nextAttemptAt`.
 * - `delivered`: the platform accepted it.
 * - `failed`: rejected, or all attempts are used up; it is kept and can be redelivered.
 */
export type DeliveryStatus = 'pending' | 'delivered' | 'failed';
/**
 * Why a delivery failed:
 * - `exhausted`: all attempts are used up.
 * - `payload`: the receiver did not understand the message, as plain text neither.
 * - `owner`: whoever owns the receiver must act, e.g. because the channel is archived.
 * - `disabled`: the webhook was disabled before it was sent.
 */
export type FailureClass = 'exhausted' | 'payload' | 'owner' | 'disabled';
/** One event on its way to one webhook. */
export type Delivery = {
  id: string;
  webhookId: string;
  event: WebhookEvent;
  status: DeliveryStatus;
  /** True for a delivery made by the Test button. */
  test: boolean;
  /** How many attempts were made. */
  attempts: number;
  /** HTTP status of the last answer; absent when none came. */
  statusCode?: number;
  /** Body of the last answer, at most 16 KiB; absent for people who may not update webhooks. */
  responseBody?: string;
  /** Why it failed or waits, in words for people. */
  reason?: string;
  reasonParts?: ReasonParts;
  /**
   * The delivery of the digest that tells of it. It is delivered or has failed when the digest is
   * or has. */
  digestId?: string;
  /** Format: date-time */
  createdAt: string;
  /** Format: date-time */
  nextAttemptAt?: string;
  /** Format: date-time */
  deliveredAt?: string;
  /** Present when it failed, as is `failedAt`. */
  failureClass?: FailureClass;
  /** Format: date-time */
  failedAt?: string;
};
export type DeliveryPage = {
  items: Delivery[];
  totalItems: number;
  /** True when there are more than `totalItems`. */
  totalItemsCapped?: boolean;
  pageInfo: PageInfo;
};
/**
 * How one attempt ended.
 */
export type AttemptOutcome = 'delivered' | 'retry' | 'rejected';
/** One HTTP exchange of a delivery. */
export type DeliveryAttempt = {
  /** Counts from 1, over redeliveries too. */
  number: number;
  /** Format: date-time */
  startedAt: string;
  durationMs: number;
  outcome: AttemptOutcome;
  statusCode?: number;
  reason?: string;
  reasonParts?: ReasonParts;
  /** Absent for people who may not update webhooks, as is the body. */
  responseHeaders?: {
    [key: string]: string;
  };
  /** At most 16 KiB. */
  responseBody?: string;
  /** How long the body of the request was; absent when none was made. */
  requestBytes?: number;
  /** True when the plain form of the message was sent. */
  plainText?: boolean;
};
/** A delivery with all its attempts, oldest first. */
export type DeliveryWithAttempts = Delivery & {
  attemptLog: DeliveryAttempt[];
};
/**
 * What was sent, made again from the stored event. Whatever is made of a secret is `…`; so are the
 * values of headers that somebody set. */
export type AttemptRequest = {
  method: string;
  headers: {
    [key: string]: string;
  };
  body: string;
};
/** What happened within one hour, by when the deliveries were made; tests are not counted. */
export type HourStatistics = {
  /**
   * When it began. */
  hour: string;
  delivered: number;
  failed: number;
  /** Not ended yet. */
  pending: number;
  /** How many events got no message of their own. */
  heldBack: number;
  /** How long the last attempt of each delivery took, in milliseconds; absent where there was none. */
  durationMs?: {
    average: number;
    longest: number;
  };
  /** How large their requests were on average, in bytes; absent where none was sent. */
  requestBytes?: number;
};
/**
 * How a webhook does, hour by hour.
 */
export type WebhookStatistics = {
  /** The hours up to now, the oldest first; none is left out. */
  hours: HourStatistics[];
  /** True when only the newest deliveries within these hours were looked at for `pending`, `durationMs` and `requestBytes`. */
  truncated: boolean;
  /** How many messages the platform accepts in a minute; absent when it names no limit. */
  perMinute?: number;
};
/**
 * How many deliveries of a webhook, hour by hour, the oldest first. Tests are not counted, nor is
 * what is still on its way. */
export type WebhookActivity = {
  /** Those made in that hour that arrived. */
  delivered: number[];
  /** Those made in that hour that failed, and were not sent again since. */
  failed: number[];
  /** Events of that hour that got no message of their own. */
  heldBack: number[];
};
/** What became of the deliveries of some webhooks within 24 hours. */
export type ActivityReport = {
  /**
   * When the first of the 24 hours began; hours are those of UTC. */
  from: string;
  /** By the id of the webhook; without those in which nothing happened. */
  items: {
    [key: string]: WebhookActivity;
  };
};
/** Which failed deliveries of a webhook are sent again: those that match everything given. */
export type RecoveryFilter = {
  /**
   * Those that failed at or after this time. */
  since?: string;
  /**
   * Those that were made at or after this time. */
  createdSince?: string;
  /**
   * Those that were made before this time. */
  createdUntil?: string;
  failureClass?: FailureClass;
  event?: EventType;
  cluster?: Name;
  resource?: Name;
  namespace?: Name;
};
/**
 * Which failed deliveries are sent again, and how fast.
 */
export type RecoveryInput = RecoveryFilter & {
  /**
   * How many are sent again in a minute, up to what the platform accepts; half of that when
   * absent, so that new deliveries have the other half. */
  perMinute?: number;
};
/** What a recovery would send again. */
export type RecoveryPreview = {
  total: number;
  /** Without the classes that there are none of. */
  byClass: {
    exhausted?: number;
    payload?: number;
    owner?: number;
    disabled?: number;
  };
};
/**
 * How far a recovery is:
 * - `running`: deliveries are made due again, at its pace.
 * - `paused`: by a person, or because the webhook was disabled; see `reason`.
 * - `done`: nothing is left to send again.
 * - `cancelled`: by a person; what was not sent again stays failed.
 */
export type RecoveryState = 'running' | 'paused' | 'done' | 'cancelled';
/**
 * Failed deliveries that are sent again, one after the other, under their ids and with a fresh
 * budget each. What fails after a recovery began is not part of it.
 */
export type Recovery = {
  id: string;
  webhookId: string;
  filter: RecoveryFilter;
  state: RecoveryState;
  /** Why it paused by itself, in words for people. */
  reason?: string;
  reasonParts?: ReasonParts;
  /** How many there were when it began. */
  total: number;
  /** How many were made due again; less than `total` at the end when some were gone by then. */
  done: number;
  /** How many are still to come; 0 when it ended. */
  remaining: number;
  perMinute: number;
  /** Entity ref of the user, or the subject of the service, that created it. */
  createdBy: string;
  /** Format: date-time */
  createdAt: string;
  /** Format: date-time */
  endedAt?: string;
};
export type RecoveryPage = {
  items: Recovery[];
  totalItems: number;
  pageInfo: PageInfo;
};
/** Pauses, resumes or cancels a recovery. */
export type RecoveryChange = {
  state: 'running' | 'paused' | 'cancelled';
};
/** What came of a test. */
export type DraftTestResult = {
  outcome: AttemptOutcome;
  statusCode?: number;
  responseBody?: string;
  durationMs: number;
  /** Present unless delivered: what went wrong and what to do, in words for people. */
  reason?: string;
  reasonParts?: ReasonParts;
};
/**
 * What came of the test of a stored webhook.
 */
export type TestResult = DraftTestResult & {
  /** It is in the history too. */
  deliveryId: string;
};
/**
 * Of what a webhook, as it would be saved, a preview is made.
 */
export type PreviewRequest = {
  platform: Name;
  /** The id of a stored event; without it, a sample event is used. */
  eventId?: string;
  /** The type of the sample, or as what the stored event is told; `scale` when absent. */
  event?: EventType;
  /** Of the webhook, so that the sample is an event that it would get. */
  filters?: WebhookFilters;
  /** Whether the webhook has a secret, so that the request is shown with its signature, masked. */
  signed?: boolean;
};
/** What a message says before a platform's markup; text is untrusted and unescaped. */
export type PreviewMessage = {
  /** E.g. `K8s Deployment updated`. */
  headline: string;
  /** E.g. `team-alpha/api-server`. */
  object: string;
  /** One line, as in a notification. */
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
  /** How many more changes there are. */
  moreChanges: number;
  footer: string;
};
/** The request as it would be sent, without URL and secrets. */
export type PreviewResult = {
  method: 'POST';
  /** Where a value is made of the secret, it is `…`. */
  headers: {
    [key: string]: string;
  };
  /** The raw body; where a part of it is made of the secret, that is `…`. */
  body: string;
  message: PreviewMessage;
  /** What the message is about. */
  event: WebhookEvent;
};
/** What of a webhook, as it would be saved, a test needs. */
export type DraftTestRequest = {
  platform: Name;
  url?: string;
  secret?: string;
  headers?: RequestHeaderInput[];
  clientCertificate?: ClientCertificateInput | null;
  filters?: WebhookFilters;
  /** The id of the stored webhook that is being changed; what it has stands in for what is absent. */
  id?: string;
};
/** Which events are looked for among the stored ones. */
export type MatchesRequest = {
  filters: WebhookFilters;
  /** How far back to look; 24 when absent. */
  sinceHours?: number;
};
/**
 * Which of the stored events a webhook would have got.
 */
export type MatchingEvents = {
  /** How many of the events that were looked at a webhook with these filters gets. */
  count: number;
  /** True when there are older events within the time asked for that were not looked at. */
  truncated: boolean;
  /** How many events were looked at, the newest first. */
  scanned: number;
  /** The newest of them, as the webhook gets them. */
  items: WebhookEvent[];
};
/** A stored event, and the place behind it in the export. */
export type ExportedEvent = WebhookEvent & {
  /** Opaque. `GET /events?after=<cursor>` goes on behind this event. */
  cursor: string;
};
/**
 * The last line of an NDJSON answer of `GET /events`: everything up to `cursor` has been looked at,
 * whether or not it passed the filters. It has no `event`. */
export type ExportBookmark = {
  cursor: string;
};
export type EventPage = {
  /** The oldest first. */
  items: ExportedEvent[];
  /** `nextCursor` is always there: where to go on, now or when there is more. */
  pageInfo: {
    nextCursor: string;
  };
};
/**
 * The newest first. It may hold fewer than were asked for, even none, and still have a
 * `nextCursor`, since one request looks through so many events at most. */
export type RecentEvents = {
  items: WebhookEvent[];
  pageInfo: PageInfo;
};
/**
 * How an event stands to one webhook.
 */
export type EventExplanation = {
  webhook: {
    id: string;
    name: string;
    platform: string;
    enabled: boolean;
  };
  /** Whether its filters, as they are now, let the event through. */
  matches: boolean;
  /**
   * Those of its filters that do not hold; empty when it matches. `rollouts`: the event is only the
   * news of the object's owner, and the webhook's noise settings fold that. */
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
  /** What was made of it; may be there although the filters, changed since, no longer match. */
  deliveries: {
    id: string;
    status: DeliveryStatus;
    statusCode?: number;
    reason?: string;
    reasonParts?: ReasonParts;
    /** Format: date-time */
    createdAt: string;
  }[];
};
/** Which webhooks want an event, and why the others do not. Those that it matches come first. */
export type EventExplanations = {
  event: WebhookEvent;
  /** Webhooks that it matches come first. */
  items: EventExplanation[];
};
/** The full ref of an entity of the catalog, `component:default/web`. */
export type EntityRef = string;
/** A webhook that concerns an entity of the catalog. */
export type EntityWebhook = {
  webhook: {
    id: string;
    name: string;
    platform: string;
    enabled: boolean;
    /**
     * Who disabled it: a user, or the plugin, because of its receiver; absent while enabled.
     */
    disabledBy?: 'user' | 'plugin';
    /** Why the plugin disabled it, in words for people. */
    disabledReason?: string;
    disabledReasonParts?: ReasonParts;
    health: WebhookHealth;
    healthReason?: string;
    healthReasonParts?: ReasonParts;
  };
  /** How many of the events its filters, as they are now, let through. */
  matches: number;
  /** Whether its filters ask for the entity's owner or system. */
  named: boolean;
};
/** Those with the most matches come first. */
export type EntityWebhooks = {
  /** How many events were looked at, the newest ones of the entity. */
  events: number;
  items: EntityWebhook[];
};
/** A batch of audit events, as an API server sends it. */
export type AuditEventList = {
  apiVersion: 'audit.k8s.io/v1';
  kind: 'EventList';
  items: unknown[];
} & {
  [key: string]: unknown;
};
export type AuditReceipt = {
  /** How many items may tell the actor of a change, and were stored. */
  stored: number;
  /** How many items are no audit events. */
  unreadable: number;
};
/** One input of a platform's form. */
export type PlatformField = {
  name: 'url' | 'secret';
  label: string;
  required: boolean;
  /** True when the value must be shown as a password. */
  secret: boolean;
  placeholder?: string;
  help?: string;
};
/** A platform as the form needs it. */
export type PlatformInfo = {
  id: string;
  label: string;
  fields: PlatformField[];
  /** The hosts that its URLs have, so that a pasted URL tells its platform; absent for any host. */
  hosts?: string[];
  /** What else can be set; absent where nothing can. */
  requestSettings?: RequestSetting[];
  /** Whether a secret is made up where none is given, so that rotating needs none. */
  generatesSecret?: boolean;
};
export type PlatformList = {
  items: PlatformInfo[];
};
/**
 * Why a kind was listed as a whole:
 * - `first`: nothing was known of it.
 * - `expired`: the cluster had forgotten the place where the watch was (`410 Gone`).
 * - `unreadable`: what came next could not be read.
 * - `silence`: the cluster accepted the watch and said nothing, more than once.
 */
export type RelistCause = 'first' | 'expired' | 'unreadable' | 'silence';
/**
 * State of the watch of one kind in one cluster.
 * - `starting`: its first list is not complete yet.
 * - `watching`: changes arrive.
 * - `failing`: it cannot be watched now; `reason` says why; it is tried again.
 * - `stalled`: it has been failing or silent for longer than `webhooks.kubernetes.watch.stalledAfter`,
 * or no replica of the portal watches the cluster; it is tried again.
 * - `forbidden`: a custom resource that no webhook names, and that the cluster role of Backstage
 * does not allow to watch; nothing is wrong. It is tried again now and then. */
export type WatchInfo = {
  kind: string;
  apiVersion: string;
  /** As Kubernetes names it across groups: `deployments.apps`, or `pods` in the core group. */
  resource: string;
  state: 'starting' | 'watching' | 'failing' | 'stalled' | 'forbidden';
  /** Why it is in that state, in words for people. */
  reason?: string;
  reasonParts?: ReasonParts;
  /** What to do about it, in words for people. */
  remedy?: string;
  remedyParts?: ReasonParts;
  /**
   * When the last byte of it arrived, such as an event or a bookmark. */
  lastSeenAt?: string;
  /**
   * When the last change worth telling was stored. */
  lastEventAt?: string;
  /** From reading that change off the wire to its commit, in milliseconds. */
  lagMs?: number;
  /** The last complete list, and what it was for. */
  lastRelist?: {
    /** Format: date-time */
    at: string;
    cause: RelistCause;
  };
  /** How often the watch lost its place and a list had to tell what happened. */
  gaps: {
    count: number;
    /** Format: date-time */
    since: string;
  };
  /** How many objects are known. */
  objects: number;
};
/** A cluster as the filter fields and the health view need it. */
export type ClusterInfo = {
  name: string;
  title?: string;
  /**
   * - `watching`: every wanted kind is watched.
   * - `idle`: no enabled webhook wants anything of it.
   * - `failing`: at least one wanted kind cannot be watched now.
   * - `stalled`: at least one wanted kind could not be watched for long.
   * - `not-watchable`: its auth provider needs a user's token; see `reason`.
   */
  state: 'watching' | 'idle' | 'failing' | 'stalled' | 'not-watchable';
  /** Of the first watch that is not well where there is one, as is `remedy`. */
  reason?: string;
  reasonParts?: ReasonParts;
  /** What to do about it, in words for people. */
  remedy?: string;
  remedyParts?: ReasonParts;
  /** What people should know of it that is no failure, in words for people; absent without any. */
  notes?: string[];
  /** Of each of the notes, in their order; absent without any. */
  noteParts?: ReasonParts[];
  /**
   * The kinds that can be chosen in filters, as they are written there: Kubernetes' own by their
   * kind, custom resources as `Certificate.cert-manager.io`. In the order in which they are watched. */
  kinds: string[];
  /** The namespaces seen in it, sorted; empty until something was watched. */
  namespaces: string[];
  watches: WatchInfo[];
};
export type ClusterList = {
  items: ClusterInfo[];
};
/** How large one table is. */
export type TableSize = {
  name: string;
  /** On PostgreSQL as its statistics have it, so a little behind. */
  rows: number;
  /** With indexes. Absent where that cannot be told cheaply. */
  bytes?: number;
};
/** What is kept under one limit of `webhooks.retention`, and where that leads. */
export type KeptForecast = {
  /** E.g. `events`, as the keys of `webhooks.retention`. */
  name: string;
  rows: number;
  /** Rows added within the last 24 hours, or as many as it would be at the rate so far. */
  rowsPerDay: number;
  /**
   * When the oldest was added; absent when there is none. */
  oldestAt?: string;
  /** What app-config allows. */
  limit: {
    ageDays: number;
    count: number;
  };
  /**
   * Which of both holds it level at the rate of now.
   */
  heldBy: 'age' | 'count';
  /** Rows at which it stays level at the rate of now. */
  levelRows: number;
  /** Bytes at that level, indexes and attempts included; absent where sizes are unknown. */
  levelBytes?: number;
  /** Days until that level at the rate of now: 0 when it is reached; absent when nothing comes in. */
  daysToLevel?: number;
};
/** How large the database is, a few minutes old at most. */
export type StorageInfo = {
  /** Format: date-time */
  measuredAt: string;
  /** Of the plugin's tables, or of its whole database where that is one file. */
  totalBytes: number;
  /** What it grows to at the rate of now, while retention holds it there; absent where unknown. */
  levelBytes?: number;
  /** The largest first. */
  tables: TableSize[];
  kept: KeptForecast[];
};
/** The query of the operation `listWebhooks`. */
export type ListWebhooksQuery = {
  /** At most so many items. */
  limit?: number;
  /** The `nextCursor` of the page before. */
  cursor?: string;
  /** Only those that somebody has to look after: enabled ones whose last delivery failed, and those that the plugin disabled. `totalItems` counts no others. */
  unwell?: boolean;
};
/** The query of the operation `deleteWebhook`. */
export type DeleteWebhookQuery = {
  /** For how long it can be restored; it is deleted for good at once when absent. */
  undoSeconds?: number;
};
/** The query of the operation `listDeliveries`. */
export type ListDeliveriesQuery = {
  status?: DeliveryStatus;
  failureClass?: FailureClass;
  event?: EventType;
  cluster?: Name;
  resource?: Name;
  namespace?: Name;
  /** Those that were made at or after this time, ISO 8601. */
  createdSince?: string;
  /** Those that were made before this time, ISO 8601. */
  createdUntil?: string;
  /** At most so many items. */
  limit?: number;
  /** The `nextCursor` of the page before. */
  cursor?: string;
};
/** The query of the operation `getStatistics`. */
export type GetStatisticsQuery = {
  /** How many hours to look back, the one that has just begun included. */
  hours?: number;
};
/** The query of the operation `listRecoveries`. */
export type ListRecoveriesQuery = {
  /** At most so many items. */
  limit?: number;
  /** The `nextCursor` of the page before. */
  cursor?: string;
};
/** The query of the operation `exportEvents`. */
export type ExportEventsQuery = {
  /** The cursor of the last event that is known, or `latest`; absent for the oldest event that is kept. */
  after?: string;
  /** At most so many events; a JSON answer has at most 1,000. */
  limit?: number;
  /** Seconds to wait for an event where there is none yet. */
  wait?: number;
  event?: EventTypeFilter;
  cluster?: NameFilter;
  resource?: ResourceFilter;
  namespace?: NameFilter;
  name?: NameFilter;
  label?: LabelFilter;
  severity?: SeverityFilter;
};
/** The query of the operation `listRecentEvents`. */
export type ListRecentEventsQuery = {
  event?: EventType;
  severity?: Severity;
  cluster?: Name;
  /** As in filters: `Deployment`, `Certificate.cert-manager.io`. */
  resource?: Name;
  namespace?: Name;
  /** Of an entity of the catalog that the object belongs to: `component:default/web`. */
  entity?: EntityRef;
  /** At most so many items. */
  limit?: number;
  /** The `nextCursor` of the page before. */
  cursor?: string;
};
/** The query of the operation `webhooksOfEntity`. */
export type WebhooksOfEntityQuery = {
  entity: EntityRef;
};
/** The query of the operation `getActivity`. */
export type GetActivityQuery = {
  /** At most 100 ids of webhooks, with commas between them. */
  ids: string;
};
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
        id: string;
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
        id: string;
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
        id: string;
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
        id: string;
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
        id: string;
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
        id: string;
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
        id: string;
        deliveryId: string;
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
        id: string;
        deliveryId: string;
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
        id: string;
        deliveryId: string;
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
        id: string;
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
        id: string;
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
        id: string;
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
        id: string;
        recoveryId: string;
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
     * With `id`, it needs the permission to update that webhook instead. */
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
        eventId: string;
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
        /** The cluster's name in Backstage. */
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
  responses: {
    /** the webhook */
    Webhook: {
      headers: {
        ETag: components['headers']['ETag'];
        [name: string]: unknown;
      };
      content: {
        'application/json': Webhook;
      };
    };
    /** the recovery */
    Recovery: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': Recovery;
      };
    };
    /** The input is wrong. The message starts with the field: `filters.events[0]: must…`; `problems` has them one by one. */
    BadRequest: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': ErrorBody;
      };
    };
    /** No token, or one that does not count. */
    Unauthorized: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': ErrorBody;
      };
    };
    /** The message names the permission that is missing. */
    Forbidden: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': ErrorBody;
      };
    };
    /** No such webhook, delivery, recovery or event. */
    NotFound: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': ErrorBody;
      };
    };
    /** The name is taken, what is to be sent again has not ended, its webhook is disabled, or the first request with the `Idempotency-Key` is not answered yet. */
    Conflict: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': ErrorBody;
      };
    };
    /** Events behind the cursor of the export are missing. */
    Gone: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': ErrorBody;
      };
    };
    /** The webhook is no longer what `If-Match` says; load it again. */
    PreconditionFailed: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': ErrorBody;
      };
    };
    /** Nothing was stored; the API server sends the batch again. */
    NotStored: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': ErrorBody;
      };
    };
    /** The batch of audit events is too large. */
    TooLarge: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': ErrorBody;
      };
    };
    /** The `Idempotency-Key` came with another request before. */
    KeyReused: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': ErrorBody;
      };
    };
  };
  requestBodies: never;
  headers: {
    /** Where it is. */
    Location: string;
    /** Tells the version of the webhook, for `If-Match`. */
    ETag: string;
  };
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  listWebhooks: {
    parameters: {
      query?: ListWebhooksQuery;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** a page of webhooks */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': WebhookPage;
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
         * Any text that is new for each thing to be done. The same request with the same key, within 24
         * hours, is answered as the first was, and does nothing more. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': WebhookInput;
      };
    };
    responses: {
      /** the webhook */
      201: {
        headers: {
          Location: components['headers']['Location'];
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content: {
          'application/json': Webhook;
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
        id: string;
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
        /** The `ETag` of the webhook as it was read, or its `etag` in quotes; absent to change whatever is there. */
        'If-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': WebhookInput;
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
      query?: DeleteWebhookQuery;
      header?: {
        /** The `ETag` of the webhook as it was read, or its `etag` in quotes; absent to change whatever is there. */
        'If-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** nothing */
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
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** nothing */
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
         * Any text that is new for each thing to be done. The same request with the same key, within 24
         * hours, is answered as the first was, and does nothing more. */
        'Idempotency-Key'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** what the receiver said */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': TestResult;
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
         * Any text that is new for each thing to be done. The same request with the same key, within 24
         * hours, is answered as the first was, and does nothing more. */
        'Idempotency-Key'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': RotateSecretRequest;
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
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': MuteRequest;
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
        id: string;
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
      query?: ListDeliveriesQuery;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** a page of deliveries */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': DeliveryPage;
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
        id: string;
        deliveryId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** with all attempts */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': DeliveryWithAttempts;
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
         * Any text that is new for each thing to be done. The same request with the same key, within 24
         * hours, is answered as the first was, and does nothing more. */
        'Idempotency-Key'?: string;
      };
      path: {
        id: string;
        deliveryId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** the delivery */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': DeliveryWithAttempts;
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
        id: string;
        deliveryId: string;
        number: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** what was sent */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': AttemptRequest;
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
      query?: GetStatisticsQuery;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** numbers by the hour */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': WebhookStatistics;
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
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': RecoveryFilter;
      };
    };
    responses: {
      /** what would be sent */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': RecoveryPreview;
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
      query?: ListRecoveriesQuery;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** a page of recoveries */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': RecoveryPage;
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
         * Any text that is new for each thing to be done. The same request with the same key, within 24
         * hours, is answered as the first was, and does nothing more. */
        'Idempotency-Key'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': RecoveryInput;
      };
    };
    responses: {
      /** the recovery */
      201: {
        headers: {
          Location: components['headers']['Location'];
          [name: string]: unknown;
        };
        content: {
          'application/json': Recovery;
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
        id: string;
        recoveryId: string;
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
        id: string;
        recoveryId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': RecoveryChange;
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
        'application/json': PreviewRequest;
      };
    };
    responses: {
      /** a message, not sent */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': PreviewResult;
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
        'application/json': DraftTestRequest;
      };
    };
    responses: {
      /** what the receiver said */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': DraftTestResult;
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
        'application/json': MatchesRequest;
      };
    };
    responses: {
      /** what filters match */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': MatchingEvents;
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
    };
  };
  exportEvents: {
    parameters: {
      query?: ExportEventsQuery;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** NDJSON or a page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/x-ndjson': string;
          'application/json': EventPage;
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
      query?: ListRecentEventsQuery;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** the newest events */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': RecentEvents;
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
    };
  };
  webhooksOfEntity: {
    parameters: {
      query: WebhooksOfEntityQuery;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** what concerns it */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': EntityWebhooks;
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
        eventId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** who gets it, who not */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': EventExplanations;
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
      query: GetActivityQuery;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** counts by the hour */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': ActivityReport;
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
      /** the platforms */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': PlatformList;
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
      /** the clusters */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': ClusterList;
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
      /** sizes */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': StorageInfo;
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
        /** The cluster's name in Backstage. */
        cluster: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': AuditEventList;
      };
    };
    responses: {
      /** how many were stored */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': AuditReceipt;
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
      /** the OpenAPI document */
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
