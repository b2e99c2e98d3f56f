import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, readPage, readPages, readText } from './Page';

const readManifest = (folder: string) =>
  JSON.parse(readText(join(folder, 'package.json')));

const { scripts } = readManifest('.');
const PLUGINS = readdirSync(join(ROOT, 'plugins')).map(it => `plugins/${it}`);

/** Every page that tells people what to run. */
const pages = [
  ...readPages(),
  ...[...PLUGINS, 'packages/benchmarks'].map(it => readPage(`${it}/README.md`)),
];

/** Each command, in a block or within a line, with the folder whose scripts it runs. */
const commands = pages.flatMap(({ path, prose, codeBlocks }) => {
  const lines = codeBlocks
    .filter(({ language }) => language === 'sh')
    .flatMap(({ code }) => code.replace(/\\\n\s*/g, ' ').split('\n'))
    .map(line => line.replace(/\s+#.*$/, '').trim());
  const within = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, it]) => it);
  return [...lines, ...within].map(command => ({ path, command }));
});

const matching = (pattern: RegExp) =>
  commands.flatMap(({ path, command }) => {
    const match = pattern.exec(command);
    return match ? [[path, command, match.slice(1)] as const] : [];
  });

/** The files of which a script consists that read its options. */
function sourcesOf(script: string): string {
  const [file] = /scripts\/[\w-]+\.mjs/.exec(scripts[script]) ?? [];
  if (!file) return '';
  const text = readText(file);
  const programs = text.match(/packages\/[\w/-]+\.ts/g) ?? [];
  return [text, ...programs.map(readText)].join('\n');
}

const OF_NPM = ['ping'];

it.each(matching(/^(?:\w+=\S+ )*npm (?:run )?([\w:-]+)(?: -- (.*))?$/))(
  '%s: %s is there',
  (_path, _command, [script, args = '']) => {
    expect([...Object.keys(scripts), ...OF_NPM]).toContain(script);
    const options = args.match(/(?<=(?:^| )--)[\w-]+/g) ?? [];
    const sources = sourcesOf(script);
    expect(
      options.filter(it => !new RegExp(`\\b${it}\\b`).test(sources)),
    ).toEqual([]);
  },
);

it.each(matching(/^(?:\w+=\S+ )*yarn ([\w:-]+)$/))(
  '%s: %s is there',
  (path, _command, [script]) => {
    const own = path.startsWith('plugins/')
      ? readManifest(path.replace('/README.md', '')).scripts
      : {};
    expect(Object.keys({ ...scripts, ...own })).toContain(script);
  },
);

it.each(matching(/^yarn --cwd (\S+) add (\S+)$/))(
  '%s: %s adds a package where it belongs',
  (_path, _command, [folder, name]) => {
    const ours = PLUGINS.map(readManifest).find(it => it.name === name);
    const role: string = (ours ?? readManifest(`node_modules/${name}`))
      .backstage.role;
    const [place] = [
      ['packages/app', /^frontend-/],
      ['packages/backend', /^backend-/],
      // A plugin of the reader's own.
      ['plugins/my-module', /^node-library$/],
    ].find(([, roles]) => (roles as RegExp).test(role))!;
    expect(folder).toBe(place);
  },
);

it.each(
  matching(
    /^(?:\w+=\S+ )*(?:npm|kubectl|npx) .*?\b((?:deploy|plugins|packages)\/\S+\.\w+)/,
  ),
)('%s: %s names a file that is there', (_path, _command, [file]) => {
  expect(existsSync(join(ROOT, file))).toBe(true);
});

it.each(matching(/^npm run bench -- (\w+)/))(
  '%s: %s measures something',
  (_path, _command, [suite]) => {
    expect(readText('packages/benchmarks/src/suites.ts')).toMatch(
      new RegExp(`^  ${suite}: \\[`, 'm'),
    );
  },
);

it('there are commands', () => {
  expect(matching(/^(npm|yarn) /).length).toBeGreaterThan(30);
});
