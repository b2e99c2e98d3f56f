import { localeOf } from './useLocale';

describe('localeOf', () => {
  it.each([
    ['en', ['de-DE', 'en-GB', 'en'], 'en-GB'],
    ['zh', ['en-US', 'zh-CN'], 'zh-CN'],
    ['zh', ['en-US'], 'zh'],
    ['zh-CN', ['zh-TW', 'zh-CN'], 'zh-CN'],
    // Another language that begins alike.
    ['en', ['enm'], 'en'],
  ])('%s where %j is preferred: %s', (language, preferred, locale) => {
    expect(localeOf(language, preferred)).toBe(locale);
  });
});
