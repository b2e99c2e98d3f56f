// npm run bundle-size: what the plugin's pages add to a portal, in kilobytes as a browser loads
// them, for each part that is loaded by itself. Fails when all parts together weigh more than
// promised.

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

/** The source file that says most about what a part is for. */
function nameOf(path) {
  const output = Object.entries(metafile.outputs).find(([file]) =>
    path.endsWith(file),
  )[1];
  if (output.entryPoint) return output.entryPoint;
  const inputs = Object.entries(output.inputs).sort(
    ([, a], [, b]) => b.bytesInOutput - a.bytesInOutput,
  );
  return `shared: ${inputs[0]?.[0] ?? 'nothing'}`;
}

const parts = outputFiles
  .map(({ path, contents }) => ({
    part: nameOf(path),
    'gzipped kB': gzipSync(contents).length / 1000,
  }))
  .sort((a, b) => b['gzipped kB'] - a['gzipped kB']);
const total = parts.reduce((sum, part) => sum + part['gzipped kB'], 0);

console.table(
  parts.map(part => ({
    ...part,
    'gzipped kB': Number(part['gzipped kB'].toFixed(1)),
  })),
);
console.log(`All parts: ${total.toFixed(1)} kB of ${PROMISED_KB} kB`);
if (total > PROMISED_KB) process.exit(1);
