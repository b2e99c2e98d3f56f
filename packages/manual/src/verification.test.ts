import { sign } from '@kubevision/backstage-plugin-webhooks-common';
import { spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findCode, readPage } from './Page';

const PAGE = readPage('docs/payload.md');
const SECRET = 'a secret, also with ümlauts and "quotes"';
/** Bytes that a careless reader changes: other letters, escapes, and a line break at the end. */
const BODY =
  '{"event":"scale","name":"网关","detail":{"old":"\\u00fc","new":5}}\n';

/** How the code of a language becomes a program that answers `true` or `false`. */
interface Language {
  readonly name: string;
  /** Tells whether the machine has it. */
  readonly version: readonly [command: string, ...args: string[]];
  readonly file: string;
  readonly build?: readonly [command: string, ...args: string[]];
  readonly run: readonly [command: string, ...args: string[]];
  readonly program: (code: string) => string;
}

const LANGUAGES: readonly Language[] = [
  {
    name: 'Node.js',
    version: [process.execPath, '--version'],
    file: 'verify.mjs',
    run: [process.execPath, 'verify.mjs'],
    program: code => `${code}
      import { readFileSync } from 'node:fs';
      const { SECRET, SIGNATURE } = process.env;
      console.log(isGenuine(SECRET, readFileSync('body.json'), SIGNATURE));`,
  },
  {
    name: 'Go',
    version: ['go', 'version'],
    file: 'verify.go',
    build: ['go', 'build', '-o', 'verify', 'verify.go'],
    run: ['./verify'],
    program: code => `package main

      import (
        "crypto/hmac"
        "crypto/sha256"
        "encoding/hex"
        "fmt"
        "os"
      )

      ${code}

      func main() {
        body, _ := os.ReadFile("body.json")
        fmt.Println(isGenuine(os.Getenv("SECRET"), body, os.Getenv("SIGNATURE")))
      }`,
  },
  {
    name: 'Python',
    version: ['python3', '--version'],
    file: 'verify.py',
    run: ['python3', 'verify.py'],
    program: code => `${code}
import os
body = open('body.json', 'rb').read()
print(str(is_genuine(os.environ['SECRET'], body, os.environ['SIGNATURE'])).lower())`,
  },
  {
    name: 'Shell',
    version: ['openssl', 'version'],
    file: 'verify.sh',
    run: ['sh', 'verify.sh'],
    program: code => code,
  },
];

const HERE = LANGUAGES.filter(
  ({ version: [command, ...args] }) => spawnSync(command, args).status === 0,
);

describe.each(HERE.map(language => [language.name, language] as const))(
  'the code for %s',
  (_name, { name, file, program, build, run }) => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'webhooks-manual-'));
      writeFileSync(join(folder, 'body.json'), BODY);
      writeFileSync(join(folder, file), program(findCode(PAGE, name)));
      if (build) execute(build);
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    function execute(
      [command, ...args]: readonly [string, ...string[]],
      signature = '',
    ) {
      const { stdout, stderr } = spawnSync(command, args, {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, SECRET, SIGNATURE: signature },
      });
      if (stderr) throw new Error(stderr);
      return stdout.trim();
    }

    it('accepts what is genuine', async () => {
      expect(execute(run, await sign(SECRET, BODY))).toMatch(
        /^(true|genuine)$/,
      );
    });

    it.each([
      ['another secret', () => sign('another', BODY)],
      ['another body', () => sign(SECRET, BODY.trim())],
      ['no signature', async () => ''],
      ['a part of it', async () => (await sign(SECRET, BODY)).slice(0, -1)],
    ])('refuses %s', async (_what, signature) => {
      expect(execute(run, await signature())).toMatch(/^(false|)$/);
    });
  },
);

it('the code for Node.js at least was run', () => {
  expect(HERE.map(({ name }) => name)).toContain('Node.js');
});

describe('the code for Standard Webhooks', () => {
  const readGenuine = (headers: Record<string, string>) => {
    const code = findCode(PAGE, 'Standard Webhooks').replace(
      /^import .*$/m,
      "const { Webhook } = require('standardwebhooks');",
    );
    // eslint-disable-next-line no-new-func
    return new Function('require', `${code}; return readGenuine;`)(require)(
      'plain secret',
      BODY,
      headers,
    );
  };
  const headersAt = (seconds: number) => {
    const timestamp = String(seconds);
    const digest = createHmac('sha256', 'plain secret')
      .update(`delivery-1.${timestamp}.${BODY}`)
      .digest('base64');
    return {
      'webhook-id': 'delivery-1',
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${digest}`,
    };
  };
  const now = () => Math.floor(Date.now() / 1000);

  it('reads what is genuine', () => {
    expect(readGenuine(headersAt(now()))).toMatchObject({ event: 'scale' });
  });

  it('refuses what is replayed an hour later', () => {
    expect(() => readGenuine(headersAt(now() - 3_600))).toThrow(/too old/);
  });
});
