import { ReasonCode } from './openapi/schema.generated';
import { REFUSAL_WORDS } from './refusalWords';

/**
 * What each {@link ReasonCode} says in English, for whoever reads no codes. What stands in braces is
 * a parameter.
 */
export const REASON_WORDS = {
  // What any receiver answers, by its HTTP status.
  redirects:
    '{{receiver}} redirects to another address, and redirects are never followed; paste the address it leads to (HTTP {{status}})',
  'credentials-refused':
    '{{receiver}} does not accept our credentials; paste a new URL (HTTP {{status}})',
  forbids:
    '{{receiver}} forbids this message; check the permissions of the receiver (HTTP {{status}})',
  'address-unknown':
    '{{receiver}} does not know this address; paste a new URL (HTTP {{status}})',
  'takes-no-post':
    '{{receiver}} takes no POST at this address; check the URL (HTTP {{status}})',
  'gave-up-waiting':
    '{{receiver}} gave up waiting for the message; it is sent again (HTTP {{status}})',
  gone: '{{receiver}} is gone for good; paste a new URL or delete the webhook (HTTP {{status}})',
  'too-early':
    '{{receiver}} asked to send the message later; it is sent again (HTTP {{status}})',
  'too-many':
    '{{receiver}} gets too many messages; it is sent again later. If this is frequent, narrow the filters (HTTP {{status}})',
  'message-refused':
    '{{receiver}} did not understand the message; see its answer (HTTP {{status}})',
  'not-available':
    '{{receiver}} is not available; the message is sent again (HTTP {{status}})',
  'receiver-error':
    '{{receiver}} has a problem of its own; the message is sent again (HTTP {{status}})',
  'no-status':
    '{{receiver}} answered with {{status}}, which is no status of HTTP; check the URL',
  'answer-unclear':
    'The answer is not one of {{receiver}}, so that nobody knows whether the message arrived; check that the URL is right and that no proxy answers in its place',
  'code-unknown':
    '{{receiver}} refused the message with the code {{code}}; see its answer',
  'signature-or-url-refused':
    'The receiver refuses the signature or the URL: check that it has the same signing secret, or paste a new URL (HTTP {{status}})',

  // What the platforms answer in their own ways.
  'not-understood':
    '{{receiver}} did not understand the message. This is our mistake: please report it with the answer',
  'too-long':
    '{{receiver}} says that the message is too long. This is our mistake: please report it',
  empty:
    '{{receiver}} says that the message is empty. This is our mistake: please report it',
  'type-unknown':
    '{{receiver}} says that it does not know the type of the message',
  'card-refused':
    '{{receiver}} refused the card. This is our mistake: please report it with the answer',
  unwanted:
    '{{receiver}} considers the content unsafe or inappropriate and dropped it. Narrow the filters if it comes again',
  busy: '{{receiver}} is busy; the message is sent again',
  'receiver-troubled':
    '{{receiver}} has a problem of its own; the message is sent again',
  'slow-down': '{{receiver}} asks to send more slowly; it is sent again later',
  'robot-too-fast':
    '{{receiver}} takes {{count}} messages a minute from a robot; it is sent again later. If this is frequent, narrow the filters',
  'bot-too-fast':
    '{{receiver}} takes {{count}} messages a minute from a bot; it is sent again later. If this is frequent, narrow the filters',
  'bot-too-fast-twice':
    '{{receiver}} takes {{count}} messages a minute and {{perSecond}} a second from a bot, and fewer on the full and half hour; it is sent again later',
  'day-limit':
    'The robot has reached its limit of the day. Narrow the filters, or wait until tomorrow',
  'robot-unknown':
    '{{receiver}} does not know this robot. Copy its Webhook again, whole, or add a new robot to the group',
  'bot-unknown':
    '{{receiver}} does not know this bot. Copy its webhook address again, whole, or add a new bot to the group',
  'bot-key-unknown':
    '{{receiver}} does not know this bot: the key is wrong or the bot was removed. Copy its Webhook again, or add a new bot to the group',
  'robot-stopped':
    'The robot is stopped. Enable it in the settings of the group',
  'bot-disabled':
    'The bot is disabled. Enable it in {{receiver}}, or add a new one',
  'robot-not-in-group': 'The robot is no longer in the group. Add it again',
  'bot-not-in-group': 'The bot is no longer in the group. Add it again',
  'group-disbanded': 'The group was disbanded. Add a robot to another group',
  'robot-keyword-missing':
    "The robot accepts only messages with its keyword. Add {{keyword}} to the keywords in the robot's security settings",
  'bot-keyword-missing':
    "The bot accepts only messages with its keyword. Add {{keyword}} to the keywords in the bot's security settings",
  'robot-signature-wrong':
    "The signature does not match. Paste the secret of the robot's security settings again, and check that the clock of this server is right",
  'bot-signature-wrong':
    "The signature does not match. Paste the key of the bot's security settings again, and check that the clock of this server is right",
  'robot-ip-not-listed':
    "The robot accepts messages only from listed IP addresses. Add the address of this server in the robot's security settings",
  'bot-ip-not-listed':
    "The bot accepts messages only from listed IP addresses. Add the address of this server in the bot's security settings",
  'robot-security-refused':
    "The robot's security settings refuse the message; the answer says which one. Change them, or set the secret here",
  'webhook-deleted':
    '{{receiver}} no longer knows this webhook: it was deleted. Create a new one in the channel and paste its URL',
  'webhook-removed':
    '{{receiver}} no longer knows this webhook: it or its app was removed. Create a new one in {{receiver}} and paste its URL',
  'token-refused':
    '{{receiver}} does not accept the token in the URL. Copy the URL again, whole, from {{receiver}}',
  'channel-missing':
    "The webhook's channel or user no longer exists. Create a new webhook in {{receiver}} and paste its URL",
  'channel-archived':
    'The {{receiver}} channel is archived. Unarchive it, or create a webhook for another channel',
  'channel-restricted':
    'A {{receiver}} administrator has restricted posting to this channel. Ask them, or use another channel',
  'general-channel-restricted':
    'A {{receiver}} administrator has restricted posting to #general. Ask them, or use another channel',
  'channel-is-forum':
    'The channel is a forum, which takes messages only in a thread. Add ?thread_id= and the id of a thread to the URL, or use a text channel',
  'workspace-inactive':
    'The {{receiver}} workspace is not active. Ask its administrator, or paste the URL of another workspace',
  'workflow-refuses':
    'The workflow refuses the signature in the URL, or calls by anyone; copy its URL again, and let “Anyone” trigger it (HTTP {{status}})',
  'workflow-gone':
    'The workflow was deleted or turned off; turn it on in Power Automate, or make a new one and paste its URL (HTTP {{status}})',

  // Why no answer came.
  'host-not-found':
    "The receiver's host name could not be resolved. Check the host in the URL.",
  'connection-refused':
    'The receiver refused the connection. Check that it is running and that the port in the URL is right.',
  'no-way': 'There is no way through the network to the receiver.',
  'connection-timeout': 'The receiver could not be connected to in time.',
  'certificate-not-trusted':
    "The receiver's TLS certificate is not trusted: it is expired, self-signed, of an unknown authority, or made for another host.",
  'client-certificate-wanted':
    'The receiver asks for a client certificate that it trusts. Give the webhook one, or a newer one.',
  'tls-failed':
    'No TLS connection could be agreed on with the receiver. Check that it speaks https on this port.',
  'headers-too-large': 'The receiver answered with headers that are too large.',
  'no-http':
    'The receiver did not answer in HTTP. Check the scheme and the port in the URL.',
  'connection-closed':
    'The receiver closed the connection before it had answered.',
  'answer-timeout':
    'The receiver did not complete its answer within {{seconds}} s.',
  'sending-stopped': 'Sending was stopped before an answer came.',
  'given-back':
    'It was not begun yet when the process that was to send it was stopped.',
  unreachable: 'The receiver could not be reached.',
  'address-refused':
    "The receiver's address leads into a private or reserved network, where webhooks may not go; an administrator can allow the receiver in app-config under webhooks.delivery.allowedReceivers.",
  'port-refused':
    "The receiver's URL has a port that webhooks may not use; an administrator can allow it in app-config under webhooks.delivery.allowedPorts, or the receiver under webhooks.delivery.allowedReceivers.",
  'url-invalid': "The webhook's URL is not valid. Paste it again.",
  'url-in-clear':
    "The webhook's URL must start with https://, because {{receiver}} messages must not travel in clear.",
  'url-of-other-host':
    "The webhook's URL must have the host {{hosts}}, as the URLs of {{receiver}} do; a compatible server of your own must be listed in app-config under webhooks.delivery.allowedReceivers.",

  // What went wrong here, and what the schedule makes of it.
  'target-unreadable':
    "The webhook's stored URL could not be read. Paste the URL again; if that does not help, an administrator finds the cause in the portal's log.",
  'message-not-made':
    "The message could not be made. An administrator finds the cause in the portal's log.",
  'answer-misjudged':
    "The receiver's answer could not be understood. An administrator finds the cause in the portal's log.",
  'platform-missing':
    "No platform '{{platform}}' is installed in this portal. Install the module that brings it, or choose another platform.",
  'webhook-disabled': 'The webhook was disabled.',
  'pause-asked': 'The receiver asked for a pause before this was sent.',
  'sent-as-plain-text': 'It is sent once more as plain text.',
  'pause-shortened':
    'It asked for a pause of {{asked}} s; the next attempt comes after {{longest}} s, the longest pause there is now.',
  'nothing-accepted-days':
    'Nothing was accepted for {{days}} days. The last problem:',
  'nothing-accepted-hours':
    'Nothing was accepted for {{hours}} hours. The last problem:',
  'in-digest':
    'There is more to tell than the platform takes, so that a digest tells of it.',
  'waits-for-rollout': 'Waits for the rollout to end',
  'waits-for-autoscaler': 'Waits for the autoscaler to come to rest',
  'waits-for-calm':
    'Waits for the object, which changes often, to come to rest',
  'waits-for-window':
    'Waits for further changes, so soon after the last message',

  // Why a cluster or a kind in it is not watched, and what to do about it.
  'cluster-credentials-refused':
    'The cluster does not accept the credentials that Backstage has for it (401)',
  'renew-cluster-token':
    'Renew the token of this cluster in the Kubernetes configuration of Backstage',
  'cluster-role-lacks':
    'The cluster role of Backstage lacks get, list, watch on {{subject}} (403)',
  'allow-in-group':
    'Give the cluster role of Backstage get, list and watch on the resource "{{resource}}" of the API group "{{group}}"',
  'allow-in-core':
    'Give the cluster role of Backstage get, list and watch on the resource "{{resource}}" of the core API group ""',
  'allow-what-it-needs':
    'Give the cluster role of Backstage get, list and watch on what it needs',
  'not-served': 'The cluster does not serve {{subject}} (404)',
  expired:
    'The cluster no longer knows what happened to {{subject}} since the last time (410)',
  'request-invalid':
    'The cluster does not understand what it is asked about {{subject}} (422): {{message}}',
  'cluster-overloaded': 'The cluster is overloaded and asks to wait (429)',
  'cluster-answered':
    'The cluster answered {{status}} when asked for {{subject}}: {{message}}',
  'asking-failed': 'Asking for {{subject}} failed ({{status}}): {{message}}',
  'plugin-token-refused':
    'The Kubernetes backend does not accept the token of the plugin webhooks (401): {{message}}',
  'accept-each-other':
    'Let both backends accept the tokens of each other: check backend.auth in the app-config of both',
  'proxy-forbidden':
    'The Kubernetes backend does not allow the plugin webhooks to use its proxy (403): {{message}}',
  'allow-proxy':
    'Let the permission policy allow kubernetes.proxy to the plugin webhooks',
  'proxy-missing':
    'The Kubernetes backend has no proxy yet: it is starting, or app-config has no `kubernetes` section',
  'wait-or-configure':
    'Wait for it to start, or add a `kubernetes` section to app-config',
  'cluster-unknown':
    'The Kubernetes backend does not know the cluster (404): {{message}}',
  'kubernetes-starting': 'The Kubernetes backend is starting (503)',
  'cluster-certificate-not-trusted':
    'The certificate of the cluster cannot be verified ({{message}})',
  'add-cluster-ca':
    'Put the CA of this cluster into its caData or caFile in the Kubernetes configuration of Backstage',
  'cluster-unreachable': 'The cluster cannot be reached ({{message}})',
  'check-cluster':
    'See whether the cluster is up, and check its url in the Kubernetes configuration of Backstage',
  'cluster-connection-broke':
    'The connection to the cluster broke (ECONNRESET)',
  'kubernetes-unreachable':
    'The Kubernetes backend cannot be reached ({{message}})',
  'cluster-silent': 'The cluster sent nothing for {{seconds}} s',
  'cluster-ends-watches': 'The cluster ends watches at once',
  'list-without-end': 'The cluster began a list and did not end it',
  'object-not-json': 'The cluster sent an object that is not JSON',
  'answer-not-json':
    'The cluster sent something about {{subject}} that is not JSON',
  'answer-no-event':
    'The cluster sent something about {{subject}} that is not an event of a watch',
  'answer-no-list':
    'The cluster sent something about {{subject}} that is not a list',
  'answer-no-object':
    'The cluster sent something about {{subject}} that holds an object without uid or resourceVersion',
  'answer-too-large': 'The answer has more than {{bytes}} bytes',
  'line-too-large': 'The cluster sent a line of more than {{bytes}} bytes',
  'no-groups': 'The cluster sent no list of groups',
  'watch-silent': 'Nothing was heard of the watch any more',
  'no-replica-watches': 'No replica of the portal watches this cluster now',
  'replica-takes-over':
    'Another replica takes it over within seconds where there is one',
  'not-stored': 'What the cluster sent could not be stored: {{message}}',
  'check-database': 'See whether the database of the portal is up and has room',
  'auth-provider-needs-user':
    "Its auth provider '{{provider}}' needs the token of a user, and nobody is there while it is watched",
  'use-auth-provider':
    'Use the auth provider {{provider}} for it in the Kubernetes configuration of Backstage',
  'auth-provider-unknown':
    "It is not known whether its auth provider '{{provider}}' works without a user",
  'name-auth-provider':
    'If it does, name it in webhooks.kubernetes.serverSideAuthProviders in app-config',
  'discovery-failed': 'What the cluster serves cannot be looked up now:',
  'discovery-failed-by':
    'What the cluster serves cannot be looked up now: {{message}}',
  'definitions-failed':
    'New custom resources are found within a minute, not at once, because their definitions cannot be watched:',
  'definitions-failed-by':
    'New custom resources are found within a minute, not at once, because their definitions cannot be watched: {{message}}',
  'definitions-forbidden':
    'The cluster role of Backstage lacks get, list, watch on customresourcedefinitions.apiextensions.k8s.io: new custom resources are found within a minute, not at once, and their desired count is taken to be spec.replicas',
  'extra-not-served':
    'It does not serve {{kind}}, which webhooks.kubernetes.extraResources of app-config names',

  // Why something that was asked for is not done.
  'webhook-unknown':
    "No webhook has the id '{{id}}'. It may have been deleted; GET the list to see which exist.",
  'delivery-unknown':
    "Webhook '{{webhook}}' has no delivery with the id '{{id}}'",
  'pending-delivery-unknown': "No pending delivery has the id '{{id}}'",
  'request-unknown':
    "Nothing is known of a request of attempt '{{number}}' of the delivery '{{id}}'",
  'recovery-unknown':
    "Webhook '{{webhook}}' has no recovery with the id '{{id}}'",
  'event-unknown': "No event has the id '{{id}}'; it may be too old to be kept",
  'permission-missing':
    "This needs the permission '{{permission}}', which you do not have",
  'outside-conditions':
    'You may have webhooks only under conditions, which this one would not keep: it is for a cluster, a namespace or a platform that is not yours, or for all of them. Narrow its filters',
  'webhook-off':
    "The webhook '{{name}}' is disabled; enable it before anything is sent again",
  'delivery-underway':
    "Delivery '{{id}}' is still on its way; wait until it is delivered or failed",
  'not-sent-as-off': "Delivery '{{id}}' was not sent: its webhook is disabled",
  'not-sent-in-time':
    "Delivery '{{id}}' was not sent: this replica stood still for too long; try again",
  'not-sent-as-stopping':
    "Delivery '{{id}}' was not sent: this replica is being stopped; try again",
  'recovery-underway':
    'This webhook has a recovery that has not ended; wait for it, or cancel it',
  'recovery-done':
    "Recovery '{{id}}' has ended: it is done; create another one",
  'recovery-cancelled':
    "Recovery '{{id}}' has ended: it is cancelled; create another one",
  'changed-since-read':
    "The webhook '{{name}}' was changed since it was read; load it again and repeat the change",
  'changed-by-others':
    "The webhook '{{id}}' is being changed by others at the same time; load it again and repeat the change",
  'database-late': 'The database did not answer within {{seconds}} s',

  ...REFUSAL_WORDS,
} as const satisfies Record<ReasonCode, string>;
