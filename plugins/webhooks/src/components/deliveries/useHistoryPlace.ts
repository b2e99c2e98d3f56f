import { useLocation, useSearchParams } from 'react-router-dom';

/**
 * Where someone is in a history: which page, and which delivery is open. Both live in the page's
 * address, so that they can be shared and the browser's Back button works. The pages before are
 * known only to who came from there, so they live in the browser's history.
 */
export function useHistoryPlace() {
  const [params, setParams] = useSearchParams();
  const { state } = useLocation();
  const cursor = params.get('cursor') ?? undefined;
  const before: (string | null)[] = state?.webhooksPagesBefore ?? [];

  const goTo = (next: string | null, pagesBefore: (string | null)[]) => {
    const changed = new URLSearchParams(params);
    changed.delete('open');
    if (next) changed.set('cursor', next);
    else changed.delete('cursor');
    setParams(changed, { state: { webhooksPagesBefore: pagesBefore } });
  };

  return {
    /** Absent on the newest page. */
    cursor,
    /** The id of the delivery that is open. */
    open: params.get('open') ?? undefined,
    /** Whether the page before this one is known; else only the newest one can be gone back to. */
    knowsPrevious: before.length > 0,
    next: (nextCursor: string) => goTo(nextCursor, [...before, cursor ?? null]),
    previous: () =>
      goTo(before[before.length - 1] ?? null, before.slice(0, -1)),
    /** @param id - undefined to close what is open */
    setOpen: (id: string | undefined) => {
      const changed = new URLSearchParams(params);
      if (id) changed.set('open', id);
      else changed.delete('open');
      setParams(changed, { replace: true, state });
    },
  };
}
