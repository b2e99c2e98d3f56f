import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import CircularProgress from '@material-ui/core/CircularProgress';
import Typography from '@material-ui/core/Typography';
import CloseIcon from '@material-ui/icons/KeyboardArrowDown';
import OpenIcon from '@material-ui/icons/KeyboardArrowRight';
import Alert from '@material-ui/lab/Alert';
import { useState } from 'react';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { webhooksTranslationRef } from '../../translation';
import { failureInWords } from '../../wording/toErrorText';
import { TextBlock } from '../TextBlock';

/** What an attempt sent; loaded when it is asked for. */
export function AttemptRequestView(props: {
  webhookId: string;
  deliveryId: string;
  number: number;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const api = useApi(webhooksApiRef);
  const { webhookId, deliveryId, number } = props;
  const [open, setOpen] = useState(false);
  const [request, load] = useAsyncFn(
    () => api.getAttemptRequest(webhookId, deliveryId, number),
    [api, webhookId, deliveryId, number],
  );
  const toggle = () => {
    // What was sent does not change, so it is loaded once.
    if (!open && !request.value) load();
    setOpen(!open);
  };
  const { value } = request;
  return (
    <>
      <Button
        size="small"
        aria-expanded={open}
        startIcon={open ? <CloseIcon /> : <OpenIcon />}
        onClick={toggle}
      >
        {t(open ? 'attempts.hideRequest' : 'attempts.showRequest')}
      </Button>
      {open && request.loading && <CircularProgress size={18} />}
      {open && request.error && (
        <Alert severity="error">
          {failureInWords(t('attempts.requestError'), request.error, t)}
        </Alert>
      )}
      {open && value && (
        <>
          <Typography variant="body2" color="textSecondary">
            {t('attempts.requestHelp')}
          </Typography>
          <TextBlock
            label={t('attempts.requestHeaders')}
            text={Object.entries(value.headers)
              .map(([name, text]) => `${name}: ${text}`)
              .join('\n')}
          />
          <TextBlock label={t('attempts.requestBody')} text={value.body} />
        </>
      )}
    </>
  );
}
