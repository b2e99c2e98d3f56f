import Grid from '@material-ui/core/Grid';
import { useWebhook } from '../detail/WebhookPage';
import { DeliveryRulesCard } from './DeliveryRulesCard';
import { MuteCard } from './MuteCard';
import { RequestCard } from './RequestCard';
import { SecretCard } from './SecretCard';
import { VerifyCard } from './VerifyCard';

/** The tab Settings: what is changed now and then, each for itself. The rest is in the form. */
export function SettingsPage() {
  const { platform } = useWebhook();
  const takesSecret = platform?.fields.some(({ name }) => name === 'secret');
  return (
    <Grid container spacing={3}>
      <Grid item xs={12} md={6}>
        <MuteCard />
      </Grid>
      {takesSecret && (
        <Grid item xs={12} md={6}>
          <SecretCard />
        </Grid>
      )}
      <Grid item xs={12} md={6}>
        <DeliveryRulesCard />
      </Grid>
      {platform?.requestSettings && (
        <Grid item xs={12} md={6}>
          <RequestCard />
        </Grid>
      )}
      {platform?.generatesSecret && (
        <Grid item xs={12}>
          <VerifyCard />
        </Grid>
      )}
    </Grid>
  );
}
