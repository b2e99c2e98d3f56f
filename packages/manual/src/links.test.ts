import { existsSync } from 'node:fs';
import { join, normalize, relative, dirname } from 'node:path';
import { parse } from 'yaml';
import { Page, ROOT, readPage, readPages, readText } from './Page';

const REPOSITORY =
  'https://github.com/kubevision/backstage-plugin-webhooks/(?:blob|tree)/main/';

/** Headings become places in two ways: on GitHub, and in TechDocs (Python-Markdown). */
const SLUGS = [
  (heading: string) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  (heading: string) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/[-\s]+/g, '-'),
];

function anchorsOf(page: Page): Set<string> {
  const headings = [...page.prose.matchAll(/^#+ (.+)$/gm)].map(([, it]) => it);
  const [github, techdocs] = SLUGS.map(slug => headings.map(slug));
  // A place that only one of the two has is none that the manual can point to.
  return new Set(github.filter(slug => techdocs.includes(slug)));
}

function linksOf({ prose }: Page): string[] {
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link);
}

describe.each(readPages().map(page => [page.path, page] as const))(
  '%s',
  (path, page) => {
    const links = linksOf(page);

    it('points only to pages, places and files that are there', () => {
      const broken = links
        .filter(link => !/^[a-z]+:/.test(link))
        .filter(link => {
          const [target, anchor] = link.split('#');
          const file = target ? normalize(join(dirname(path), target)) : path;
          if (!existsSync(join(ROOT, file))) return true;
          return anchor && !anchorsOf(readPage(file)).has(anchor);
        });
      expect(broken).toEqual([]);
    });

    it('points only to files of this repository that are there', () => {
      const files = links.flatMap(
        link => new RegExp(`^${REPOSITORY}([^#]+)`).exec(link)?.[1] ?? [],
      );
      expect(files.filter(file => !existsSync(join(ROOT, file)))).toEqual([]);
    });

    it('leaves the folder of the manual only by whole addresses', () => {
      // What is outside of docs/ is not in TechDocs.
      const leaving = links.filter(
        link =>
          path.startsWith('docs/') &&
          !/^[a-z]+:|^#/.test(link) &&
          relative('docs', join(dirname(path), link)).startsWith('..'),
      );
      expect(leaving).toEqual([]);
    });
  },
);

it('TechDocs shows every page, once', () => {
  const { nav } = parse(readText('mkdocs.yml'));
  const shown = JSON.stringify(nav).match(/[\w-]+\.md/g);
  const pages = readPages()
    .map(({ path }) => path)
    .filter(path => path.startsWith('docs/'))
    .map(path => path.replace('docs/', ''));
  expect([...(shown ?? [])].sort()).toEqual(pages.sort());
});
