import { LookupAddress } from 'node:dns';
import { parseAllowedReceivers } from './allowedReceivers';
import { checkReceiver, checkResolvedReceiver } from './checkReceiver';

const check = (url: string, ...allowed: string[]) =>
  checkReceiver(new URL(url), parseAllowedReceivers(allowed))?.reason;

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
    // Odd spellings, all of which the connection would understand.
    ['https://127.0.0.1./hook'],
    ['https://0177.0.0.1/hook'],
    ['https://0x7f.0.0.1/hook'],
    ['https://0x7f.1/hook'],
    ['https://017700000001/hook'],
    ['https://0/hook'],
    ['https://10.65793/hook'],
    ['https://127.0.0.1:443/hook'],
    ['https://hooks.slack.com@127.0.0.1/hook'],
    ['https://１２７.０.０.１/hook'],
    ['https://①②⑦.0.0.1/hook'],
    ['https://127。0。0。1/hook'],
    ['https://%31%32%37.0.0.1/hook'],
    ['https://ｌｏｃａｌｈｏｓｔ/hook'],
    ['https:/127.0.0.1/hook'],
    ['https:\\\\127.0.0.1\\hook'],
    ['https://[0:0:0:0:0:0:0:1]/hook'],
    ['https://[::ffff:7f00:1]/hook'],
    ['https://[64:ff9b::a00:1]/hook'],
    ['https://[fe80::1]/hook'],
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

describe('a port', () => {
  const PUBLIC = 'https://8.8.8.8';
  const withPorts = (url: string, ...ports: number[]) =>
    checkReceiver(new URL(url), parseAllowedReceivers([], ports))?.reason;

  it.each([['https://8.8.8.8/'], ['http://8.8.8.8/'], [`${PUBLIC}:8443/`]])(
    'of the web passes: %s',
    url => {
      expect(check(url)).toBeUndefined();
    },
  );

  it.each([[22], [25], [389], [445]])(
    'of another service is refused: %i',
    port => {
      expect(check(`${PUBLIC}:${port}/`)).toMatch(
        /port.*webhooks\.delivery\.allowedPorts/,
      );
    },
  );

  it('is any one where the receiver itself is allowed', () => {
    expect(check(`${PUBLIC}:25/`, '8.8.8.8')).toBeUndefined();
    expect(check(`${PUBLIC}:25/`, '8.8.8.8:26')).toMatch(/port/);
  });

  it('is one of those that are listed, where there is a list', () => {
    expect(withPorts(`${PUBLIC}:8443/`, 8443)).toBeUndefined();
    expect(withPorts(`${PUBLIC}/`, 8443)).toMatch(/port/);
  });
});

describe('a URL that no address can be read of', () => {
  it.each([
    ['https://[fe80::1%25eth0]/hook'],
    ['https://[::1%lo]/hook'],
    ['https://127.0.0.256/hook'],
    ['https://1.2.3.4.5/hook'],
    ['https://0x100000000/hook'],
  ])('is none: %s', url => {
    expect(URL.canParse(url)).toBe(false);
  });
});

describe('checkResolvedReceiver', () => {
  const checkResolved = async (
    ...args: Parameters<typeof checkResolvedReceiver>
  ) => (await checkResolvedReceiver(...args))?.reason;
  const answering =
    (...addresses: string[]) =>
    (
      _: string,
      __: unknown,
      callback: (error: null, answers: LookupAddress[]) => void,
    ) =>
      callback(
        null,
        addresses.map(address => ({ address, family: 4 })),
      );

  it('refuses a name with one address inside among public ones', async () => {
    const url = new URL('https://mixed.example/hook');
    const allowed = parseAllowedReceivers([]);
    await expect(
      checkResolved(url, allowed, answering('8.8.8.8', '10.0.0.1')),
    ).resolves.toMatch(/private or reserved/);
    await expect(
      checkResolved(url, allowed, answering('8.8.8.8', '1.1.1.1')),
    ).resolves.toBeUndefined();
  });

  it('refuses a port of a name as of an address', async () => {
    await expect(
      checkResolved(
        new URL('https://mail.example:25/hook'),
        parseAllowedReceivers([]),
        answering('8.8.8.8'),
      ),
    ).resolves.toMatch(/port/);
  });

  const resolved = (url: string, ...allowed: string[]) =>
    checkResolved(new URL(url), parseAllowedReceivers(allowed));

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
