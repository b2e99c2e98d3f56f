import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { ROOT, readText } from './Page';

const PLUGINS = readdirSync(join(ROOT, 'plugins')).map(it => `plugins/${it}`);

describe.each(PLUGINS)('%s', folder => {
  const manifest = JSON.parse(readText(`${folder}/package.json`));

  it.each(['README.md', 'LICENSE', 'report.api.md'])('has a %s', file => {
    expect(existsSync(join(ROOT, folder, file))).toBe(true);
  });

  it('says at the top of its README what it is called', () => {
    expect(readText(`${folder}/README.md`)).toMatch(`# ${manifest.name}\n`);
  });

  it('can be published', () => {
    expect(manifest).toMatchObject({
      description: expect.stringMatching(/^.{10,170}$/),
      license: 'Apache-2.0',
      publishConfig: { access: 'public' },
      repository: { directory: folder },
      files: expect.arrayContaining(['dist']),
    });
    expect(manifest.private).toBeUndefined();
  });

  it('is in the catalog as what its package.json says', () => {
    expect(parse(readText(`${folder}/catalog-info.yaml`))).toMatchObject({
      metadata: {
        name: manifest.name.replace('@kubevision/', ''),
        title: manifest.name,
        description: manifest.description,
      },
      spec: { system: 'webhooks' },
    });
  });
});

it('the catalog finds every package', () => {
  const [, location] = parseAllDocuments(readText('catalog-info.yaml')).map(
    document => document.toJS(),
  );
  expect(location.spec.targets.sort()).toEqual(
    PLUGINS.map(folder => `./${folder}/catalog-info.yaml`).sort(),
  );
});

it('every changeset names packages that are there', () => {
  const names = PLUGINS.map(
    folder => JSON.parse(readText(`${folder}/package.json`)).name,
  );
  const changed = readdirSync(join(ROOT, '.changeset'))
    .filter(file => file.endsWith('.md'))
    .flatMap(file => {
      const [, header] = readText(`.changeset/${file}`).split('---\n');
      return Object.keys(parse(header));
    });
  expect(changed.filter(name => !names.includes(name))).toEqual([]);
});
