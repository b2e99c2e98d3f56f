import { useApi } from '@backstage/frontend-plugin-api';
import { TestResult } from '@kubevision/backstage-plugin-webhooks-common';
import { useCallback, useState } from 'react';
import { webhooksApiRef } from '../api/WebhooksApi';

interface TestState {
  running: boolean;
  result?: TestResult;
  error?: Error;
}

/** Sends test messages and keeps what came of the last one until it is dismissed. */
export function useTest(webhookId: string, onTested: () => Promise<void>) {
  const api = useApi(webhooksApiRef);
  const [state, setState] = useState<TestState>({ running: false });

  const run = useCallback(async () => {
    setState({ running: true });
    setState(
      await api.testWebhook(webhookId).then(
        result => ({ running: false, result }),
        error => ({ running: false, error }),
      ),
    );
    await onTested();
  }, [api, webhookId, onTested]);

  const dismiss = useCallback(() => setState({ running: false }), []);
  return { ...state, run, dismiss };
}
