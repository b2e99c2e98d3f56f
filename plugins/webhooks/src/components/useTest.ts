import { DraftTestResult } from '@kubevision/backstage-plugin-webhooks-common';
import { useCallback, useRef, useState } from 'react';

interface TestState {
  running: boolean;
  result?: DraftTestResult;
  error?: Error;
}

/**
 * Sends test messages and keeps what came of the last one until it is dismissed.
 *
 * @param options - `send` sends one and waits for the answer; `onTested` is called after each
 */
export function useTest(options: {
  send: () => Promise<DraftTestResult>;
  onTested?: () => Promise<void>;
}) {
  const latest = useRef(options);
  latest.current = options;
  const [state, setState] = useState<TestState>({ running: false });

  const run = useCallback(async () => {
    setState({ running: true });
    setState(
      await latest.current.send().then(
        result => ({ running: false, result }),
        error => ({ running: false, error }),
      ),
    );
    await latest.current.onTested?.();
  }, []);

  const dismiss = useCallback(() => setState({ running: false }), []);
  return { ...state, run, dismiss };
}
