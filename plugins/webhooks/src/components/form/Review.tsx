import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  PlatformInfo,
  Webhook,
} from '@kubevision/backstage-plugin-webhooks-common';
import { webhooksTranslationRef } from '../../translation';
import { describeDeliveryRules } from '../../wording/describeDeliveryRules';
import { describeFilters } from '../../wording/describeFilters';
import { Facts } from '../detail/Facts';
import { Draft, toInput, usesDeliveryRules } from './draft';

/** All that would be saved, in words. */
export function Review(props: {
  draft: Draft;
  platform?: PlatformInfo;
  stored?: Webhook;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { draft, platform, stored } = props;
  const { filters } = toInput(draft);
  const onOff = (isOn: boolean) => t(isOn ? 'list.on' : 'list.off');
  const missing = t('form.missing');
  const kept = stored?.platform === draft.platform ? stored : undefined;
  const takesSecret = platform?.fields.some(({ name }) => name === 'secret');
  return (
    <Facts
      facts={[
        [t('form.name'), draft.name.trim() || missing],
        [t('webhook.platform'), platform?.label ?? missing],
        [t('webhook.url'), maskedUrl(draft.url ?? kept?.url) || missing],
        ...(takesSecret
          ? [
              [t('webhook.secret'), t(secretWord(draft, platform, kept))] as [
                string,
                string,
              ],
            ]
          : []),
        [t('webhook.enabled'), onOff(draft.enabled)],
        [t('webhook.sends'), describeFilters(filters ?? {}, t)],
        [t('noise.rollouts'), t(`noise.rolloutMode.${draft.rollouts}`)],
        [
          t('noise.window'),
          draft.windowSeconds
            ? t('noise.windowValue', { seconds: String(draft.windowSeconds) })
            : t('noise.off'),
        ],
        [t('noise.flapping'), onOff(draft.flapping)],
        [t('noise.autoscaling'), onOff(draft.autoscaling)],
        ...(usesDeliveryRules(draft) ? describeDeliveryRules(draft, t) : []),
      ]}
    />
  );
}

/** Only where it leads: the rest is as good as a password, and people share their screens. */
function maskedUrl(url: string | undefined): string {
  if (!url || url.includes('…')) return url ?? '';
  try {
    return `${new URL(url.trim()).origin}/…`;
  } catch {
    return '…';
  }
}

function secretWord(
  draft: Draft,
  platform: PlatformInfo | undefined,
  kept: Webhook | undefined,
) {
  if (draft.secret) return 'form.secretGiven';
  if (draft.secret === undefined && kept?.hasSecret) return 'form.secretKept';
  return platform?.generatesSecret
    ? 'form.secretGenerated'
    : 'webhook.secretNone';
}
