import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { webhooksApiRef } from '../api/WebhooksApi';
import { webhooksTranslationRef } from '../translation';
import { translatePlatform } from '../wording/translatePlatform';

/** The platforms that webhooks can send to, in the reader's language. */
export function usePlatforms() {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const api = useApi(webhooksApiRef);
  const { value, error, retry } = useAsyncRetry(
    () => api.listPlatforms(),
    [api],
  );
  const platforms = useMemo(
    () => value?.map(platform => translatePlatform(platform, t)),
    [value, t],
  );
  return { value: platforms, error, retry };
}
