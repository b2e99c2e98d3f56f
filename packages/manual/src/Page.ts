import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The root of the repository. */
export const ROOT = join(resolvePackagePath('manual'), '../..');

/** A block of code, as whoever copies it has it. */
export interface CodeBlock {
  readonly language: string;
  readonly code: string;
}

/** A page in Markdown. */
export interface Page {
  /** From the root of the repository, e.g. `docs/install.md`. */
  readonly path: string;
  readonly text: string;
  readonly codeBlocks: readonly CodeBlock[];
  /** Without code, in which nothing is a heading or a link. */
  readonly prose: string;
}

/** @param path - from the root of the repository */
export function readText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** @param path - from the root of the repository */
export function readPage(path: string): Page {
  const text = readText(path);
  const fence = /^[ \t]*```(\w*)\n([\s\S]*?)^[ \t]*```$/gm;
  return {
    path,
    text,
    codeBlocks: [...text.matchAll(fence)].map(([, language, code]) => ({
      language,
      code,
    })),
    prose: text.replace(fence, ''),
  };
}

/** All pages of the manual, and the README. */
export function readPages(): Page[] {
  const pages = readdirSync(join(ROOT, 'docs'))
    .filter(name => name.endsWith('.md'))
    .map(name => `docs/${name}`);
  return [...pages, 'README.md'].map(readPage);
}

/**
 * A block that begins with a comment of just these words, such as `// Go` or `# Python`.
 *
 * @throws Error when there is none
 */
export function findCode(page: Page, comment: string): string {
  const block = page.codeBlocks.find(({ code }) =>
    [`// ${comment}`, `# ${comment}`].some(line => code.startsWith(line)),
  );
  if (!block) throw new Error(`${page.path} has no code for ${comment}`);
  return block.code;
}
