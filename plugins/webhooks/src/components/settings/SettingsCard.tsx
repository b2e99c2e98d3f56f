import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import { FormEvent, ReactNode } from 'react';
import { webhooksTranslationRef } from '../../translation';
import { Problems } from '../../wording/problemsByField';
import { failureInWords } from '../../wording/toErrorText';
import { TitledCard } from '../TitledCard';

/** Settings that are saved together. */
export function SettingsCard(props: {
  title: string;
  settings: {
    problems: Problems;
    outdated: boolean;
    saving: boolean;
    isChanged: boolean;
    forget: () => void;
    save: () => Promise<void>;
  };
  children: ReactNode;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { title, settings, children } = props;
  const { problems, outdated, saving, isChanged, forget, save } = settings;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isChanged && !saving) save();
  };
  return (
    <TitledCard level="h3" title={title}>
      <form onSubmit={submit} noValidate aria-label={title}>
        {children}
        {outdated && <Alert severity="warning">{t('settings.outdated')}</Alert>}
        {problems.other && (
          <Alert severity="error">
            {failureInWords(t('settings.saveFailed'), problems.other, t)}
          </Alert>
        )}
        <Box display="flex" flexWrap="wrap" mt={2} gridGap={8}>
          <Button
            type="submit"
            variant="contained"
            color="primary"
            disabled={!isChanged || saving}
          >
            {t(saving ? 'action.saving' : 'action.save')}
          </Button>
          {isChanged && (
            <Button onClick={forget} disabled={saving}>
              {t('action.cancel')}
            </Button>
          )}
        </Box>
      </form>
    </TitledCard>
  );
}
