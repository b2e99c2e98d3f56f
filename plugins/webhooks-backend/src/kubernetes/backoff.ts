const FIRST_MS = 800;
const MAX_MS = 30_000;

/**
 * How long to wait before another try: 0.8 s, doubled with each failure in a row, up to 30 s, as
 * client-go does; less by up to a half, so that many watches do not come back at once.
 *
 * @param failures - how many tries failed in a row, from 1
 */
export function backoffMs(failures: number, random: () => number): number {
  const full = Math.min(MAX_MS, FIRST_MS * 2 ** (failures - 1));
  return full * (1 - random() / 2);
}
