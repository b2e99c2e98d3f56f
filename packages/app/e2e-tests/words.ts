/*
 * The words are read where the plugin has them: what it publishes of them asks for a portal around.
 */
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import { en } from '../../../plugins/webhooks/src/translation/en';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import { flatten } from '../../../plugins/webhooks/src/translation/flatten';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import zh from '../../../plugins/webhooks/src/translation/zh';

/** A language that the pages speak. */
export type Language = 'en' | 'zh';

const MESSAGES: Record<Language, Readonly<Record<string, string>>> = {
  en: {
    ...flatten(en),
    // What the backend says in English itself.
    'platform.label.dingtalk': 'DingTalk',
    'platform.label.feishu': 'Feishu / Lark',
    'platform.label.wecom': 'WeCom',
    'platform.label.http': 'Custom HTTP',
  },
  zh,
};

/** What is said of one and of many has a key for each; here it goes by the one without an ending. */
type Counted<Key> = Key extends `${infer Stem}_${'one' | 'other'}` ? Stem : Key;

/**
 * Finds what a page says, as a whole. What the words leave open may be anything, unless it is given.
 *
 * @example
 * t('action.save') // Save, or 保存
 * t('delete.done', { name }) // … was deleted
 * t('deliveries.show') // Show the attempts of whatever
 */
export type Words = (
  key: Counted<keyof typeof zh>,
  values?: Readonly<Record<string, string | number>>,
) => RegExp;

/** The words of a language, as the pages take them from the plugin's translations. */
export function wordsOf(language: Language): Words {
  const messages = MESSAGES[language];
  return (key, values = {}) => {
    const found =
      key in messages
        ? [messages[key]]
        : endingsFor(values.count).map(ending => messages[key + ending]);
    const patterns = found.map(message => patternOf(message, values));
    return new RegExp(`^\\s*(?:${patterns.join('|')})\\s*$`);
  };
}

/** How the keys end that say something of so many, or of any number. */
function endingsFor(count: string | number | undefined): readonly string[] {
  if (count === undefined) return ['_one', '_other'];
  return [count === 1 ? '_one' : '_other'];
}

function patternOf(
  message: string,
  values: Readonly<Record<string, string | number>>,
): string {
  return message
    .split(/{{(\w+)}}/)
    .map((part, index) => {
      const isOpen = index % 2 === 1;
      const text = isOpen ? values[part] : part;
      return text === undefined ? '.+' : literally(String(text));
    })
    .join('');
}

/** Finds also what goes on after the words, as a date does after `Muted until`. */
export function startingWith(words: RegExp): RegExp {
  return new RegExp(words.source.replace(/\\s\*\$$/, ''));
}

/** Finds the words also amid others, and where they begin a sentence. */
export function amid(words: RegExp): RegExp {
  return new RegExp(words.source.replace(/^\^\\s\*|\\s\*\$$/g, ''), 'i');
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
