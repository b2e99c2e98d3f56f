import { parseFieldSelector, parseLabelSelector } from './selectors';

const object = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'web-1',
    namespace: 'shop',
    uid: '1',
    resourceVersion: '1',
    creationTimestamp: '2026-01-01T00:00:00Z',
    labels: { app: 'web', tier: 'front', 'example.com/team': 'a' },
  },
};

describe('labelSelector', () => {
  it.each([
    ['', true],
    ['app=web', true],
    ['app==web', true],
    ['app=db', false],
    ['app!=db', true],
    ['missing!=x', true],
    ['app', true],
    ['missing', false],
    ['!missing', true],
    ['!app', false],
    ['app in (web, db)', true],
    ['app in (db)', false],
    ['app notin (db,cache)', true],
    ['missing notin (a)', true],
    ['missing in (a)', false],
    ['example.com/team=a', true],
    ['app in (web,db),tier=front', true],
    ['app=web,tier=back', false],
  ])('%s: %s', (text, expected) => {
    expect(parseLabelSelector(text)(object)).toBe(expected);
  });

  it.each(['=', 'app=a=b', 'in (a)', 'a b'])('refuses %s', text => {
    expect(() => parseLabelSelector(text)).toThrow('unable to parse');
  });
});

describe('fieldSelector', () => {
  it.each([
    ['metadata.name=web-1', true],
    ['metadata.name==web-1', true],
    ['metadata.name!=web-1', false],
    ['metadata.namespace=shop,metadata.name=web-1', true],
    ['metadata.namespace=other', false],
  ])('%s: %s', (text, expected) => {
    expect(parseFieldSelector(text)(object)).toBe(expected);
  });

  it('refuses other fields', () => {
    expect(() => parseFieldSelector('spec.x=1')).toThrow('not supported');
  });
});
