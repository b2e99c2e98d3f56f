import { CopyTextButton } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@material-ui/core/Box';
import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import Typography from '@material-ui/core/Typography';
import { useState } from 'react';
import { webhooksTranslationRef } from '../../translation';
import { TextBlock } from '../TextBlock';
import { TitledCard } from '../TitledCard';
import { VERIFICATION_SNIPPETS } from './verification/snippets';

const PANEL_ID = 'webhook-verification';

/** Code with which a receiver verifies that a delivery is genuine. */
export function VerifyCard() {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const [chosen, setChosen] = useState(0);
  const { language, code } = VERIFICATION_SNIPPETS[chosen];
  return (
    <TitledCard level="h3" title={t('settings.verify.title')}>
      <Typography gutterBottom>{t('settings.verify.text')}</Typography>
      <Box display="flex" alignItems="center">
        <Box flexGrow={1} minWidth={0}>
          <Tabs
            value={chosen}
            onChange={(_, index) => setChosen(index)}
            variant="scrollable"
            scrollButtons="auto"
            indicatorColor="primary"
            aria-label={t('settings.verify.language')}
          >
            {VERIFICATION_SNIPPETS.map(snippet => (
              <Tab
                key={snippet.language}
                label={snippet.language}
                aria-controls={PANEL_ID}
              />
            ))}
          </Tabs>
        </Box>
        <CopyTextButton text={code} />
      </Box>
      <div role="tabpanel" id={PANEL_ID} aria-label={language}>
        <TextBlock
          label={t('settings.verify.code', { language })}
          text={code}
        />
      </div>
      <Box mt={2}>
        <Typography variant="body2" color="textSecondary">
          {t('settings.verify.replay')}
        </Typography>
      </Box>
    </TitledCard>
  );
}
