import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  PlatformInfo,
  Webhook,
} from '@kubevision/backstage-plugin-webhooks-common';
import Button from '@material-ui/core/Button';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormHelperText from '@material-ui/core/FormHelperText';
import Switch from '@material-ui/core/Switch';
import TextField from '@material-ui/core/TextField';
import Alert from '@material-ui/lab/Alert';
import { webhooksTranslationRef } from '../../translation';
import { Problems } from '../../wording/problemsByField';
import { RequestFields } from '../settings/RequestFields';
import { Folded } from './Folded';
import { TargetField } from './TargetField';
import { Draft, withPlatform } from './draft';
import { recognisePlatform } from './recognisePlatform';

/** Name, the fields that the platform asks for, and whether anything is sent. */
export function TargetFields(props: {
  draft: Draft;
  platform?: PlatformInfo;
  platforms: PlatformInfo[];
  stored?: Webhook;
  problems: Problems['fields'];
  onChange: (changes: Partial<Draft>) => void;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { draft, platform, platforms, stored, problems, onChange } = props;
  const kept = stored?.platform === draft.platform ? stored : undefined;
  const recognised = draft.url && recognisePlatform(draft.url, platforms);
  return (
    <>
      {!platform && <Alert severity="info">{t('form.platformFirst')}</Alert>}
      <TextField
        id="webhook-name"
        label={t('form.name')}
        helperText={problems.name ?? t('form.nameHelp')}
        error={Boolean(problems.name)}
        value={draft.name}
        onChange={event => onChange({ name: event.target.value })}
        required
        fullWidth
        margin="normal"
        variant="outlined"
      />
      {platform?.fields.map(field => (
        <TargetField
          key={field.name}
          field={field}
          value={draft[field.name]}
          stored={
            field.name === 'url'
              ? kept?.url
              : kept?.hasSecret && t('form.secretKept')
          }
          problem={problems[field.name]}
          onChange={value => onChange({ [field.name]: value })}
        />
      ))}
      {platform?.requestSettings && (
        <Folded
          id="webhook-request-settings"
          title={t('settings.moreRequest')}
          isUsed={Boolean(
            draft.headers?.length ||
              draft.clientCertificate ||
              kept?.headers?.length ||
              kept?.clientCertificate,
          )}
          isWrong={Boolean(problems.headers || problems.clientCertificate)}
        >
          <RequestFields
            draft={draft}
            stored={kept}
            problems={problems}
            onChange={onChange}
          />
        </Folded>
      )}
      {recognised && recognised.id !== draft.platform && (
        <Alert
          severity="warning"
          action={
            <Button
              color="inherit"
              onClick={() =>
                onChange({
                  ...withPlatform(draft, recognised.id, stored),
                  url: draft.url,
                })
              }
            >
              {t('form.switchTo', { platform: recognised.label })}
            </Button>
          }
        >
          {t('form.otherPlatform', { platform: recognised.label })}
        </Alert>
      )}
      <FormControlLabel
        label={t('form.enabled')}
        control={
          <Switch
            color="primary"
            checked={draft.enabled}
            onChange={(_, enabled) => onChange({ enabled })}
          />
        }
      />
      <FormHelperText>{t('form.enabledHelp')}</FormHelperText>
    </>
  );
}
