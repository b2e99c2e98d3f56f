import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, readPage } from './Page';

/** The code that speaks to people. */
const FOLDERS = [
  ...readdirSync(join(ROOT, 'plugins')).map(name => `plugins/${name}/src`),
  'scripts',
];

/** What the product puts into its texts, and the manual writes out, as people search for it. */
const PUT_IN = /\b(Slack|Discord|DingTalk|Feishu|WeCom|\d+)\b/g;

/** What is refused is said of a field, which the code names apart from what is wrong with it. */
const FIELD = /^[a-zA-Z]+: /;

/** Where the manual quotes what the product says, there are columns whose head is this. */
const QUOTES = /^\| Message +\|.*\n\|[ -|]+\n((?:\|.*\n)+)/gm;

/**
 * What the code says: its texts, where whatever is put into them is `…`, and where texts that are
 * written in two lines are one.
 */
function readWords(): string {
  const files = FOLDERS.flatMap(folder =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter(name => /\.(tsx?|mjs)$/.test(name) && !name.includes('.test.'))
      .map(name => readFileSync(join(ROOT, folder, name), 'utf8')),
  );
  return files
    .join('\n')
    .replace(/\$\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|\{\{\w+\}\}/g, '…')
    .replace(/['`]\s*\+\s*['`]/g, '')
    .replace(/\\(['`])/g, '$1');
}

const messages = [
  ...readPage('docs/troubleshooting.md').text.matchAll(QUOTES),
].flatMap(([, rows]) =>
  [...rows.matchAll(/^\| `(.+?)` +\|/gm)].map(([, message]) => message),
);
const words = readWords();

it('quotes messages', () => {
  expect(messages.length).toBeGreaterThan(50);
});

it.each(messages)('the product says: %s', message => {
  // What is left out at an end may be put together from elsewhere.
  const said = message.replace(/^…\s*|\s*…$/g, '');
  expect(said.length).toBeGreaterThan(10);
  const spellings = [said, said.replace(FIELD, '')].flatMap(it => [
    it,
    it.replace(PUT_IN, '…'),
  ]);
  expect(spellings.some(it => words.includes(it))).toBe(true);
});
