import { parseAllowedReceivers } from './allowedReceivers';
import { checkReceiver, checkResolvedReceiver } from './checkReceiver';

const check = (url: string, ...allowed: string[]) =>
  checkReceiver(new URL(url), parseAllowedReceivers(allowed));

describe('checkReceiver', () => {
  it.each([
    ['https://hooks.slack.com/services/T/B/X'],
    ['https://8.8.8.8/hook'],
    ['https://[2606:4700:4700::1111]/hook'],
    ['https://localhost.example/hook'],
  ])('lets %s pass', url => {
    expect(check(url)).toBeUndefined();
  });

  it.each([
    ['https://127.0.0.1/hook'],
    ['https://127.1/hook'],
    ['https://0x7f000001/hook'],
    ['https://2130706433/hook'],
    ['https://[::1]/hook'],
    ['https://[::ffff:10.0.0.1]/hook'],
    ['https://localhost:8443/hook'],
    ['https://LOCALHOST./hook'],
    ['https://anything.localhost/hook'],
    ['https://10.1.2.3/hook'],
  ])('refuses %s, and says who can allow it', url => {
    expect(check(url)).toMatch(/allow.*webhooks\.delivery\.allowedReceivers/);
  });

  it.each([
    ['http://127.0.0.1:7020/in', '127.0.0.1:7020'],
    ['http://localhost:7020/in', '127.0.0.1:7020'],
    ['http://localhost:7020/in', 'localhost'],
    ['https://10.20.3.4/hook', '10.20.0.0/16'],
    ['https://[::ffff:10.20.3.4]/hook', '10.20.0.0/16'],
    ['https://[fd12::1]/hook', 'fd12::/16'],
  ])('lets %s pass where %s is allowed', (url, allowed) => {
    expect(check(url, allowed)).toBeUndefined();
  });

  it.each([
    ['http://127.0.0.1:7021/in', '127.0.0.1:7020'],
    ['https://127.0.0.1/in', '127.0.0.1:7020'],
    ['https://10.21.0.1/hook', '10.20.0.0/16'],
  ])('refuses %s where only %s is allowed', (url, allowed) => {
    expect(check(url, allowed)).toBeDefined();
  });

  it.each([
    ['http://169.254.169.254/latest/meta-data', '169.254.0.0/16'],
    ['http://169.254.169.254/latest/meta-data', '169.254.169.254'],
    ['http://[fd00:ec2::254]/latest/meta-data', 'fd00::/8'],
  ])(
    'refuses the metadata service %s even where %s is allowed',
    (url, allowed) => {
      expect(check(url, allowed)).toBeDefined();
    },
  );
});

describe('checkResolvedReceiver', () => {
  const resolved = (url: string, ...allowed: string[]) =>
    checkResolvedReceiver(new URL(url), parseAllowedReceivers(allowed));

  it('refuses a name that leads to a private address, unless the name is allowed', async () => {
    await expect(resolved('https://localhost/hook')).resolves.toMatch(
      /private or reserved/,
    );
    await expect(
      resolved('https://localhost/hook', 'localhost'),
    ).resolves.toBeUndefined();
  });

  it('lets a name pass that cannot be resolved', async () => {
    await expect(resolved('https://no.invalid/')).resolves.toBeUndefined();
  });
});

describe('allowsHost', () => {
  it.each([
    ['http://hooks.corp.example/x', 'hooks.corp.example', true],
    ['http://HOOKS.corp.example./x', 'Hooks.Corp.Example', true],
    ['https://hooks.corp.example:8443/x', 'hooks.corp.example:8443', true],
    ['https://hooks.corp.example/x', 'hooks.corp.example:443', true],
    ['https://hooks.corp.example/x', 'hooks.corp.example:8443', false],
    ['http://evil.hooks.corp.example/x', 'hooks.corp.example', false],
    ['http://127.0.0.1:7020/x', '127.0.0.1:7020', true],
    ['http://[::1]:7020/x', '[::1]:7020', true],
    ['http://10.20.1.1/x', '10.20.0.0/16', true],
    ['http://some.name/x', '10.20.0.0/16', false],
  ])('%s by %s: %s', (url, entry, expected) => {
    expect(parseAllowedReceivers([entry]).allowsHost(new URL(url))).toBe(
      expected,
    );
  });

  it.each([
    ['https://hooks.corp.example'],
    ['hooks.corp.example/path'],
    ['*.corp.example'],
    ['10.20.0.0/33'],
    ['10.20.0'],
    ['127.0.0.1:0'],
    ['127.0.0.1:70200'],
    ['hooks.corp.example:'],
    [''],
    [' '],
  ])('does not understand the entry %p, and says so', entry => {
    expect(() => parseAllowedReceivers([entry])).toThrow(
      `webhooks.delivery.allowedReceivers holds '${entry}'`,
    );
  });
});
