import {
  InfoCard,
  LinkButton,
  Progress,
  ResponseErrorPanel,
} from '@backstage/core-components';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Webhook,
  WebhookInput,
} from '@kubevision/backstage-plugin-webhooks-common';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import Grid from '@material-ui/core/Grid';
import Alert from '@material-ui/lab/Alert';
import { FormEvent, useEffect, useRef } from 'react';
import useAsync from 'react-use/esm/useAsync';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { webhooksTranslationRef } from '../../translation';
import { LoadError } from '../LoadError';
import { FilterFields } from './FilterFields';
import { NoiseFields } from './NoiseFields';
import { PlatformPicker } from './PlatformPicker';
import { Preview } from './Preview';
import { TargetFields } from './TargetFields';
import { Draft, withPlatform } from './draft';
import { useDraft } from './useDraft';

/** The form of a webhook, new or stored. What is wrong is said at the field it is about. */
export function WebhookForm(props: {
  title: string;
  initial: Draft;
  stored?: Webhook;
  onSave: (input: WebhookInput) => Promise<void>;
  cancelTo: string;
}) {
  const { title, initial, stored, onSave, cancelTo } = props;
  const { t } = useTranslationRef(webhooksTranslationRef);
  const api = useApi(webhooksApiRef);
  const platforms = useAsyncRetry(() => api.listPlatforms(), [api]);
  // They only suggest names; without them names can still be typed.
  const clusters = useAsync(() => api.listClusters(), [api]);
  const { draft, change, problems, saving, refusals, save } = useDraft({
    initial,
    onSave,
  });

  // Whoever saves looks at the button; what is wrong may be far above it.
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const wrong = form.current?.querySelector<HTMLElement>(
      'input[aria-invalid="true"], [aria-invalid="true"] input',
    );
    if (refusals > 0) wrong?.focus();
  }, [refusals]);

  if (platforms.error) {
    return (
      <LoadError
        title={t('form.loadErrorTitle')}
        error={platforms.error}
        onRetry={platforms.retry}
      />
    );
  }
  if (!platforms.value) return <Progress />;

  const platform = platforms.value.find(({ id }) => id === draft.platform);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save(platform);
  };
  const { fields } = problems;
  return (
    <form ref={form} onSubmit={submit} noValidate aria-label={title}>
      <Grid container spacing={3}>
        <Grid item xs={12} lg={7}>
          <InfoCard title={t('form.platform')}>
            <PlatformPicker
              platforms={platforms.value}
              selected={draft.platform}
              problem={fields.platform}
              onSelect={id => change(withPlatform(draft, id, stored))}
            />
          </InfoCard>
          <Box mt={3}>
            <InfoCard title={t('form.target')}>
              <TargetFields
                draft={draft}
                platform={platform}
                stored={stored}
                problems={fields}
                onChange={change}
              />
            </InfoCard>
          </Box>
          <Box mt={3}>
            <InfoCard
              title={t('form.filters')}
              subheader={t('form.filtersHelp')}
            >
              <FilterFields
                draft={draft}
                clusters={clusters.value ?? []}
                problems={fields}
                onChange={change}
              />
            </InfoCard>
          </Box>
          <Box mt={3}>
            <InfoCard title={t('noise.title')} subheader={t('noise.help')}>
              <NoiseFields
                draft={draft}
                problem={fields.windowSeconds}
                onChange={change}
              />
            </InfoCard>
          </Box>
        </Grid>
        <Grid item xs={12} lg={5}>
          <InfoCard title={t('preview.title')}>
            <Preview platform={draft.platform} events={draft.events} />
          </InfoCard>
        </Grid>
        <Grid item xs={12}>
          {problems.other && (
            <ResponseErrorPanel
              title={t('form.errorTitle')}
              error={problems.other}
            />
          )}
          {Object.values(fields).some(Boolean) && (
            <Alert severity="error">{t('form.fixFields')}</Alert>
          )}
          <Box display="flex" mt={2} gridGap={16}>
            <Button
              type="submit"
              variant="contained"
              color="primary"
              disabled={saving}
            >
              {t(saving ? 'action.saving' : 'action.save')}
            </Button>
            <LinkButton to={cancelTo}>{t('action.cancel')}</LinkButton>
          </Box>
        </Grid>
      </Grid>
    </form>
  );
}
