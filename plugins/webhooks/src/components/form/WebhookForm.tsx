import { LinkButton, Progress } from '@backstage/core-components';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Webhook,
  WebhookInput,
} from '@kubevision/backstage-plugin-webhooks-common';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import Grid from '@material-ui/core/Grid';
import Alert from '@material-ui/lab/Alert';
import { FormEvent } from 'react';
import useAsync from 'react-use/esm/useAsync';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { webhooksTranslationRef } from '../../translation';
import { FormField } from '../../wording/problemsByField';
import { failureInWords } from '../../wording/toErrorText';
import { LoadError } from '../LoadError';
import { TitledCard } from '../TitledCard';
import { PreviewPane } from '../preview/PreviewPane';
import { usePlatforms } from '../usePlatforms';
import { useTest } from '../useTest';
import { ConflictNotice } from './ConflictNotice';
import { FormSteps } from './FormSteps';
import { StepFields } from './StepFields';
import { Draft, draftOf, missingFields, toDraftTest } from './draft';
import { STEPS, firstStepOf, stepOf } from './steps';
import { useDraft } from './useDraft';
import { useFormFocus } from './useFormFocus';
import { useStep } from './useStep';

/** What decides about the result of a test. */
const TRIED = ['url', 'secret', 'headers', 'clientCertificate'];

/**
 * The form of a webhook, new or stored: one step after the other, with what would be sent beside
 * it. What is wrong is said at the field it is about, which is shown then.
 */
export function WebhookForm(props: {
  title: string;
  initial: Draft;
  stored?: Webhook;
  /** The id of the stored event that the preview shows first. */
  likeEventId?: string;
  onSave: (input: WebhookInput) => Promise<void>;
  /** Reads the stored webhook again, after others changed it. */
  onReload?: () => Promise<Webhook>;
  cancelTo: string;
}) {
  const { title, initial, stored, likeEventId, onSave, onReload, cancelTo } =
    props;
  const { t } = useTranslationRef(webhooksTranslationRef);
  const api = useApi(webhooksApiRef);
  const platforms = usePlatforms();
  // They only suggest names; without them names can still be typed.
  const clusters = useAsync(() => api.listClusters(), [api]);
  const [step, goTo] = useStep();
  const form = useDraft({
    initial,
    onSave,
    onRefused: fields => {
      const wrong = firstStepOf(fields);
      if (wrong) goTo(wrong);
    },
  });
  const { draft, change, problems, saving, refusals, refuse, save } = form;
  const test = useTest({
    send: () => api.testDraft(toDraftTest(draft, stored)),
  });
  const focus = useFormFocus({ step, refusals });

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
  const fields = Object.keys(problems.fields) as FormField[];
  const wrong = fields.filter(name => problems.fields[name]);
  const place = STEPS.indexOf(step);
  const next = STEPS[place + 1];
  // Whoever changes one thing of what is stored need not go through all the steps.
  const maySave = Boolean(stored) || !next;

  const goOn = () => {
    const missing = missingFields(draft, platform).filter(
      name => stepOf(name) === step,
    );
    if (missing.length > 0) refuse(missing);
    else goTo(next);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (maySave) save(platform);
    else goOn();
  };
  const changeAndForgetTest = (changes: Partial<Draft>) => {
    // What was tried is no longer what would be saved.
    if (TRIED.some(name => name in changes)) test.dismiss();
    change(changes);
  };
  return (
    <form onSubmit={submit} noValidate aria-label={title}>
      <FormSteps
        current={step}
        wrong={new Set(wrong.map(stepOf))}
        onChoose={goTo}
      />
      <Grid container spacing={3}>
        <Grid item xs={12} lg={7}>
          {/* Where reading goes on after a step was chosen. */}
          <section
            ref={focus}
            tabIndex={-1}
            aria-label={t(`form.step.${step}`)}
            style={{ outline: 'none' }}
          >
            <TitledCard
              level="h2"
              title={t(`form.step.${step}`)}
              subheader={t(`form.stepHelp.${step}`)}
            >
              <StepFields
                step={step}
                draft={draft}
                stored={stored}
                platforms={platforms.value}
                clusters={clusters.value ?? []}
                problems={problems.fields}
                test={test}
                onChange={changeAndForgetTest}
              />
            </TitledCard>
          </section>
          {form.conflict && onReload && (
            <ConflictNotice
              conflict={form.conflict}
              onLoad={async () => form.rebase(draftOf(await onReload()))}
            />
          )}
          {problems.other && (
            <Box mt={2}>
              <Alert severity="error">
                {failureInWords(t('form.errorTitle'), problems.other, t)}
              </Alert>
            </Box>
          )}
          {wrong.length > 0 && (
            <Box mt={2}>
              <Alert severity="error">{t('form.fixFields')}</Alert>
            </Box>
          )}
          <Box display="flex" flexWrap="wrap" my={2} gridGap={16}>
            {place > 0 && (
              <Button variant="outlined" onClick={() => goTo(STEPS[place - 1])}>
                {t('form.back')}
              </Button>
            )}
            {next && (
              <Button
                // The Enter key does what is most wanted: to go on, until it can be saved.
                type={maySave ? 'button' : 'submit'}
                variant={maySave ? 'outlined' : 'contained'}
                color="primary"
                onClick={maySave ? goOn : undefined}
              >
                {t('form.next')}
              </Button>
            )}
            {maySave && (
              <Button
                type="submit"
                variant="contained"
                color="primary"
                disabled={saving}
              >
                {t(saving ? 'action.saving' : 'action.save')}
              </Button>
            )}
            <LinkButton to={cancelTo}>{t('action.cancel')}</LinkButton>
          </Box>
        </Grid>
        <Grid item xs={12} lg={5}>
          <PreviewPane
            draft={draft}
            platform={platform}
            stored={stored}
            likeEventId={likeEventId}
          />
        </Grid>
      </Grid>
    </form>
  );
}
