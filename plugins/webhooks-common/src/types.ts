/**
 * The wire shapes of the REST API at `/api/v1/webhooks` and `/api/webhooks`.
 * Only shapes: no behaviour, no dependency.
 */

/** What happened to a resource. A `scale` is the kind of `update` that changes the desired count. */
export const EVENT_TYPES = ['create', 'update', 'delete', 'scale'] as const;

/** One of {@link EVENT_TYPES}. */
export type EventType = (typeof EVENT_TYPES)[number];

/** How bad a change is, the least first. Each kind's rules say which change is what. */
export const SEVERITIES = ['info', 'warning', 'critical'] as const;

/** One of {@link SEVERITIES}. */
export type Severity = (typeof SEVERITIES)[number];

/** A value as it stands in a Kubernetes object; `null` where the field is absent. */
export type FieldValue =
  | string
  | number
  | boolean
  | null
  | FieldValue[]
  | { [key: string]: FieldValue };

/** One changed field. Paths are keyed, not indexed: `spec.template.spec.containers[name=web].image`. */
export interface Change {
  field: string;
  old: FieldValue;
  new: FieldValue;
}

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
export const HOLD_REASONS = [
  'rollout',
  'autoscaling',
  'flapping',
  'window',
] as const;

/** One of {@link HOLD_REASONS}. */
export type HoldReason = (typeof HOLD_REASONS)[number];

/**
 * One change of one resource. The first eight keys, in this order, are the documented payload of
 * custom HTTP webhooks; further keys only ever come after them.
 */
export interface WebhookEvent {
  event: EventType;
  /** The cluster's name in Backstage, or {@link SOURCE_PREFIX} and the id of another source. */
  cluster: string;
  /** Empty for resources without a namespace, such as Node. */
  namespace: string;
  /** The resource's kind, e.g. `Deployment`. */
  resource: string;
  name: string;
  actor: string;
  /** When the change was observed: ISO 8601 in UTC, to the second. */
  timestamp: string;
  /** The most significant of {@link WebhookEvent.changes}. */
  detail: Change;

  /** Stable for one change: the same change never gets a second id. */
  id: string;
  /** E.g. `apps/v1`. */
  apiVersion: string;
  uid: string;
  resourceVersion: string;
  actorSource: ActorSource;
  /** `catch-up` when the change was found by comparing after a gap in the watch. */
  observed: 'watch' | 'catch-up';
  /** All significant changes, the most significant first, at most 20. */
  changes: Change[];
  /** True when there were more changes than `changes` holds. */
  truncated: boolean;
  /** The worst of its changes. */
  severity: Severity;
  /** The object's own, at most 50. */
  labels: Record<string, string>;
  /** Refs of the catalog's entities that the object belongs to, e.g. `component:default/web`. */
  entities: string[];
  /** Refs of its owners, where the source of the event told them; never of Kubernetes' events. */
  owners?: string[];
  /** Refs of the systems that it is part of, as `owners`. */
  systems?: string[];
  /**
   * The workload that owns the object, e.g. `Deployment/api-server` of a Pod; absent for what no
   * controller owns.
   */
  controller?: string;
  /** The catalog's user that `actor` names, e.g. `user:default/alice`; absent for anybody else. */
  actorRef?: string;
  /** The username that made the request as somebody else, namely as `actor` (`kubectl --as`). */
  impersonator?: string;

  /** How many further events this one stands for; absent when it stands for itself alone. */
  absorbed?: number;
  /** Why it was held back; absent when it went out at once. */
  heldFor?: HoldReason;
  /** What else is told with it, when it is the first of a {@link Digest}. */
  digest?: Digest;
}

/**
 * One message instead of many, for a webhook that has more to tell than its platform takes. What it
 * tells is one event, the worst, with the rest of it as the event's `digest`.
 */
export interface Digest {
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
}

/** Alike changes of a {@link Digest}. */
export interface DigestGroup {
  cluster: string;
  resource: string;
  event: EventType;
  severity: Severity;
  count: number;
  /** The first three objects of it, e.g. `team-alpha/api-server`. */
  names: string[];
}

/**
 * Which events a webhook wants. An absent or empty list, or `["*"]`, means all. All lists must
 * match. `clusters`, `resources`, `namespaces` and `names` take globs (`team-*`) and exclusions
 * (`!kube-*`); where there are only exclusions, everything else matches.
 */
