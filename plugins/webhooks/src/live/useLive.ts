import { useSignal } from '@backstage/plugin-signals-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { coalesce } from './coalesce';

/** How often to ask again where no signal arrives, in milliseconds. */
const POLL_MS = 10_000;

/** What the backend broadcasts on the channel `webhooks` when something has changed. */
export type WebhooksSignal = {
  type: 'delivery' | 'webhook';
  webhookId: string;
};

/** A value that keeps itself up to date. */
export interface Live<T> {
  /** The newest value; stays while a newer one loads, so that nothing on the page jumps. */
  value?: T;
  /** Why the last load failed; the value before it stays. */
  error?: Error;
  /** True while the value of another key is still shown, or nothing is. */
  loading: boolean;
  /** Loads again; ends when the new value is shown. Never rejects. */
  refresh: () => Promise<void>;
}

/**
 * Loads a value, again whenever the key changes, whenever the backend signals a change, and every
 * ten seconds as long as the page is visible, because signals are an option of a portal.
 *
 * @param options - `key` names what is loaded; `webhookId` ignores signals of other webhooks; `held`
 *   keeps the value as it is, because someone reads it, and loads again when it is let go
 */
export function useLive<T>(
  load: () => Promise<T>,
  options: { key?: string; webhookId?: string; held?: boolean } = {},
): Live<T> {
  const { key = '', webhookId, held = false } = options;
  const latestLoad = useRef(load);
  latestLoad.current = load;
  const refreshNow = useRef(async () => {});
  const [state, setState] = useState<{
    key?: string;
    value?: T;
    error?: Error;
  }>({});

  useEffect(() => {
    let current = true;
    const refresh = coalesce(async () => {
      const outcome = await latestLoad.current().then(
        value => ({ value, error: undefined }),
        error => ({ error }),
      );
      if (current) setState(previous => ({ ...previous, ...outcome, key }));
    });
    refreshNow.current = refresh;
    refresh();
    return () => {
      current = false;
    };
  }, [key]);

  const wasHeld = useRef(false);
  useEffect(() => {
    if (held) {
      wasHeld.current = true;
      return undefined;
    }
    if (wasHeld.current) refreshNow.current();
    wasHeld.current = false;
    const timer = setInterval(
      () => !document.hidden && refreshNow.current(),
      POLL_MS,
    );
    return () => clearInterval(timer);
  }, [held]);

  const { lastSignal } = useSignal<WebhooksSignal>('webhooks');
  useEffect(() => {
    if (!lastSignal || held) return;
    if (!webhookId || lastSignal.webhookId === webhookId) refreshNow.current();
  }, [lastSignal, webhookId, held]);

  const refresh = useCallback(() => refreshNow.current(), []);
  return {
    value: state.value,
    error: state.error,
    loading: state.key !== key,
    refresh,
  };
}
