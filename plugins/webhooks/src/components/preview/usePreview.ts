import { useApi } from '@backstage/frontend-plugin-api';
import {
  MatchingEvents,
  PreviewRequest,
  PreviewResult,
  WebhookFilters,
} from '@kubevision/backstage-plugin-webhooks-common';
import { useState } from 'react';
import useAsync from 'react-use/esm/useAsync';
import useDebounce from 'react-use/esm/useDebounce';
import { webhooksApiRef } from '../../api/WebhooksApi';

/** How long someone must pause before what they type is looked at, in milliseconds. */
const PAUSE_MS = 300;

/** How far back events are looked at. */
const HOURS = 24;

/** A value once it has stopped changing for a moment. */
function useSettled<T>(value: T): T {
  const key = JSON.stringify(value);
  const [settled, setSettled] = useState({ key, value });
  useDebounce(() => setSettled({ key, value }), PAUSE_MS, [key]);
  return settled.value;
}

/** The request for an event; the one before stays until the next is there. */
export function usePreview(request: PreviewRequest) {
  const api = useApi(webhooksApiRef);
  const settled = useSettled(request);
  const key = JSON.stringify(settled);
  return useAsync(
    async (): Promise<PreviewResult | undefined> =>
      settled.platform ? api.preview(settled) : undefined,
    [api, key],
  );
}

/** Which events of the last day the filters let through; those before stay until the next are there. */
export function useMatches(filters: WebhookFilters) {
  const api = useApi(webhooksApiRef);
  const settled = useSettled(filters);
  const key = JSON.stringify(settled);
  return useAsync(
    (): Promise<MatchingEvents> =>
      api.matchEvents({ filters: settled, sinceHours: HOURS }),
    [api, key],
  );
}
