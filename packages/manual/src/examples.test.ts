import { parseAllDocuments } from 'yaml';
import { readPages } from './Page';

const examples = readPages().flatMap(({ path, codeBlocks }) =>
  codeBlocks.map((block, index) => ({ ...block, path, number: index + 1 })),
);

const written = (...languages: string[]) =>
  examples
    .filter(({ language }) => languages.includes(language))
    .map(({ path, number, code }) => [path, number, code] as const);

it.each(written('yaml'))('%s, example %i, is YAML', (_path, _number, code) => {
  for (const document of parseAllDocuments(code)) {
    expect(document.errors).toEqual([]);
  }
});

it.each(written('json'))('%s, example %i, is JSON', (_path, _number, code) => {
  // Examples may leave out what would repeat itself.
  const whole = code.replace(/,\s*…/g, '');
  expect(() => JSON.parse(whole)).not.toThrow();
});

it.each(written('sh', 'bash'))(
  '%s, example %i, is no command with a prompt before it',
  (_path, _number, code) => {
    expect(code).not.toMatch(/^\s*[$>] /m);
  },
);
