import {
  Digest,
  DigestGroup,
  EventType,
  Severity,
  SEVERITIES,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Message } from '../platform/Platform';
import { DateTime } from 'luxon';
import { toVisibleLine, truncate } from './text';

/** With the other facts no more than ten, which is what Slack takes. */
const MAX_GROUPS = 6;
const MAX_NAME_LENGTH = 60;

const LABELS: Record<EventType, string> = {
  create: 'Created',
  update: 'Updated',
  scale: 'Scaled',
  delete: 'Deleted',
};

const SEVERITY_WORDS: Record<Severity, string> = {
  critical: 'critical',
  warning: 'warning',
  info: '',
};

/** Says a digest in words, in the shape of any other message, so that each platform can show it. */
export function toDigestMessage(options: {
  event: WebhookEvent;
  digest: Digest;
  deliveryId: string;
}): Message {
  const { event, digest, deliveryId } = options;
  const { total, groups } = digest;
  const clusters = [...new Set(groups.map(({ cluster }) => name(cluster)))];
  const shown = groups.slice(0, MAX_GROUPS);
  const rest = total - shown.reduce((sum, { count }) => sum + count, 0);
  const where = listed(clusters, clusters.length);
  const [worst] = groups;
  return {
    deliveryId,
    eventType: event.event,
    event,
    emoji: '📋',
    headline: `K8s digest of ${total} changes`,
    object: where,
    summary: `[${where}] ${total} changes in one message, among them ${inWords(
      worst,
    )} ${LABELS[worst.event].toLowerCase()}`,
    facts: [
      { label: 'Severity', value: severitiesOf(groups) },
      ...shown.map(group => ({
        label: LABELS[group.event],
        value: inWords(group),
      })),
      { label: 'And', value: rest > 0 ? `${rest} more` : '' },
      { label: 'Between', value: spanOf(digest) },
    ].filter(fact => fact.value),
    changes: [],
    moreChanges: 0,
    footer: 'DIGEST · told together, because there was more than can be sent',
    test: false,
  };
}

/** E.g. `12 × Pod in prod-us (team-alpha/a, team-alpha/b and 10 more)`. */
function inWords({ count, resource, cluster, names }: DigestGroup): string {
  return `${count} × ${name(resource)} in ${name(cluster)} (${listed(
    names.map(name),
    count,
  )})`;
}

/** @param total - how many there are, of which `names` are the first */
function listed(names: readonly string[], total: number): string {
  const shown = names.slice(0, 3);
  const more = total - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}

function severitiesOf(groups: readonly DigestGroup[]): string {
  return [...SEVERITIES]
    .reverse()
    .filter(severity => SEVERITY_WORDS[severity])
    .flatMap(severity => {
      const count = groups
        .filter(group => group.severity === severity)
        .reduce((sum, group) => sum + group.count, 0);
      return count > 0 ? `${count} ${SEVERITY_WORDS[severity]}` : [];
    })
    .join(', ');
}

function spanOf({ from, until }: Digest): string {
  const [first, last] = [from, until].map(time =>
    DateTime.fromISO(time, { zone: 'utc' }),
  );
  if (!first.isValid || !last.isValid) return '';
  const sameDay = first.hasSame(last, 'day');
  return `${first.toFormat('yyyy-MM-dd HH:mm:ss')} and ${last.toFormat(
    sameDay ? 'HH:mm:ss' : 'yyyy-MM-dd HH:mm:ss',
  )} UTC`;
}

function name(text: string): string {
  return truncate(toVisibleLine(text), MAX_NAME_LENGTH) || '—';
}
