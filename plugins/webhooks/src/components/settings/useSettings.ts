import {
  toastApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { WebhookInput } from '@kubevision/backstage-plugin-webhooks-common';
import { useState } from 'react';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { isChangedMeanwhile } from '../../api/isChangedMeanwhile';
import { webhooksTranslationRef } from '../../translation';
import { Problems, problemsByField } from '../../wording/problemsByField';
import { useWebhook } from '../detail/WebhookPage';

const NO_PROBLEMS: Problems = { fields: {} };

/**
 * Some settings of the webhook, to be changed and saved for themselves. What others change
 * meanwhile shows up, but for the settings that someone is changing here.
 *
 * @param stored - the settings as they are stored
 * @param toInput - what the backend is sent of what was changed
 */
export function useSettings<T extends Partial<WebhookInput>>(
  stored: T,
  toInput: (changes: Partial<T>) => Partial<WebhookInput> = changes => changes,
) {
  const { webhook, refresh } = useWebhook();
  const { t } = useTranslationRef(webhooksTranslationRef);
  const api = useApi(webhooksApiRef);
  const toasts = useApi(toastApiRef);
  const [changes, setChanges] = useState<Partial<T>>({});
  const [problems, setProblems] = useState(NO_PROBLEMS);
  const [outdated, setOutdated] = useState(false);
  const [saving, setSaving] = useState(false);
  const draft: T = { ...stored, ...changes };

  const forget = () => {
    setChanges({});
    setProblems(NO_PROBLEMS);
    setOutdated(false);
  };
  const save = async () => {
    const { id, etag, name, platform, filters } = webhook;
    setSaving(true);
    setOutdated(false);
    try {
      // What is left out stays as it is stored.
      await api.updateWebhook(
        id,
        { name, platform, filters, ...toInput(changes) },
        { ifMatch: etag },
      );
      await refresh();
      forget();
      toasts.post({ title: t('settings.saved'), timeout: 5000 });
    } catch (error) {
      if (isChangedMeanwhile(error)) {
        await refresh();
        setOutdated(true);
      } else {
        setProblems(problemsByField(error, t));
      }
    } finally {
      setSaving(false);
    }
  };
  return {
    draft,
    problems,
    /** Whether others changed the webhook, so that it was not saved; theirs is loaded by now. */
    outdated,
    saving,
    isChanged: Object.keys(changes).length > 0,
    change: (more: Partial<T>) => {
      setChanges(previous => ({ ...previous, ...more }));
      setProblems(NO_PROBLEMS);
    },
    forget,
    save,
  };
}
