import { PlatformInfo } from '@kubevision/backstage-plugin-webhooks-common';
import chinese from '../translation/zh';
import { Translate } from './Translate';
import { translatePlatform } from './translatePlatform';

const platform = (id: string): PlatformInfo => ({
  id,
  label: 'a label',
  fields: [
    { name: 'url', label: 'URL', required: true, secret: true, help: 'a help' },
    { name: 'secret', label: 'Signing secret', required: false, secret: true },
  ],
});
const words: Record<string, string> = chinese;
const inChinese = ((key: string) => words[key]) as unknown as Translate;
const inEnglish = (() => '') as unknown as Translate;

describe('a platform in the reader’s language', () => {
  it('has its name, and says where its URL and its secret are found', () => {
    const { label, fields } = translatePlatform(
      platform('dingtalk'),
      inChinese,
    );
    expect(label).toBe('钉钉');
    expect(fields[0].help).toMatch(/智能群助手/);
    expect(fields[1].label).toBe('签名密钥');
    expect(fields[1].help).toMatch(/加签/);
  });

  it('is as the backend says in English, and where nothing is known of it', () => {
    const known = platform('dingtalk');
    expect(translatePlatform(known, inEnglish)).toEqual(known);
    const { label, fields } = translatePlatform(
      platform('constructor'),
      inChinese,
    );
    expect(label).toBe('a label');
    expect(fields[0].help).toBe('a help');
  });
});
