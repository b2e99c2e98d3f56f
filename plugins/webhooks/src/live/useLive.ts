import { useSignal } from '@backstage/plugin-signals-react';
import {
  SIGNALS_CHANNEL,
  WebhooksSignal,
} from '@kubevision/backstage-plugin-webhooks-common';
import { useCallback, useContext, useEffect, useRef, useState } from 'react';
import { LiveHeldContext } from './LiveHeldContext';
import { coalesce } from './coalesce';
import { throttle } from './throttle';

/** How often to ask again where no signal arrives, in milliseconds. */
const POLL_MS = 10_000;

/** Signals that follow each other faster than this cost one request, in milliseconds. */
const SIGNAL_PAUSE_MS = 1_000;

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
 * @param options - `key` names what is loaded; `webhookId` ignores signals of other webhooks;
 *   `of` names the signals that concern it, all but those of events when absent; `held` keeps
 *   the value as it is, because someone reads it, and loads again when it is let go
 */
export function useLive<T>(
  load: () => Promise<T>,
  options: {
    key?: string;
    webhookId?: string;
    of?: readonly WebhooksSignal['type'][];
    held?: boolean;
  } = {},
): Live<T> {
  const { key = '', webhookId, of = ['webhook', 'delivery'] } = options;
  const allHeld = useContext(LiveHeldContext);
  const held = allHeld || (options.held ?? false);
  const latestLoad = useRef(load);
  latestLoad.current = load;
  const isHeld = useRef(held);
  isHeld.current = held;
  const refreshNow = useRef(async () => {});
  const refreshSoon = useRef(() => {});
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
      if (!current) return;
      setState(previous => {
        // What was on its way when someone began to read would take it from them all the same.
        const isRead =
          isHeld.current &&
          previous.key === key &&
          previous.value !== undefined;
        return isRead ? previous : { ...previous, ...outcome, key };
      });
    });
    const signalled = throttle(refresh, SIGNAL_PAUSE_MS);
    refreshNow.current = refresh;
    refreshSoon.current = signalled.call;
    refresh();
    return () => {
      current = false;
      signalled.stop();
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

  const { lastSignal } = useSignal<WebhooksSignal>(SIGNALS_CHANNEL);
  const concerns =
    lastSignal !== null &&
    of.includes(lastSignal.type) &&
    (!webhookId ||
      lastSignal.type === 'event' ||
      lastSignal.webhookId === webhookId);
  useEffect(() => {
    if (lastSignal && concerns && !held) refreshSoon.current();
  }, [lastSignal, concerns, held]);

  const refresh = useCallback(() => refreshNow.current(), []);
  return {
    value: state.value,
    error: state.error,
    loading: state.key !== key,
    refresh,
  };
}