export interface WebhookFilters {
  events?: EventType[];
  clusters?: string[];
  /**
   * Kinds, e.g. `Deployment`, or kinds of one group, e.g. `Certificate.cert-manager.io`. A kind
   * alone that Kubernetes itself has is only Kubernetes' own.
   */
  resources?: string[];
  namespaces?: string[];
  /** Names of objects. */
  names?: string[];
  /** Label selectors as kubectl takes them, all of which must hold: `app=web`, `tier in (a, b)`. */
  labels?: string[];
  severities?: Severity[];
  /** Owners of the object's entities; `group:platform` is stored as `group:default/platform`. */
  owners?: string[];
  /** Systems of the object's entities; `payments` is stored as `system:default/payments`. */
  systems?: string[];
}

/**
 * - `summary`: a rollout is one message, when it ends.
 * - `progress`: one when it starts, and one when it ends.
 * - `off`: every change of it is a message.
 */
export const ROLLOUT_MODES = ['summary', 'progress', 'off'] as const;

/** One of {@link ROLLOUT_MODES}. */
export type RolloutMode = (typeof ROLLOUT_MODES)[number];

/** What of the changes of one object is folded into one message, for one webhook. */
export interface NoiseSettings {
  /**
   * Changes of an object that come within so many seconds after a message about it are one
   * message when the time is over: 0 (off) to 3600; 10 when absent.
   */
  windowSeconds?: number;
  /** Whether what an autoscaler does to an object within a minute is one message; true when absent. */
  autoscaling?: boolean;
  /**
   * Whether an object with five messages in ten minutes is told about only when it is quiet for a
   * minute, and every ten minutes at the latest; true when absent.
   */
  flapping?: boolean;
  /** `summary` when absent. */
  rollouts?: RolloutMode;
}

/** How many events got no message of their own within the last 24 hours, by reason. */
export interface HeldBack {
  total: number;
  /** Without the reasons that there were none of. */
  byReason: Partial<Record<HoldReason, number>>;
}

/** Days as `quietHours` names them, from Monday. */
export const WEEKDAYS = [
  'mon',
  'tue',
  'wed',
  'thu',
  'fri',
  'sat',
  'sun',
] as const;

/** One of {@link WEEKDAYS}. */
export type Weekday = (typeof WEEKDAYS)[number];

/** When a webhook sends nothing; what happens meanwhile is told when they are over. */
export interface QuietHours {
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
}

/** The body of `POST /:id/mute`. */
export interface MuteRequest {
  /** ISO 8601 with a zone, in the future. */
  until: string;
}

/**
 * How a delivery is tried again:
 * - `contract`: 3 attempts, never more than 30 s apart.
 * - `patient`: 10 attempts, over most of a day.
 */
export const RETRY_SCHEDULES = ['contract', 'patient'] as const;

/** One of {@link RETRY_SCHEDULES}. */
export type RetrySchedule = (typeof RETRY_SCHEDULES)[number];

/** What can be set of the requests of some platforms, beside the fields of the form. */
export type RequestSetting = 'headers' | 'clientCertificate';

/** A header that each request carries. Without `value`, a PUT keeps the stored one of that name. */
export interface RequestHeaderInput {
  name: string;
  value?: string;
}

/** By which the portal proves to a receiver who it is (mTLS). All of it is PEM. */
export interface ClientCertificateInput {
  /** The certificate, and the chain after it if the receiver needs that. */
  certificate: string;
  key: string;
  /** Of an encrypted key. */
  passphrase?: string;
  /** The authorities that the receiver's certificate may be of, instead of the public ones. */
  ca?: string;
}

/** What is shown of a client certificate. */
export interface ClientCertificateInfo {
  /** E.g. `O=Example, CN=portal`. */
  subject: string;
  /** ISO 8601. */
  expiresAt: string;
  /** SHA-256 in hexadecimal, with colons. */
  fingerprint256: string;
}

/** The body of `POST /:id/rotate-secret`. */
export interface RotateSecretRequest {
  /** Required where the platform makes the secret; otherwise one is generated when absent. */
  secret?: string;
  /** For how long the secret before signs too: 0 to 168; 24 when absent. */
  overlapHours?: number;
}

