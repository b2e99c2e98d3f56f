import { aWebhook } from '../__testUtils__/fixtures';
import { stateOf } from './stateOf';

const until = '2026-03-05T12:00:00Z';
const waiting = (reason: 'muted' | 'rate') => ({
  reason,
  until,
  exceptCritical: false,
});

describe('stateOf', () => {
  it.each([
    [{}, 'healthy'],
    [{ health: 'unknown' }, 'unknown'],
    [{ health: 'failing' }, 'failing'],
    [{ health: 'failing', waiting: waiting('muted') }, 'failing'],
    [{ waiting: waiting('muted') }, 'waiting'],
    [{ waiting: waiting('rate') }, 'healthy'],
    [{ enabled: false, disabledBy: 'user', health: 'failing' }, 'off'],
    [{ enabled: false, disabledBy: 'plugin' }, 'disabled'],
  ] as const)('%j is %s', (changes, state) => {
    expect(stateOf(aWebhook(changes))).toBe(state);
  });
});
