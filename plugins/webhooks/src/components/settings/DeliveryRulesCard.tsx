import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { webhooksTranslationRef } from '../../translation';
import { useWebhook } from '../detail/WebhookPage';
import { DeliveryRuleFields, DeliveryRules } from './DeliveryRuleFields';
import { SettingsCard } from './SettingsCard';
import { useSettings } from './useSettings';

/** How often a delivery is tried, and when nothing is sent. */
export function DeliveryRulesCard() {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { retry, digest, quietHours } = useWebhook().webhook;
  const settings = useSettings<DeliveryRules>({ retry, digest, quietHours });
  return (
    <SettingsCard title={t('settings.rules.title')} settings={settings}>
      <DeliveryRuleFields
        draft={settings.draft}
        problems={settings.problems.fields}
        onChange={settings.change}
      />
    </SettingsCard>
  );
}