/**
 * The body of `POST /` and `PUT /:id`. A PUT without `url`, `secret`, `headers`, `clientCertificate`,
 * `noise`, `retry`, `digest`, `quietHours` or `mutedUntil` keeps what is stored.
 */
export interface WebhookInput {
  name: string;
  /** The id of a {@link PlatformInfo}. */
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
  /** Whether what is more than the platform takes becomes a {@link Digest}; true when absent. */
  digest?: boolean;
  /** `null` for none. */
  quietHours?: QuietHours | null;
  /** Nothing is sent before, ISO 8601; `null` to send at once. */
  mutedUntil?: string | null;
  /** `contract` when absent. Counts for deliveries that are made or redelivered from now on. */
  retry?: RetrySchedule;
}

/**
 * - `unknown`: nothing was delivered yet.
 * - `healthy`: the last delivery succeeded.
 * - `failing`: the last delivery failed.
 */
export type WebhookHealth = 'unknown' | 'healthy' | 'failing';

/**
 * Whether a receiver is sent to. When it fails too often, everything for it waits (`open`), until
 * one delivery tries whether it is well again (`half-open`).
 */
export interface CircuitInfo {
  state: 'closed' | 'open' | 'half-open';
  /** How many attempts failed since the last that did not. */
  failures: number;
  /** When the first of these was, ISO 8601. */
  since?: string;
  /** From when on the next delivery is tried, ISO 8601; only unless closed. */
  nextProbeAt?: string;
}

/**
 * Why all deliveries of a webhook wait:
 * - `rate`: the platform takes no more just now.
 * - `retry-after`: the receiver asked for a pause.
 * - `backing-off`: the receiver fails; see {@link CircuitInfo}.
 * - `quiet-hours`, `muted`: somebody wanted it so.
 */
export const WAIT_REASONS = [
  'rate',
  'retry-after',
  'backing-off',
  'quiet-hours',
  'muted',
] as const;

/** One of {@link WAIT_REASONS}. */
export type WaitReason = (typeof WAIT_REASONS)[number];

/** Until when all deliveries of a webhook wait. */
export interface WaitInfo {
  reason: WaitReason;
  /** ISO 8601. */
  until: string;
  /** Whether what is critical does not wait. */
  exceptCritical: boolean;
}

/** A stored webhook, as the API answers it. */
export interface Webhook {
  id: string;
  name: string;
  platform: string;
  /** Masked, e.g. `https://hooks.slack.com/…XXXX`; only `…` for people who may not update webhooks. */
  url: string;
  /** Whether a secret is stored. */
  hasSecret: boolean;
  /** Only in the answer to the POST that made the service generate it; never again. */
  secret?: string;
  /** While the secret before the last rotation signs too: until when, ISO 8601. */
  secretRotation?: { previousExpiresAt: string };
  /** Names only, and only for people who may update webhooks. */
  headers?: { name: string }[];
  /** Only for people who may update webhooks. */
  clientCertificate?: ClientCertificateInfo;
  enabled: boolean;
  filters: Required<WebhookFilters>;
  noise: Required<NoiseSettings>;
  heldBack: HeldBack;
  digest: boolean;
  quietHours: QuietHours | null;
  /** ISO 8601; `null` when it is not muted. */
  mutedUntil: string | null;
  /** Absent when deliveries are sent as they become due. */
  waiting?: WaitInfo;
  circuit: CircuitInfo;
  /** Who disabled it: a user, or the plugin, because of its receiver; absent while enabled. */
  disabledBy?: 'user' | 'plugin';
  /** Why the plugin disabled it, in words for people. */
  disabledReason?: string;
  retry: RetrySchedule;
  /** How many deliveries failed and were not redelivered; tests are not counted. */
  parked: number;
  health: WebhookHealth;
  /** Why the last delivery failed, in words for people. */
  healthReason?: string;
  /** ISO 8601 time of the last delivery that ended, well or not. */
  lastDeliveryAt?: string;
  createdAt: string;
  updatedAt: string;
  /** Entity ref of the user, or the subject of the service, that created it. */
  createdBy: string;
}

/** A page of a list. `nextCursor` is absent on the last page. */
export interface Page<T> {
  items: T[];
  totalItems: number;
  /** True when there are more than `totalItems`; only in lists that count no further. */
  totalItemsCapped?: boolean;
  pageInfo: { nextCursor?: string };
}

