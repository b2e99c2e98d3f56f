// npm run bundle-size: what the plugin's pages add to a portal, in kilobytes as a browser loads
// them: for each page, and each other part that is loaded by itself, with all that it needs, and
// what of that a browser does not have from another page. Fails when all parts together weigh more
// than promised.

import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { bootstrap, root } from './bootstrap.mjs';

bootstrap();

const { build } = await import('esbuild');

const PROMISED_KB = 150;

/** What every Backstage portal has anyway; all else counts. */
const OF_THE_PORTAL = [
  'react',
  'react-dom',
  'react-router',
  'react-router-dom',
  '@backstage/*',
  '@material-ui/*',
];

const { outputFiles, metafile } = await build({
  entryPoints: [join(root, 'plugins/webhooks/src/index.ts')],
  absWorkingDir: root,
  outdir: join(root, '.cache/bundle-size'),
  bundle: true,
  splitting: true,
  format: 'esm',
  minify: true,
  write: false,
  metafile: true,
  jsx: 'automatic',
  define: { 'process.env.NODE_ENV': '"production"' },
  external: OF_THE_PORTAL,
  logLevel: 'warning',
});

const outputs = Object.entries(metafile.outputs).map(([file, output]) => {
  const { contents } = outputFiles.find(({ path }) => path.endsWith(file));
  return { file, ...output, size: gzipSync(contents).length / 1000 };
});

/** What a browser loads with files: they, and what they import before they run. */
function loadedWith(files, loaded = new Set()) {
  for (const file of files) {
    const output = outputs.find(it => it.file === file);
    if (!output || loaded.has(output)) continue;
    loaded.add(output);
    const imports = output.imports.filter(it => it.kind === 'import-statement');
    loadedWith(
      imports.map(({ path }) => path),
      loaded,
    );
  }
  return loaded;
}

const sizeOf = parts =>
  Number([...parts].reduce((sum, { size }) => sum + size, 0).toFixed(1));
const fileOf = source =>
  outputs.find(({ entryPoint }) => entryPoint === source)?.file;

const SOURCES = 'plugins/webhooks/src/';
const always = loadedWith([fileOf(`${SOURCES}index.ts`)]);
const frame = loadedWith([fileOf(`${SOURCES}components/WebhooksRouter.tsx`)]);

console.table(
  outputs
    .filter(({ entryPoint }) => entryPoint?.startsWith(SOURCES))
    .map(({ file, entryPoint }) => {
      const withIt = loadedWith([file]);
      const more = [...withIt].filter(
        part => !always.has(part) && !frame.has(part),
      );
      return {
        part: entryPoint.slice(SOURCES.length),
        'gzipped kB': sizeOf(withIt),
        'beyond the frame of pages': sizeOf(more),
      };
    })
    .sort((a, b) => b['gzipped kB'] - a['gzipped kB']),
);
const total = sizeOf(outputs);
console.log(`All parts: ${total} kB of ${PROMISED_KB} kB`);
if (total > PROMISED_KB) process.exit(1);
