import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { ROOT, readPages, readText } from './Page';

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

/** Where the API report is of what a package exports by a name or a path of its own. */
const FOLDERS = new Map(
  readdirSync(join(ROOT, 'plugins')).map(folder => {
    const { name } = JSON.parse(readText(`plugins/${folder}/package.json`));
    return [name as string, `plugins/${folder}`];
  }),
);
const IMPORTS =
  /(?:import (?:(\w+),? ?)?(?:\{([^}]*)\})? ?from |import\(\s*)'(@kubevision\/[\w-]+)(?:\/(\w+))?'/g;

const imported = written('ts', 'tsx').flatMap(([path, number, code]) =>
  [...code.matchAll(IMPORTS)].map(([, main, names, name, entry]) => ({
    path,
    number,
    name,
    entry,
    exports: [
      ...(names?.match(/\w+/g) ?? []),
      ...(main || !names ? ['default'] : []),
    ],
  })),
);

it('there are examples that import', () => {
  expect(imported.length).toBeGreaterThan(10);
});

it.each(imported)(
  '$path, example $number, takes from $name what it exports',
  ({ name, entry, exports }) => {
    const report = readText(
      join(
        FOLDERS.get(name) ?? name,
        entry ? `report-${entry}.api.md` : 'report.api.md',
      ),
    );
    const missing = exports.filter(
      it => !new RegExp(`^export .*\\b${it}\\b`, 'm').test(report),
    );
    expect(missing).toEqual([]);
  },
);
