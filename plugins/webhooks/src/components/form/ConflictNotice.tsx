import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { webhooksTranslationRef } from '../../translation';
import { toErrorText } from '../../wording/toErrorText';
import { Draft } from './draft';
import { Conflict } from './useDraft';

/** What the form calls each field. */
const LABELS = {
  name: 'form.name',
  platform: 'form.platform',
  url: 'webhook.url',
  secret: 'webhook.secret',
  enabled: 'form.enabled',
  events: 'form.events',
  clusters: 'form.clusters',
  resources: 'form.resources',
  namespaces: 'form.namespaces',
  names: 'form.names',
  labels: 'form.labels',
  severities: 'form.severities',
  owners: 'form.owners',
  systems: 'form.systems',
  windowSeconds: 'noise.window',
  autoscaling: 'noise.autoscaling',
  flapping: 'noise.flapping',
  rollouts: 'noise.rollouts',
  retry: 'settings.rules.retry',
  digest: 'settings.rules.digest',
  quietHours: 'settings.rules.quiet',
  headers: 'settings.request.headers',
  clientCertificate: 'settings.request.certificate',
} as const satisfies Record<keyof Draft, string>;

/** That others changed the webhook while someone filled in the form, and the way on from there. */
export function ConflictNotice(props: {
  conflict: Conflict;
  /** Brings what is stored now into the form. */
  onLoad: () => Promise<void>;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { conflict, onLoad } = props;
  const [loading, load] = useAsyncFn(onLoad, [onLoad]);
  const { clashes } = conflict;
  if (clashes) {
    return (
      <Box mt={2}>
        <Alert severity="info">
          {t('form.conflict.loaded')}
          {clashes.length > 0 && (
            <Typography variant="body2">
              {t('form.conflict.clashes', {
                fields: clashes
                  .map(name => t(LABELS[name]))
                  .join(t('filters.separator')),
              })}
            </Typography>
          )}
        </Alert>
      </Box>
    );
  }
  return (
    <Box mt={2}>
      <Alert
        severity="warning"
        action={
          <Button
            size="small"
            color="inherit"
            disabled={loading.loading}
            onClick={load}
          >
            {t('form.conflict.load')}
          </Button>
        }
      >
        {t('form.conflict.found')}
        {loading.error && (
          <Typography variant="body2">
            {t('form.conflict.failed', {
              reason: toErrorText(loading.error, t),
            })}
          </Typography>
        )}
      </Alert>
    </Box>
  );
}