/**
 * - `pending`: due now or at `nextAttemptAt`.
 * - `delivered`: the platform accepted it.
 * - `failed`: rejected, or all attempts are used up; it is kept and can be redelivered.
 */
export const DELIVERY_STATUSES = ['pending', 'delivered', 'failed'] as const;

/** One of {@link DELIVERY_STATUSES}. */
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/**
 * Why a delivery failed:
 * - `exhausted`: all attempts are used up.
 * - `payload`: the receiver did not understand the message, as plain text neither.
 * - `owner`: whoever owns the receiver must act, e.g. because the channel is archived.
 * - `disabled`: the webhook was disabled before it was sent.
 */
export const FAILURE_CLASSES = [
  'exhausted',
  'payload',
  'owner',
  'disabled',
] as const;

/** One of {@link FAILURE_CLASSES}. */
export type FailureClass = (typeof FAILURE_CLASSES)[number];

/** One event on its way to one webhook. */
export interface Delivery {
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
  /**
   * The delivery of the digest that tells of it. It is delivered or has failed when the digest is
   * or has.
   */
  digestId?: string;
  createdAt: string;
  nextAttemptAt?: string;
  deliveredAt?: string;
  /** Present when it failed, as is `failedAt`. */
  failureClass?: FailureClass;
  failedAt?: string;
}

/** How one attempt ended. */
export type AttemptOutcome = 'delivered' | 'retry' | 'rejected';

/** One HTTP exchange of a delivery. */
export interface DeliveryAttempt {
  /** Counts from 1, over redeliveries too. */
  number: number;
  startedAt: string;
  durationMs: number;
  outcome: AttemptOutcome;
  statusCode?: number;
  reason?: string;
  /** Absent for people who may not update webhooks, as is the body. */
  responseHeaders?: Record<string, string>;
  /** At most 16 KiB. */
  responseBody?: string;
  /** How long the body of the request was; absent when none was made. */
  requestBytes?: number;
  /** True when the plain form of the message was sent. */
  plainText?: boolean;
}

/** A delivery with all its attempts, oldest first. */
export interface DeliveryWithAttempts extends Delivery {
  attemptLog: DeliveryAttempt[];
}

/** Query of `GET /:id/deliveries`. */
export interface DeliveryQuery {
  status?: DeliveryStatus;
  failureClass?: FailureClass;
  event?: EventType;
  cluster?: string;
  resource?: string;
  namespace?: string;
  /** Those that were made at or after this time, ISO 8601. */
  createdSince?: string;
  /** Those that were made before this time, ISO 8601. */
  createdUntil?: string;
  cursor?: string;
  /** 1 to 100; 25 when absent. */
  limit?: number;
}

/** Which failed deliveries of a webhook are sent again: those that match everything given. */
export interface RecoveryFilter {
  /** Those that failed at or after this time, ISO 8601. */
  since?: string;
  /** Those that were made at or after this time, ISO 8601. */
  createdSince?: string;
  /** Those that were made before this time, ISO 8601. */
  createdUntil?: string;
  failureClass?: FailureClass;
  event?: EventType;
  cluster?: string;
  resource?: string;
  namespace?: string;
}

/** The body of `POST /:id/recoveries`. */
export interface RecoveryInput extends RecoveryFilter {
  /**
   * How many are sent again in a minute, up to what the platform accepts; half of that when
   * absent, so that new deliveries have the other half.
   */
  perMinute?: number;
}

/** The answer of `POST /:id/recoveries/preview`: what a recovery would send again. */
export interface RecoveryPreview {
  total: number;
  /** Without the classes that there are none of. */
  byClass: Partial<Record<FailureClass, number>>;
}

/**
 * - `running`: deliveries are made due again, at its pace.
 * - `paused`: by a person, or because the webhook was disabled; see `reason`.
 * - `done`: nothing is left to send again.
 * - `cancelled`: by a person; what was not sent again stays failed.
 */
export const RECOVERY_STATES = [
  'running',
  'paused',
  'done',
  'cancelled',
] as const;

/** One of {@link RECOVERY_STATES}. */
export type RecoveryState = (typeof RECOVERY_STATES)[number];

/**
 * Failed deliveries that are sent again, one after the other, under their ids and with a fresh
 * budget each. What fails after a recovery began is not part of it.
 */
