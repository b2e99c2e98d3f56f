/**
 * jsdom has no Web Crypto; browsers and Node.js have the same one.
 * @jest-environment node
 */
import { sign } from '@kubevision/backstage-plugin-webhooks-common';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VERIFICATION_SNIPPETS } from './snippets';

/** Not only letters, as secrets are not; and a body that is more than ASCII. */
const SECRET = 'whsec_It+s/a=Secret';
const BODY = '{"event":"update","name":"größe ✓"}';

/** What is sent: the signature, and that by the secret before. */
interface Signatures {
  current: string;
  previous: string;
}

/** How each snippet is tried. */
interface Language {
  /** A command that succeeds where the language is there. */
  readonly needs: string[];
  /** Puts the code into a folder, with a program around it. */
  readonly prepare: (code: string, folder: string) => void;
  /** Runs that program, which prints `true` or `false`. */
  readonly run: (folder: string, given: Signatures) => string;
}

/** Compiling may take a while on a machine that has never compiled the standard library. */
const PREPARE_TIMEOUT_MS = 600_000;
const RUN_TIMEOUT_MS = 300_000;

const LANGUAGES: Record<string, Language> = {
  'Node.js': {
    needs: ['node', '--version'],
    prepare: (code, folder) => {
      write(folder, 'verify.mjs', code);
      write(
        folder,
        'main.mjs',
        `import { isGenuine } from './verify.mjs';
         import { readFileSync } from 'node:fs';
         const headers = JSON.parse(process.argv[2]);
         console.log(isGenuine(readFileSync('body'), headers, process.argv[3]));`,
      );
    },
    run: (folder, { current, previous }) => {
      const headers = {
        'x-kubevision-signature': current,
        'x-kubevision-signature-previous': previous || undefined,
      };
      return call(folder, 'node', [
        'main.mjs',
        JSON.stringify(headers),
        SECRET,
      ]);
    },
  },
  Go: {
    needs: ['go', 'version'],
    prepare: (code, folder) => {
      write(folder, 'go.mod', 'module webhook\n\ngo 1.20\n');
      write(
        folder,
        'verify.go',
        code.replace('package webhook', 'package main'),
      );
      write(
        folder,
        'main.go',
        `package main

import (
	"fmt"
	"net/http"
	"os"
)

func main() {
	body, _ := os.ReadFile("body")
	header := http.Header{}
	header.Set("x-kubevision-signature", os.Args[1])
	header.Set("x-kubevision-signature-previous", os.Args[2])
	fmt.Println(IsGenuine(body, header, os.Args[3]))
}
`,
      );
      call(folder, 'go', ['build', '-o', 'verify', '.']);
    },
    run: (folder, { current, previous }) =>
      call(folder, './verify', [current, previous, SECRET]),
  },
  Python: {
    needs: ['python3', '--version'],
    prepare: (code, folder) => {
      write(folder, 'verify.py', code);
      write(
        folder,
        'main.py',
        `import sys
from email.message import Message
from verify import is_genuine

headers = Message()
for name, value in zip(("x-kubevision-signature", "x-kubevision-signature-previous"), sys.argv[1:3]):
    if value:
        headers[name] = value
with open("body", "rb") as body:
    print(str(is_genuine(body.read(), headers, sys.argv[3])).lower())
`,
      );
    },
    run: (folder, { current, previous }) =>
      call(folder, 'python3', ['main.py', current, previous, SECRET]),
  },
  Shell: {
    needs: ['openssl', 'version'],
    prepare: (code, folder) => write(folder, 'verify.sh', code),
    run: (folder, { current, previous }) => {
      const script = `. ./verify.sh
        if is_genuine body "$1" "$2" "$3"; then echo true; else echo false; fi`;
      return call(folder, 'sh', [
        '-c',
        script,
        'sh',
        SECRET,
        current,
        previous,
      ]);
    },
  },
};

describe('code to verify a signature', () => {
  it('is there for each language that is tried here', () => {
    expect(VERIFICATION_SNIPPETS.map(({ language }) => language)).toEqual(
      Object.keys(LANGUAGES),
    );
  });

  for (const { language, code } of VERIFICATION_SNIPPETS) {
    const { needs, prepare, run } = LANGUAGES[language];
    const [command, ...args] = needs;
    const isHere = spawnSync(command, args).status === 0;
    // Developers need not have all of these languages.
    (isHere ? describe : describe.skip)(`in ${language}`, () => {
      let folder: string;

      beforeAll(() => {
        folder = mkdtempSync(join(tmpdir(), 'verification-'));
        write(folder, 'body', BODY);
        prepare(code, folder);
      }, PREPARE_TIMEOUT_MS);

      afterAll(() => rmSync(folder, { recursive: true }));

      it(
        'accepts what is signed, and by the secret before, and nothing else',
        async () => {
          const genuine = await sign(SECRET, BODY);
          const other = await sign('another secret', BODY);
          const verify = (current: string, previous = '') =>
            run(folder, { current, previous });
          expect([
            verify(genuine),
            verify(other, genuine),
            verify(other, other),
            verify(await sign(SECRET, `${BODY} `)),
            verify(''),
            verify('sha256='),
            verify('sha256=é'),
          ]).toEqual([
            'true',
            'true',
            'false',
            'false',
            'false',
            'false',
            'false',
          ]);
        },
        RUN_TIMEOUT_MS,
      );
    });
  }
});

function write(folder: string, name: string, text: string) {
  writeFileSync(join(folder, name), text);
}

function call(folder: string, command: string, args: string[]): string {
  return execFileSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
  }).trim();
}
