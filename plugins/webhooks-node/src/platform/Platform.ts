import {
  EventType,
  PlatformField,
  Reason,
  RequestSetting,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';

/** A changed field, its values written out for people. Text is untrusted and unescaped. */
export interface MessageChange {
  field: string;
  /** At most 200 characters; `—` for an absent value. */
  old: string;
  new: string;
}

/**
 * What a chat message says, before any platform's markup. Every string may hold text that someone
 * chose inside a cluster: a platform must escape it, after truncating it. Control, bidirectional
 * and zero-width characters are already removed.
 */
export interface Message {
  /** Stays the same over all attempts of one delivery, and holds no `.`. */
  readonly deliveryId: string;
  /** Type of the event as this webhook subscribed to it. */
  readonly eventType: EventType;
  /** The event itself, for platforms that send it raw. */
  readonly event: WebhookEvent;
  /** Starts the title: 🟢 created, ✏️ updated, 📏 scaled, 🔴 deleted. */
  readonly emoji: string;
  /** E.g. `K8s Deployment updated`. Our own words and the kind. */
  readonly headline: string;
  /** E.g. `team-alpha/api-server`, or only the name where there is no namespace. */
  readonly object: string;
  /** One line for notifications: `[prod-us] Deployment team-alpha/api-server updated by alice: spec.replicas 3 → 5`. */
  readonly summary: string;
  /** Label and value pairs, such as Cluster, Namespace, Changed by, Time. Empty ones are left out. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** The first ten at most. */
  readonly changes: readonly MessageChange[];
  /** How many more changes there are. */
  readonly moreChanges: number;
  /** E.g. `apps/v1 Deployment · UPDATE`. */
  readonly footer: string;
  /** True for a message sent by the Test button; the headline says so too. */
  readonly test: boolean;
}

/** Where a message goes. All of it is secret. */
export interface Target {
  readonly url: string;
  readonly secret?: string;
  /** The secret before the last rotation; signs too until `expiresAt`, ISO 8601. */
  readonly previousSecret?: {
    readonly secret: string;
    readonly expiresAt: string;
  };
  /** That each request carries beside its own; only where `requestSettings` has them. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Only where `requestSettings` has it. */
  readonly clientCertificate?: ClientCertificate;
}

/** A certificate that proves to a receiver who sends, with its key. All of it is PEM. */
export interface ClientCertificate {
  readonly certificate: string;
  readonly key: string;
  readonly passphrase?: string;
  /** The authorities that the receiver's certificate may be of, instead of the public ones. */
  readonly ca?: string;
}

/** A request that `send` can send as it is. */
export interface OutgoingRequest {
  readonly url: string;
  readonly method: 'POST';
  readonly headers: Readonly<Record<string, string>>;
  /** UTF-8 text; sent byte for byte. */
  readonly body: string;
  /** Shown to the receiver when it asks for one. */
  readonly clientCertificate?: ClientCertificate;
}

/** What came back: the complete answer, its body cut at 16 KiB. */
export interface IncomingResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * What an answer means.
 * - `delivered`: the platform says that it accepted the message; `pauseMs` when it said that it
 *   takes nothing more for so long.
 * - `retry`: it may accept the same message later; `afterMs` is the platform's own wish. `scope`
 *   is `receiver` when it takes no message at all until then, as with a rate limit.
 * - `rejected`: it will not. `owner`: whoever owns the receiver must act (revoked token, archived
 *   channel); `payload`: the message itself was not understood.
 *
 * `reason` tells people what happened and what to do; it never holds a URL or a secret, and nor do
 * the parameters of `reasonParts`. `because` of the common package makes both, for what it has a
 * code for; a reason in words of your own has no parts, and is shown in its words in any language.
 */
export type Verdict =
  | { readonly outcome: 'delivered'; readonly pauseMs?: number }
  | (Reason & {
      readonly outcome: 'retry';
      readonly afterMs?: number;
      readonly scope?: 'receiver';
    })
  | (Reason & {
      readonly outcome: 'rejected';
      readonly blame: 'owner' | 'payload';
      /**
       * Whether nothing is ever accepted again at this URL, as with one that was revoked: the
       * webhook is disabled at once. Only together with `owner`.
       */
      readonly permanent?: boolean;
    });

/** At most `count` messages within any `perSeconds`. */
export interface RateLimit {
  readonly count: number;
  readonly perSeconds: number;
}

/**
 * Everything that a platform is: one object of data and pure functions. Neither function does
 * input or output or reads a clock, so a preview is a call of `toRequest` that nobody sends.
 */
export interface Platform {
  /** Stored with each webhook: lower case letters and digits, never changed after release. */
  readonly id: string;
  /** The name that people know it by. */
  readonly label: string;
  /** Draws the form. Every platform has a required `url`. */
  readonly fields: readonly PlatformField[];
  /** How many messages one receiver accepts at most; empty when the platform names no limit. */
  readonly budget: readonly RateLimit[];
  /**
   * Hosts that its URLs may have, matched whole, or `*.example.com` for all below a domain; absent
   * when any host will do.
   */
  readonly hosts?: readonly string[];
  /** Whether plain `http:` will do; otherwise `https:` is required. */
  readonly allowsHttp?: boolean;
  /** Whether a secret is made up when none is given, and shown once. */
  readonly generatesSecret?: boolean;
  /** Whether requests carry a signature by `previousSecret` too, while that has not expired. */
  readonly signsWithPreviousSecret?: boolean;
  /** What else can be set, which `toRequest` puts into each request. */
  readonly requestSettings?: readonly RequestSetting[];
  /**
   * Checks what host and scheme do not tell, e.g. the path.
   * @returns what is wrong and what to paste instead, or undefined when the URL is right
   */
  checkUrl?(url: URL): string | undefined;
  /** @param now - becomes timestamps inside of the request, where the platform has such */
  toRequest(message: Message, target: Target, now: Date): OutgoingRequest;
  /**
   * The same message in the plainest form that the platform knows, without cards and markup: sent
   * once in place of a message that the platform refused. Absent where there is none plainer.
   */
  toPlainText?(message: Message, target: Target, now: Date): OutgoingRequest;
  /**
   * @param response - any answer at all, of any status, with a body of any kind
   * @param now - to count from, where the answer names a time of day
   */
  judge(response: IncomingResponse, now: Date): Verdict;
}
