import { Translate } from './Translate';

const KIBIBYTE = 1024;

/** `640 B`, `2.1 KiB`. */
export function describeBytes(bytes: number): string {
  return bytes < KIBIBYTE
    ? `${bytes} B`
    : `${(bytes / KIBIBYTE).toFixed(1)} KiB`;
}

/** `87 ms`, `1.2 s`. */
export function describeDuration(ms: number, t: Translate): string {
  return ms < 1000
    ? t('statistics.milliseconds', { ms: String(Math.round(ms)) })
    : t('statistics.seconds', { s: (ms / 1000).toFixed(1) });
}
