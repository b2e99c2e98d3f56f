import {
  PlatformField,
  PlatformInfo,
} from '@kubevision/backstage-plugin-webhooks-common';
import { platforms } from '../translation/en/platforms';
import { Translate } from './Translate';

const { label, urlHelp, secretHelp } = platforms.platform;

/** A platform in the reader's language; one that a module brings is as its module says. */
export function translatePlatform(
  platform: PlatformInfo,
  t: Translate,
): PlatformInfo {
  const { id, fields } = platform;
  return {
    ...platform,
    label: (isKeyOf(label, id) && t(`platform.label.${id}`)) || platform.label,
    fields: fields.map(field => translateField(field, id, t)),
  };
}

function translateField(
  field: PlatformField,
  id: string,
  t: Translate,
): PlatformField {
  return field.name === 'url'
    ? {
        ...field,
        help:
          (isKeyOf(urlHelp, id) && t(`platform.urlHelp.${id}`)) || field.help,
      }
    : {
        ...field,
        label: t('platform.secretLabel') || field.label,
        help:
          (isKeyOf(secretHelp, id) && t(`platform.secretHelp.${id}`)) ||
          field.help,
      };
}

function isKeyOf<Key extends string>(
  words: Readonly<Record<Key, string>>,
  id: string,
): id is Key {
  return Object.hasOwn(words, id);
}
