import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  PlatformField,
  PlatformInfo,
  Webhook,
} from '@kubevision/backstage-plugin-webhooks-common';
import { webhooksTranslationRef } from '../../translation';
import { Problems } from '../../wording/problemsByField';
import { PlatformPicker } from './PlatformPicker';
import { TargetField } from './TargetField';
import { Draft, withPlatform } from './draft';
import { platformOfAnyHost, recognisePlatform } from './recognisePlatform';

/** The platform, chosen or told by the URL that someone pastes. */
export function PlatformStep(props: {
  platforms: PlatformInfo[];
  draft: Draft;
  stored?: Webhook;
  problems: Problems['fields'];
  onChange: (changes: Partial<Draft>) => void;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { platforms, draft, stored, problems, onChange } = props;
  const { platform, url } = draft;
  const recognised = url ? recognisePlatform(url, platforms) : undefined;
  const isTold = recognised !== undefined && recognised.id === platform;

  const paste = (pasted = '') => {
    const told =
      recognisePlatform(pasted, platforms) ??
      // What anyone chose themselves stays, as a URL of any host says little.
      (platform ? undefined : platformOfAnyHost(pasted, platforms));
    const moved = told ? withPlatform(draft, told.id, stored) : {};
    onChange({ ...moved, url: pasted });
  };
  const field: PlatformField = {
    name: 'url',
    label: t('form.pasteUrl'),
    required: false,
    secret: true,
    help: isTold
      ? t('form.recognised', { platform: recognised.label })
      : t('form.pasteUrlHelp'),
  };
  return (
    <>
      <PlatformPicker
        platforms={platforms}
        selected={platform}
        problem={problems.platform}
        onSelect={id => onChange(withPlatform(draft, id, stored))}
      />
      {/* What is stored can only be replaced at the next step. */}
      {url !== undefined && (
        <TargetField
          field={field}
          value={url}
          problem={problems.url}
          onChange={paste}
        />
      )}
    </>
  );
}
