import { Config, ConfigReader } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { readConfigStrictly } from './readConfigStrictly';

/** Asks in every way in which a module may. */
const readMine = (config: Config) => ({
  title: config.getOptionalString('mine.title'),
  colour: config.getOptionalConfig('mine.look')?.getOptionalString('colour'),
  wide: config.getOptionalBoolean('mine.look.wide'),
  people: (config.getOptionalConfigArray('mine.people') ?? []).map(it =>
    it.getString('name'),
  ),
  labels: config.getOptional('mine.labels'),
});

const read = (mine: JsonObject, elsewhere?: string[]) =>
  readConfigStrictly(
    {
      config: new ConfigReader({ mine, other: { things: true } }),
      section: 'mine',
      elsewhere,
    },
    readMine,
  );

describe('readConfigStrictly', () => {
  it('answers what was read', () => {
    expect(
      read({
        title: 'A',
        look: { colour: 'red', wide: true },
        people: [{ name: 'ann' }, { name: 'bob' }],
      }),
    ).toEqual({
      title: 'A',
      colour: 'red',
      wide: true,
      people: ['ann', 'bob'],
    });
  });

  it('answers without the section', () => {
    const config = new ConfigReader({});
    expect(
      readConfigStrictly({ config, section: 'mine' }, readMine),
    ).toMatchObject({ people: [] });
  });

  it.each([
    ['a letter that is missing', { titel: 'A' }, 'mine.titel', 'mine.title'],
    ['another case', { Title: 'A' }, 'mine.Title', 'mine.title'],
    ['a section', { looks: { wide: true } }, 'mine.looks', 'mine.look'],
    [
      'a key of a section',
      { look: { color: 'red' } },
      'mine.look.color',
      'mine.look.colour',
    ],
    [
      'a key of an entry',
      { people: [{ name: 'ann' }, { name: 'bob', nam: 'x' }] },
      'mine.people[1].nam',
      'mine.people[1].name',
    ],
  ])('names %s, and what may be meant', (_what, mine, key, meant) => {
    expect(() => read(mine)).toThrow(
      new InputError(
        `${key} is no key of app-config that is read; did you mean ${meant}?`,
      ),
    );
  });

  it('names all keys there are when none is like it', () => {
    expect(() => read({ xyz: 1 })).toThrow(
      'mine.xyz is no key of app-config that is read; the keys there are title, look, people, labels',
    );
  });

  it('names all keys that are unknown at once, and never what they hold', () => {
    expect(() => read({ titel: 'planted', xyz: 'planted' })).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(
          /^(?!.*planted).*mine\.titel.*mine\.xyz/,
        ),
      }),
    );
  });

  it('leaves to whoever reads a part as a whole what is in there', () => {
    expect(read({ labels: { any: 'thing' } }).labels).toEqual({ any: 'thing' });
  });

  it('leaves alone what others read, and knows it when it is misspelt', () => {
    expect(read({ theirs: { x: 1 } }, ['theirs'])).toBeDefined();
    expect(() => read({ thiers: 1 }, ['theirs'])).toThrow(
      /did you mean mine\.theirs\?/,
    );
  });
});
