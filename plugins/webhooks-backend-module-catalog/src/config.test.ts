import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { readSchedule } from './config';

const read = (catalog: JsonObject) =>
  readSchedule(new ConfigReader({ webhooks: { sources: { catalog } } }));

const timeout = { minutes: 3 };

describe('readSchedule', () => {
  it('compares every minute when nothing is said', () => {
    const everyMinute = {
      frequency: { minutes: 1 },
      timeout: { minutes: 10 },
    };
    expect(read({})).toEqual(everyMinute);
    expect(readSchedule(new ConfigReader({}))).toEqual(everyMinute);
  });

  it.each([
    ['a duration', { minutes: 5 }, { minutes: 5 }],
    ['words', '5 minutes', { minutes: 5 }],
    ['a cron expression', { cron: '*/5 * * * *' }, { cron: '*/5 * * * *' }],
  ])('takes %s as the frequency', (_name, frequency, expected) => {
    expect(read({ schedule: { frequency, timeout } })).toMatchObject({
      frequency: expected,
      timeout,
    });
  });

  it.each([
    ['schedule', 'every minute'],
    ['schedule.frequency', { timeout }],
    ['schedule.timeout', { frequency: { minutes: 1 }, timeout: 'long' }],
    ['schedule.timeout', { frequency: { minutes: 1 } }],
    ['schedule.scope', { frequency: { minutes: 1 }, timeout, scope: 'mine' }],
  ])('names %s when it is wrong: %j', (key, schedule) => {
    const [section, ...within] = key.split('.');
    expect(() => read({ schedule })).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(
          new RegExp(
            [`webhooks\\.sources\\.catalog\\.${section}`, ...within].join('.*'),
          ),
        ),
      }),
    );
  });

  it.each([
    [{ shedule: {} }, /catalog\.shedule is no key.*catalog\.schedule\?/],
    [
      {
        schedule: {
          frequency: { minutes: 1 },
          timeout,
          initalDelay: { minutes: 1 },
        },
      },
      /schedule\.initalDelay is no key.*schedule\.initialDelay\?/,
    ],
  ])('refuses a key that is misspelt: %j', (catalog, message) => {
    expect(() => read(catalog)).toThrow(message);
  });
});
