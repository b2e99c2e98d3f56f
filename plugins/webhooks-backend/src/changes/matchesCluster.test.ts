import {
  EVERYWHERE,
  compileClusters,
  normalizeClusters,
} from './matchesCluster';

const CLUSTERS = ['prod-us', 'staging', 'source:catalog', 'source:pager'];
const taken = (entries?: string[]) => CLUSTERS.filter(compileClusters(entries));

describe('compileClusters', () => {
  it.each<[string[] | undefined, string[]]>([
    [undefined, ['prod-us', 'staging']],
    [[], ['prod-us', 'staging']],
    [['*'], ['prod-us', 'staging']],
    [['s*'], ['staging']],
    [['!staging'], ['prod-us']],
    [['source:catalog'], ['source:catalog']],
    [['source:*'], ['source:catalog', 'source:pager']],
    [['source:*', '!source:pager'], ['source:catalog']],
    [
      ['prod-us', 'source:catalog'],
      ['prod-us', 'source:catalog'],
    ],
    [
      ['!staging', 'source:catalog'],
      ['prod-us', 'source:catalog'],
    ],
    [
      ['*', '!source:pager'],
      ['prod-us', 'staging'],
    ],
    [[...EVERYWHERE], CLUSTERS],
  ])('%j takes in %j', (entries, expected) => {
    expect(taken(entries)).toEqual(expected);
    expect(taken(normalizeClusters(entries))).toEqual(expected);
  });
});

describe('normalizeClusters', () => {
  it('says by * when it takes in clusters beside sources', () => {
    expect(normalizeClusters(['!staging', 'source:catalog'])).toEqual([
      '*',
      '!staging',
      'source:catalog',
    ]);
    expect(normalizeClusters(['prod-us', 'source:catalog'])).toEqual([
      'prod-us',
      'source:catalog',
    ]);
  });

  it('keeps sources beside all clusters', () => {
    expect(normalizeClusters(['*', 'prod-us', 'source:catalog'])).toEqual([
      '*',
      'source:catalog',
    ]);
  });
});
