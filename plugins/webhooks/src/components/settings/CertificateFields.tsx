import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ClientCertificateInfo,
  ClientCertificateInput,
} from '@kubevision/backstage-plugin-webhooks-common';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import FormControl from '@material-ui/core/FormControl';
import FormHelperText from '@material-ui/core/FormHelperText';
import FormLabel from '@material-ui/core/FormLabel';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { DateTime } from 'luxon';
import { webhooksTranslationRef } from '../../translation';
import { useLocale } from '../../wording/useLocale';
import { Facts } from '../detail/Facts';

/** The certificate that proves to a receiver who sends. A stored one is kept, replaced or removed. */
export function CertificateFields(props: {
  /** Undefined keeps what is stored; null removes it. */
  value: ClientCertificateInput | null | undefined;
  stored?: ClientCertificateInfo;
  problem?: string;
  onChange: (value: ClientCertificateInput | null | undefined) => void;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { value, stored, problem, onChange } = props;
  const begin = () => onChange({ certificate: '', key: '' });
  return (
    <FormControl
      component="fieldset"
      fullWidth
      margin="normal"
      error={Boolean(problem)}
    >
      <FormLabel component="legend">
        {t('settings.request.certificate')}
      </FormLabel>
      <FormHelperText>
        {problem ?? t('settings.request.certificateHelp')}
      </FormHelperText>
      {value === undefined && stored && <StoredCertificate {...stored} />}
      {value === null && (
        <Typography variant="body2">{t('settings.request.removed')}</Typography>
      )}
      {value && <PemFields value={value} onChange={onChange} />}
      <Box display="flex" flexWrap="wrap" mt={1} gridGap={8}>
        {!value && (
          <Button size="small" onClick={begin}>
            {t(
              stored
                ? 'settings.request.replaceCertificate'
                : 'settings.request.addCertificate',
            )}
          </Button>
        )}
        {value === undefined && stored && (
          <Button size="small" onClick={() => onChange(null)}>
            {t('settings.request.removeCertificate')}
          </Button>
        )}
        {value !== undefined && (
          <Button size="small" onClick={() => onChange(undefined)}>
            {t(stored ? 'settings.request.keepCertificate' : 'action.cancel')}
          </Button>
        )}
      </Box>
    </FormControl>
  );
}

function StoredCertificate(props: ClientCertificateInfo) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const locale = useLocale();
  const { subject, expiresAt, fingerprint256 } = props;
  return (
    <Box mt={1}>
      <Facts
        facts={[
          [t('settings.request.subject'), subject],
          [
            t('settings.request.expires'),
            DateTime.fromISO(expiresAt, { locale }).toLocaleString(
              DateTime.DATE_FULL,
            ),
          ],
          [t('settings.request.fingerprint'), <code>{fingerprint256}</code>],
        ]}
      />
    </Box>
  );
}

/** The backend takes neither without the other. */
const REQUIRED = { certificate: true, key: true };

const PEM_FIELDS = [
  ['certificate', 'settings.request.certificatePem'],
  ['key', 'settings.request.keyPem'],
  ['ca', 'settings.request.ca'],
] as const;

function PemFields(props: {
  value: ClientCertificateInput;
  onChange: (value: ClientCertificateInput) => void;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { value, onChange } = props;
  // An absent key is no empty one: the backend takes neither an empty passphrase nor authority.
  const set = (name: keyof ClientCertificateInput, text: string) =>
    onChange({
      ...value,
      [name]: text || (name in REQUIRED ? '' : undefined),
    });
  return (
    <>
      {PEM_FIELDS.map(([name, label]) => (
        <TextField
          key={name}
          id={`webhook-certificate-${name}`}
          label={t(label)}
          helperText={name === 'ca' ? t('settings.request.caHelp') : undefined}
          value={value[name] ?? ''}
          onChange={({ target }) => set(name, target.value)}
          required={name in REQUIRED}
          multiline
          rows={3}
          placeholder="-----BEGIN"
          inputProps={{ spellCheck: false, style: { fontFamily: 'monospace' } }}
          InputLabelProps={{ shrink: true }}
          fullWidth
          margin="normal"
          variant="outlined"
        />
      ))}
      <TextField
        id="webhook-certificate-passphrase"
        label={t('settings.request.passphrase')}
        type="password"
        value={value.passphrase ?? ''}
        onChange={({ target }) => set('passphrase', target.value)}
        inputProps={{ autoComplete: 'new-password' }}
        fullWidth
        margin="normal"
        variant="outlined"
      />
    </>
  );
}
