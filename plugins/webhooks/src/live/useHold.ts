import { useCallback, useState } from 'react';

/** Counts who wants a live value to stand still: `hold` asks for it, what it returns no longer does. */
export function useHold(): { held: boolean; hold: () => () => void } {
  const [holders, setHolders] = useState(0);
  const hold = useCallback(() => {
    setHolders(count => count + 1);
    return () => setHolders(count => count - 1);
  }, []);
  return { held: holders > 0, hold };
}
