import Box from '@material-ui/core/Box';
import Grid from '@material-ui/core/Grid';
import { ReactNode } from 'react';
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
        <Cards>
          <MuteCard />
          <DeliveryRulesCard />
        </Cards>
      </Grid>
      <Grid item xs={12} md={6}>
        <Cards>
          {takesSecret && <SecretCard />}
          {platform?.requestSettings && <RequestCard />}
        </Cards>
      </Grid>
      {platform?.generatesSecret && (
        <Grid item xs={12}>
          <VerifyCard />
        </Grid>
      )}
    </Grid>
  );
}

/** Cards below each other. */
function Cards(props: { children: ReactNode }) {
  return (
    <Box display="flex" flexDirection="column" gridGap={24}>
      {props.children}
    </Box>
  );
}