export interface Recovery {
  id: string;
  webhookId: string;
  filter: RecoveryFilter;
  state: RecoveryState;
  /** Why it paused by itself, in words for people. */
  reason?: string;
  /** How many there were when it began. */
  total: number;
  /** How many were made due again; less than `total` at the end when some were gone by then. */
  done: number;
  /** How many are still to come; 0 when it ended. */
  remaining: number;
  perMinute: number;
  /** Entity ref of the user, or the subject of the service, that created it. */
  createdBy: string;
  createdAt: string;
  endedAt?: string;
}

/** The body of `PATCH /:id/recoveries/:recoveryId`: pauses, resumes or cancels. */
export interface RecoveryChange {
  state: Exclude<RecoveryState, 'done'>;
}

/** The answer of `POST /:id/test`. */
export interface TestResult {
  outcome: AttemptOutcome;
  statusCode?: number;
  responseBody?: string;
  durationMs: number;
  /** Present unless delivered: what went wrong and what to do, in words for people. */
  reason?: string;
  deliveryId: string;
}

/** One input of a platform's form. */
export interface PlatformField {
  name: 'url' | 'secret';
  label: string;
  required: boolean;
  /** True when the value must be shown as a password. */
  secret: boolean;
  placeholder?: string;
  help?: string;
}

/** A platform as the form needs it: the answer of `GET /platforms` is `{ items: PlatformInfo[] }`. */
export interface PlatformInfo {
  id: string;
  label: string;
  fields: PlatformField[];
  /** The hosts that its URLs have, so that a pasted URL tells its platform; absent for any host. */
  hosts?: string[];
  /** What else can be set; absent where nothing can. */
  requestSettings?: RequestSetting[];
  /** Whether a secret is made up where none is given, so that rotating needs none. */
  generatesSecret?: boolean;
}

/**
 * The kind of the events that tell that a watch stalled, or is well again. A webhook gets them only
 * when its filter `resources` names this kind; `*` does not.
 */
export const WATCH_KIND = 'Watch';

/**
 * What the `cluster` of an event begins with that comes from another source than a cluster, such as
 * `source:catalog`. A webhook gets it only when its filter `clusters` has an entry that begins so; `*`
 * does not.
 */
export const SOURCE_PREFIX = 'source:';

/** The `apiVersion` of the events of {@link WATCH_KIND}. */
export const WATCH_API_VERSION = 'webhooks.kubevision.io/v1';

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
 *   or no replica of the portal watches the cluster; it is tried again.
 * - `forbidden`: a custom resource that no webhook names, and that the cluster role of Backstage
 *   does not allow to watch; nothing is wrong. It is tried again now and then.
 */
export interface WatchInfo {
  kind: string;
  apiVersion: string;
  /** As Kubernetes names it across groups: `deployments.apps`, or `pods` in the core group. */
  resource: string;
  state: 'starting' | 'watching' | 'failing' | 'stalled' | 'forbidden';
  /** Why it is in that state, in words for people. */
  reason?: string;
  /** What to do about it, in words for people. */
  remedy?: string;
  /** When the last byte of it arrived, such as an event or a bookmark, ISO 8601. */
  lastSeenAt?: string;
  /** When the last change worth telling was stored, ISO 8601. */
  lastEventAt?: string;
  /** From reading that change off the wire to its commit, in milliseconds. */
  lagMs?: number;
  /** The last complete list, and what it was for; `at` is ISO 8601. */
  lastRelist?: { at: string; cause: RelistCause };
  /** How often the watch lost its place and a list had to tell what happened, since ISO 8601. */
  gaps: { count: number; since: string };
  /** How many objects are known. */
  objects: number;
}

/**
 * A cluster as the filter fields and the health view need it: the answer of `GET /clusters` is
 * `{ items: ClusterInfo[] }`.
 */
export interface ClusterInfo {
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
  /** What to do about it, in words for people. */
  remedy?: string;
  /** What people should know of it that is no failure, in words for people; absent without any. */
  notes?: string[];
  /**
   * The kinds that can be chosen in filters, as they are written there: Kubernetes' own by their
   * kind, custom resources as `Certificate.cert-manager.io`. In the order in which they are watched.
   */
  kinds: string[];
  /** The namespaces seen in it, sorted; empty until something was watched. */
  namespaces: string[];
  watches: WatchInfo[];
}
