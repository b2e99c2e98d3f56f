import {
  escapeWithin,
  replaceCharacters,
  toVisibleLine,
  truncate,
} from './text';

const escape = (text: string) => replaceCharacters(text, { '<': '&lt;' });

describe('text', () => {
  it.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['😀😀😀', 3, '😀😀😀'],
    ['😀😀😀😀', 3, '😀😀…'],
    ['abc', 1, '…'],
    ['abc', 0, ''],
  ])('truncates %s to %d code points', (text, max, expected) => {
    expect(truncate(text, max)).toBe(expected);
  });

  it('escapes within a limit, and never cuts an escape in half', () => {
    expect(escapeWithin('a<b', 6, escape)).toBe('a&lt;b');
    expect(escapeWithin('a<<b', 6, escape)).toBe('a&lt;…');
    expect(escapeWithin('<<', 3, escape)).toBe('…');
    expect(escapeWithin('<', 3, escape)).toBe('');
  });

  it('keeps what people write in any language', () => {
    const text = 'größe 集群 кластер مجموعة 🚀 a-b_c.d/e:f@g';
    expect(toVisibleLine(text)).toBe(text);
  });
});
