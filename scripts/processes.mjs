// Starts the project's programs and ends them together.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { root } from './bootstrap.mjs';

const require = createRequire(import.meta.url);

/** Each program that runs, with what sends it a signal. */
const children = new Map();

/** Arguments for Node.js that make it run the project's TypeScript files as they are. */
export function typescriptArgs(file) {
  return [
    '--require',
    require.resolve('@backstage/cli/config/nodeTransform.cjs'),
    join(root, file),
  ];
}

/**
 * Starts `node <args>` and ends this script with the same code when it fails.
 *
 * @param {string} name - how to call it when it fails
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function startNode(name, args, options = {}) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    ...options,
  });
  children.set(child, signal => child.kill(signal));
  child.on('exit', code => {
    children.delete(child);
    if (code && !stopping) {
      console.error(`${name} ended with code ${code}; stopping the rest.`);
      stopAll(code);
    }
  });
  return child;
}

/**
 * Runs a program to its end.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & { minutes: number }} options - after `minutes` it is
 *   ended, with all that it started, so that nothing is waited for for ever
 * @throws {Error} when it fails
 */
export async function runToEnd(command, args, { minutes, ...options }) {
  const child = spawn(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    // A group of its own, which can be ended as a whole.
    detached: true,
    ...options,
  });
  const send = signal => process.kill(-child.pid, signal);
  children.set(child, send);
  const timer = setTimeout(send, minutes * 60_000, 'SIGKILL');
  const [code, signal] = await once(child, 'exit').finally(() => {
    clearTimeout(timer);
    children.delete(child);
  });
  if (code !== 0) {
    throw new Error(
      `${command} ${args.join(' ')} ended with ${code ?? signal}`,
    );
  }
}

let stopping = false;
const stopHooks = [];

/** Registers what must end after the programs did. */
export function onStop(hook) {
  stopHooks.push(hook);
}

/** Asks every program to end, waits for them and ends this script. */
export async function stopAll(code = 0) {
  if (stopping) return;
  stopping = true;
  await Promise.all(
    [...children].map(([child, send]) => {
      const ended = new Promise(resolve => child.once('exit', resolve));
      send('SIGTERM');
      // A backend drains its open streams for as long as they last; a person waits ten seconds.
      const timer = setTimeout(send, 10_000, 'SIGKILL');
      return ended.finally(() => clearTimeout(timer));
    }),
  );
  for (const hook of stopHooks) await hook();
  process.exit(code);
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => stopAll(0));
}

/** @returns {Promise<boolean>} whether something else listens on the port already */
export function isPortTaken(port) {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(true));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(false)));
  });
}
