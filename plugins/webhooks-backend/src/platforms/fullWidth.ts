import { replaceCharacters } from '@kubevision/backstage-plugin-webhooks-node';

const LOOK_ALIKES = {
  '[': '［',
  ']': '］',
  '(': '（',
  ')': '）',
  '<': '＜',
  '>': '＞',
  '*': '＊',
  '#': '＃',
  '`': '｀',
  '\\': '＼',
};

/** Replaces markup by full-width look-alikes, for platforms whose markup has no escape. */
export function escapeFullWidth(text: string): string {
  return replaceCharacters(text, LOOK_ALIKES);
}
