// npm run openapi: makes from plugins/webhooks-backend/openapi.yaml what other files repeat of it, the
// types of webhooks-common and the marked parts of docs/api.md. With --check it writes nothing, and
// fails when one of them is not current.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bootstrap, root } from './bootstrap.mjs';

bootstrap();

const { default: openapiTypes, astToString } = await import(
  'openapi-typescript'
);
const { default: prettier } = await import('prettier');
const { parse } = await import('yaml');
const { fillMarkedParts } = await import('./openapiParts.mjs');
const { nameTypes } = await import('./openapiTypes.mjs');

const source = join(root, 'plugins/webhooks-backend/openapi.yaml');
const typesFile = join(
  root,
  'plugins/webhooks-common/src/openapi/schema.generated.ts',
);
const docsFile = join(root, 'docs/api.md');

async function makeTypes() {
  const ast = nameTypes(await openapiTypes(pathToFileURL(source)));
  const heading =
    '// Made from openapi.yaml of the backend plugin by `npm run openapi`.\n';
  return format(heading + astToString(ast), typesFile);
}

async function makeDocs() {
  const document = parse(readFileSync(source, 'utf8'));
  return format(
    fillMarkedParts(readFileSync(docsFile, 'utf8'), document),
    docsFile,
  );
}

async function format(text, file) {
  const options = await prettier.resolveConfig(file);
  return prettier.format(text, { ...options, filepath: file });
}

const made = [
  [typesFile, await makeTypes()],
  [docsFile, await makeDocs()],
];
const stale = made.filter(
  ([file, text]) => !existsSync(file) || readFileSync(file, 'utf8') !== text,
);
if (process.argv.includes('--check')) {
  for (const [file] of stale) {
    console.error(
      `${relative(root, file)} is not what ${relative(
        root,
        source,
      )} makes of it; run npm run openapi`,
    );
  }
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [file, text] of stale) writeFileSync(file, text);
}
