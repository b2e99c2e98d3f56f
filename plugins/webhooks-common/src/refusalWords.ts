import { ReasonCode } from './openapi/schema.generated';

/** What is wrong with a field, as it is read after the field's name. */
export const REFUSAL_WORDS = {
  // What any field can have wrong.
  required: 'is required',
  'unknown-field': 'unknown; check the spelling',
  'no-possible-value': 'is none of the values that are possible here',
  'must-be-one-of': 'must be one of {{options}}',
  'wrong-type': 'must be {{expected}}, not {{received}}',
  'must-not-be-empty': 'must not be empty',
  'text-too-short': 'String must contain at least {{count}} character(s)',
  'text-too-long': 'String must contain at most {{count}} character(s)',
  'list-too-short': 'Array must contain at least {{count}} element(s)',
  'list-too-long': 'Array must contain at most {{count}} element(s)',
  'number-too-small': 'Number must be greater than or equal to {{count}}',
  'number-too-large': 'Number must be less than or equal to {{count}}',
  'holds-nul': 'must not contain NUL',

  // Times.
  'no-time-of-day': 'must be a time of day, as 22:00',
  'no-zoned-time': 'must be ISO 8601 with a zone',
  'no-time': 'must be a time in ISO 8601, such as 2026-03-05T10:23:00Z',
  'no-time-zone': 'must be a time zone of IANA, as Europe/Berlin',
  'same-as-start': 'must differ from start; mute the webhook for a whole day',

  // Filters.
  'no-entity-ref':
    'must be a full ref of an entity, e.g. component:default/web',
  'no-cluster':
    'must name a cluster after the !, e.g. prod-*, or !staging for all but that one',
  'no-kind':
    'must be a kind, or a kind and its group, e.g. Deployment, Certificate.cert-manager.io, *.cert-manager.io or !Pod',
  'no-namespace':
    'must be one namespace without spaces, e.g. team-a, team-* or !kube-system',
  'no-name':
    'must be one name without spaces, e.g. api-server, *-canary or !*-canary',
  'no-owner': 'must be a ref of an entity in the catalog, e.g. group:platform',
  'no-system':
    'must be a ref of an entity in the catalog, e.g. system:payments',
  'no-label-selector':
    'is no label selector; write e.g. app=web, env!=prod, tier in (a, b), canary or !canary',
  'label-key-impossible':
    'has a key that no label can have; write e.g. app or app.kubernetes.io/name',
  'label-value-impossible':
    "has a value that no label can have: at most 63 letters, digits, '-', '_' and '.'; write e.g. app=web",

  // The rest of a request.
  'name-taken':
    "another webhook is already called '{{name}}'; choose another name",
  'no-json': 'is no valid JSON',
  'body-too-large': 'is larger than 256 kB',
  'body-not-decoded': 'is not encoded as it says',
  'id-impossible': 'is none',
  'no-cursor': 'is none; take it from pageInfo.nextCursor of the page before',
  'no-cursor-of-history':
    'is not one that this service has given; leave it out to start from the newest',
  'no-cursor-of-export':
    'is no cursor of an event; take it from an answer, or write latest',
  'key-underway':
    'the request that came with it first is not answered yet; repeat this one a little later',
  'key-reused':
    'came with another request before; take a new one for each thing to be done',
  'key-answer-lost':
    'the first answer cannot be read any more, since webhooks.secrets.keys in app-config has changed; look whether it was done, and take a new key',
  'key-malformed':
    'must be 1 to 255 characters of ASCII without spaces, such as a UUID',

  // URLs.
  'no-url': 'is no URL; paste it whole, from https:// to its end',
  'url-not-https': 'must start with https://',
  'url-masked':
    'is masked, as it is shown; leave it out to keep what is stored, or paste the whole URL',
  'url-with-credentials': 'must not contain a user name or password',
  'url-of-other-platform':
    'is a URL of {{other}}; choose {{other}} as the platform, or paste the URL that {{receiver}} gave you',
  'url-of-stored-platform':
    'is required, because the stored one belongs to another platform than {{receiver}}',
  'url-of-slack-workflow':
    'belongs to a workflow, which takes no messages; paste the URL of an incoming webhook, which has /services/ in it',
  'slack-url-incomplete':
    'is not the whole URL of an incoming webhook; paste it with all three parts after /services/',
  'discord-url-for-others':
    'ends in /slack or /github, which takes other messages; paste it without that ending',
  'discord-url-incomplete':
    'is not the whole URL of a Discord webhook; paste it with the id and the token after /api/webhooks/',
  'dingtalk-url-of-no-robot':
    'is not the URL of a robot; paste the one that has /robot/send in it',
  'dingtalk-url-incomplete':
    'has no access_token; paste the whole Webhook of the robot, to its end',
  'feishu-url-of-old-bot':
    'belongs to the old kind of bot, which takes no cards; add a new custom bot and paste its URL, which has /bot/v2/hook/ in it',
  'feishu-url-incomplete':
    'is not the whole URL of a custom bot; paste the one that has /open-apis/bot/v2/hook/ and a key in it',
  'wecom-url-of-no-bot':
    'is not the URL of a group bot; paste the one that has /cgi-bin/webhook/send in it',
  'wecom-url-incomplete':
    'has no key; paste the whole Webhook URL of the bot, to its end',
  'workflow-url-incomplete':
    'is not the whole URL of a workflow; copy it again from the workflow, to its end after sig=',
  'workflow-url-unsigned':
    'has no signature, sig=, without which the workflow refuses everything; copy it again from the workflow, to its end',

  // Secrets, headers and certificates.
  'secret-for-platform':
    'is required when a webhook becomes one of {{receiver}}',
  'secret-from-platform':
    'is required; have {{receiver}} make a new one and give it here',
  'secret-unchanged': 'is the one that is stored; give another one',
  'no-overlap':
    '{{receiver}} takes one signature only, so the new secret counts at once; leave it out',
  'target-lost':
    'what is stored can no longer be read, because its key is not in app-config; give the URL and all that is secret again',
  'platform-has-none': '{{receiver}} has none; leave it out',
  'headers-not-kept':
    'must be given again with their values, because the URL leads to another receiver; or give [] to send none',
  'no-header-name':
    'is no name of a header; it may hold letters, digits and hyphens',
  'header-reserved':
    '{{name}} is set by the portal itself, or is of the connection; choose another header',
  'header-twice': '{{name}} is there twice',
  'header-value-required':
    'is required; a stored one is kept only while the URL leads to the same receiver',
  'no-header-value':
    'must be ASCII text without line breaks, and without spaces around it',
  'certificate-needs-tls':
    'is for TLS only; give a URL that starts with https://',
  'certificate-expired': 'expired on {{date}}; give a newer one',
  'certificate-unusable':
    'cannot be used for TLS; check that every certificate in it is whole, and that the key is no shorter than 2048 bits for RSA',
  'no-certificate':
    'is no certificate in PEM; paste it whole, from -----BEGIN CERTIFICATE----- on',
  'no-private-key':
    'is no private key in PEM; paste it whole, from -----BEGIN … PRIVATE KEY----- on',
  'key-of-other-certificate':
    'belongs to another certificate; give the key that the certificate was made with',
  'passphrase-wrong':
    'does not open the key; give the one that the key was encrypted with',

  // What is asked of a webhook.
  'until-not-ahead': 'is not in the future; DELETE the mute to end it',
  'pace-too-high':
    'must be at most {{count}}, which is what {{receiver}} accepts',
} as const satisfies Partial<Record<ReasonCode, string>>;
