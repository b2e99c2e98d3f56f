/**
 * Makes calls follow each other no faster than the pause: the first one runs at once, and those that
 * come during a pause are one more at its end, so that the last of them is never left out.
 *
 * @param pauseMs - in milliseconds
 * @returns `stop` drops what is still to come
 */
export function throttle(
  run: () => unknown,
  pauseMs: number,
): { call: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let again = false;

  const call = () => {
    if (timer !== undefined) {
      again = true;
      return;
    }
    run();
    timer = setTimeout(() => {
      timer = undefined;
      if (!again) return;
      again = false;
      call();
    }, pauseMs);
  };
  const stop = () => {
    clearTimeout(timer);
    again = false;
  };
  return { call, stop };
}
