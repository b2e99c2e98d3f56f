import { CopyTextButton } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import TextField from '@material-ui/core/TextField';
import { webhooksTranslationRef } from '../../translation';

/** Shows a generated secret, this once. Only its button closes it, so that no slip loses it. */
export function SecretDialog(props: { secret: string; onDone: () => void }) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { secret, onDone } = props;
  return (
    <Dialog open fullWidth maxWidth="sm" aria-labelledby="webhook-secret-title">
      <DialogTitle id="webhook-secret-title">{t('secret.title')}</DialogTitle>
      <DialogContent>
        <DialogContentText>{t('secret.text')}</DialogContentText>
        <Box display="flex" alignItems="center" gridGap={8}>
          <TextField
            id="webhook-generated-secret"
            label={t('secret.label')}
            value={secret}
            fullWidth
            variant="outlined"
            inputProps={{ readOnly: true, style: { fontFamily: 'monospace' } }}
            onFocus={event => event.target.select()}
          />
          <CopyTextButton text={secret} />
        </Box>
      </DialogContent>
      <DialogActions>
        <Button onClick={onDone} variant="contained" color="primary">
          {t('secret.done')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
