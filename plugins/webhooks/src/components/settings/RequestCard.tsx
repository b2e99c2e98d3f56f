import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { webhooksTranslationRef } from '../../translation';
import { useWebhook } from '../detail/WebhookPage';
import { requestSettings } from '../form/draft';
import { RequestFields, RequestSettings } from './RequestFields';
import { SettingsCard } from './SettingsCard';
import { useSettings } from './useSettings';

/** What each request carries beside the message. */
export function RequestCard() {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { webhook } = useWebhook();
  const settings = useSettings<RequestSettings>({}, requestSettings);
  return (
    <SettingsCard title={t('settings.request.title')} settings={settings}>
      <RequestFields
        draft={settings.draft}
        stored={webhook}
        problems={settings.problems.fields}
        onChange={settings.change}
      />
    </SettingsCard>
  );
}
