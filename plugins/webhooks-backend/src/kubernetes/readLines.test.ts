import { readLines } from './readLines';

async function* chunksOf(...chunks: (string | Buffer)[]) {
  for (const chunk of chunks) yield Buffer.from(chunk as string);
}

async function linesOf(
  stream: AsyncIterable<Buffer>,
  maxBytes = 100,
): Promise<string[]> {
  const lines: string[] = [];
  for await (const some of readLines(stream, { maxBytes })) lines.push(...some);
  return lines;
}

it.each<[string, (string | Buffer)[], string[]]>([
  ['several lines in one chunk', ['a\nb\nc\n'], ['a', 'b', 'c']],
  ['a line in several chunks', ['he', 'l', 'lo\nb\n'], ['hello', 'b']],
  ['an end of line of its own', ['a', '\n', 'b\n'], ['a', 'b']],
  ['empty lines', ['\n\na\n\n'], ['a']],
  ['a last line that was cut off', ['a\n{"b":'], ['a']],
  [
    'a character in two chunks',
    [Buffer.from([0xc3]), Buffer.from([0xa9, 0x0a])],
    ['é'],
  ],
])('reads %s', async (_name, chunks, lines) => {
  expect(await linesOf(chunksOf(...chunks))).toEqual(lines);
});

it('gives up on a line without end, and keeps the lines before it', async () => {
  const lines = readLines(chunksOf('a\n', 'x'.repeat(60), 'x'.repeat(60)), {
    maxBytes: 100,
  });
  expect((await lines.next()).value).toEqual(['a']);
  await expect(lines.next()).rejects.toMatchObject({ kind: 'too-large' });
});
