import { NoiseRule } from './NoiseRule';

/** What follows a message about an object within the window is told when the window ends. */
export const window: NoiseRule = ({ settings, told, held, now }) => {
  const windowMs = settings.windowSeconds * 1000;
  if (windowMs === 0) return undefined;
  if (held?.reason === 'window') {
    return { reason: 'window', until: held.until };
  }
  const last = told.at(-1);
  return last && now < last.at + windowMs
    ? { reason: 'window', until: last.at + windowMs }
    : undefined;
};
