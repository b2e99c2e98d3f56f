import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './Page';

const SCRIPT = pathToFileURL(join(ROOT, 'scripts/processes.mjs')).href;

/** What a script prints that runs a shell command to its end, for so many seconds at most. */
function runToEnd(command: string, seconds: number): string {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `import { runToEnd } from '${SCRIPT}';
       const [command, seconds] = process.argv.slice(1);
       await runToEnd('sh', ['-c', command], { minutes: seconds / 60 }).then(
         () => console.log('done'),
         error => console.log(error.message),
       );`,
      command,
      String(seconds),
    ],
    { encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  return stdout;
}

describe('a program that is run to its end', () => {
  it('has done what it should', () => {
    expect(runToEnd('echo so', 60)).toBe('so\ndone\n');
  });

  it('fails as it ends', () => {
    expect(runToEnd('exit 3', 60)).toMatch(/ended with 3$/m);
  });

  it('is ended when its time is over, with all that it started', () => {
    // Whoever reads what is printed waits for everybody who could print.
    const startedAt = Date.now();
    expect(runToEnd('sleep 600 & wait', 1)).toMatch(/ended with SIGKILL$/m);
    expect(Date.now() - startedAt).toBeLessThan(300_000);
  });
});
