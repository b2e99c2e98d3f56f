import { InfoCard } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import { FormEvent, ReactNode } from 'react';
import { webhooksTranslationRef } from '../../translation';
import { Problems } from '../../wording/problemsByField';
import { toErrorText } from '../../wording/toErrorText';

/** Settings that are saved together. */
export function SettingsCard(props: {
  title: string;
  settings: {
    problems: Problems;
    saving: boolean;
    isChanged: boolean;
    forget: () => void;
    save: () => Promise<void>;
  };
  children: ReactNode;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { title, settings, children } = props;
  const { problems, saving, isChanged, forget, save } = settings;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isChanged && !saving) save();
  };
  return (
    <InfoCard title={title}>
      <form onSubmit={submit} noValidate aria-label={title}>
        {children}
        {problems.other && (
          <Alert severity="error">
            {t('settings.saveFailed')}: {toErrorText(problems.other)}
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
    </InfoCard>
  );
}
