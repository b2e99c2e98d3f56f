import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { webhooksTranslationRef } from '../translation';
import { toErrorText } from '../wording/toErrorText';

/** Says that what is shown could not be brought up to date. Shows nothing while all is well. */
export function StaleNotice(props: { error?: Error }) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  if (!props.error) return null;
  return (
    <Typography role="status" variant="body2" color="error" gutterBottom>
      {t('state.stale', { reason: toErrorText(props.error, t) })}
    </Typography>
  );
}
