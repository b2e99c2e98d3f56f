import { acceptsHost, checkHosts, exampleHost } from './hosts';
import { Platform } from './Platform';

const withHosts = (...hosts: string[]) =>
  ({ id: 'any', hosts } as unknown as Platform);

describe('hosts of a platform', () => {
  it.each([
    ['hooks.example.com', 'hooks.example.com', true],
    ['hooks.example.com', 'a.hooks.example.com', false],
    ['*.example.com', 'a.example.com', true],
    ['*.example.com', 'a.b.example.com', true],
    ['*.example.com', 'example.com', false],
    ['*.example.com', '.example.com', false],
    ['*.example.com', 'evilexample.com', false],
    ['*.example.com', 'a.example.com.evil.test', false],
  ])('%s takes in %s: %s', (host, hostname, expected) => {
    expect(acceptsHost(withHosts(host), hostname)).toBe(expected);
  });

  it('are any where none is named', () => {
    expect(acceptsHost({ id: 'any' } as Platform, 'anywhere.test')).toBe(true);
  });

  it.each([
    '*',
    '*.com',
    '*hooks.example.com',
    'a.*.example.com',
    'Example.com',
    '',
  ])('can not be %j', host => {
    expect(() => checkHosts(withHosts(host))).toThrow(/names the host/);
  });

  it('have an example', () => {
    expect(exampleHost(withHosts('*.example.com'))).toBe('example.example.com');
  });
});
