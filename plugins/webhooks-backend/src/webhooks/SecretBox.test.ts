import { SecretBox, SecretKey } from './SecretBox';

const key = (id: string): SecretKey => ({ id, key: Buffer.alloc(32, id) });
const url = 'https://hooks.slack.com/services/T000/B000/planted';

describe('SecretBox', () => {
  const box = SecretBox.create({ keys: [key('one')] });

  it('opens what it sealed, and the sealed text tells nothing', () => {
    const sealed = box.seal(url, 'webhook-1');
    expect(sealed).not.toContain('planted');
    expect(Buffer.from(sealed, 'base64url').toString()).not.toContain(
      'planted',
    );
    expect(box.open(sealed, 'webhook-1')).toBe(url);
  });

  it('seals the same text differently each time', () => {
    expect(box.seal(url, 'webhook-1')).not.toBe(box.seal(url, 'webhook-1'));
  });

  it('does not open what was moved to another webhook or changed', () => {
    const sealed = box.seal(url, 'webhook-1');
    const changed = sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA');
    expect(() => box.open(sealed, 'webhook-2')).toThrow(/does not open/);
    expect(() => box.open(changed, 'webhook-1')).toThrow(/does not open/);
  });

  it('seals with the first key and still opens what older keys sealed', () => {
    const rotated = SecretBox.create({ keys: [key('two'), key('one')] });
    expect(rotated.open(box.seal(url, 'w'), 'w')).toBe(url);
    expect(rotated.seal(url, 'w')).toMatch(/^v1\.two\./);
  });

  it('says which key is missing', () => {
    const other = SecretBox.create({ keys: [key('two')] });
    expect(() => other.open(box.seal(url, 'w'), 'w')).toThrow(
      /key 'one', which is not in app-config under webhooks\.secrets\.keys/,
    );
  });
});
