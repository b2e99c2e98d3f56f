import { en } from './en';
import { FlatMessages, Translated, flatten } from './flatten';
import chinese from './zh';

const english = flatten(en as Translated<typeof en>);

const placeholders = (message: string) =>
  Array.from(
    message.matchAll(/{{\s*([^},]+?)\s*(?:,[^}]*)?}}/g),
    ([, name]) => name,
  ).sort();

describe.each([['zh', chinese]])('the words in %s', (_, translated) => {
  const keys = Object.keys(english) as (keyof FlatMessages)[];

  it('are all there, and no others', () => {
    expect(Object.keys(translated).sort()).toEqual([...keys].sort());
  });

  it('say as much as in English', () => {
    const differing = keys.filter(
      key =>
        String(placeholders(english[key])) !==
        String(placeholders(translated[key])),
    );
    expect(differing).toEqual([]);
  });

  it('are none of them empty', () => {
    expect(keys.filter(key => !translated[key].trim())).toEqual([]);
  });

  it('are Chinese, but for names and units', () => {
    const foreign = keys.filter(
      key => !/\p{Script=Han}/u.test(translated[key]),
    );
    expect(foreign.sort()).toEqual([
      'deliveries.column.code',
      'entity.webhooks',
      'error.problem',
      'error.separator',
      'filters.separator',
      'form.pasteUrl',
      'list.column.webhook',
      'noise.heldBackReasons',
      'page.tabs.list',
      'page.title',
      'settings.rules.quietValue',
      'test.status',
      'webhook.url',
    ]);
  });
});
