import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const DOCS = join(
  resolvePackagePath('@kubevision/backstage-plugin-webhooks-backend'),
  '../../docs',
);

/** The example of a page of the manual that begins with a comment, as whoever copies it has it. */
export function documentedExample(page: string, comment: string): string {
  const text = readFileSync(join(DOCS, page), 'utf8');
  const [, example] =
    [...text.matchAll(/^```\w+\n([\s\S]*?)^```$/gm)].find(([, block]) =>
      block.startsWith(`# ${comment}\n`),
    ) ?? [];
  if (!example) throw new Error(`${page} has no example '${comment}'`);
  return example;
}
