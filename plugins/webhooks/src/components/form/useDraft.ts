import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  PlatformInfo,
  WebhookInput,
} from '@kubevision/backstage-plugin-webhooks-common';
import { useState } from 'react';
import useMountedState from 'react-use/esm/useMountedState';
import { isChangedMeanwhile } from '../../api/isChangedMeanwhile';
import { webhooksTranslationRef } from '../../translation';
import {
  FormField,
  Problems,
  problemsByField,
} from '../../wording/problemsByField';
import { Draft, missingFields, toInput } from './draft';
import { MergedDraft, mergeDrafts } from './mergeDrafts';

/** Others changed what is being changed here. */
export interface Conflict {
  /** What both changed; absent until it is known what the others did. */
  clashes?: MergedDraft['clashes'];
}

interface DraftState {
  /** What was there before anything was changed here. */
  base: Draft;
  draft: Draft;
  conflict?: Conflict;
}

/**
 * What someone fills in, and what is wrong with it.
 *
 * @param options - `onSave` rejects with what the backend refused; `onRefused` is told which fields
 *   are missing or wrong
 */
export function useDraft(options: {
  initial: Draft;
  onSave: (input: WebhookInput) => Promise<void>;
  onRefused: (fields: FormField[]) => void;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const isMounted = useMountedState();
  const [{ draft, conflict }, setState] = useState<DraftState>({
    base: options.initial,
    draft: options.initial,
  });
  const [problems, setProblems] = useState<Problems>({ fields: {} });
  const [saving, setSaving] = useState(false);
  const [refusals, setRefusals] = useState(0);

  /** Changes some fields; what was wrong with them may be right now. */
  const change = (changes: Partial<Draft>) => {
    setState(previous => ({
      ...previous,
      draft: { ...previous.draft, ...changes },
    }));
    const unknown = Object.keys(changes).map(name => [name, undefined]);
    setProblems(previous => ({
      fields: { ...previous.fields, ...Object.fromEntries(unknown) },
    }));
  };

  const setConflict = (found?: Conflict) =>
    setState(previous => ({ ...previous, conflict: found }));

  const tell = (found: Problems) => {
    setProblems(found);
    setRefusals(count => count + 1);
    options.onRefused(Object.keys(found.fields) as FormField[]);
  };

  /** Marks fields that are needed and empty. */
  const refuse = (missing: FormField[]) => {
    const required = missing.map(name => [name, t('form.required')]);
    tell({ fields: Object.fromEntries(required) });
  };

  const save = async (platform: PlatformInfo | undefined) => {
    const missing = missingFields(draft, platform);
    if (missing.length > 0) {
      refuse(missing);
      return;
    }
    setProblems({ fields: {} });
    setConflict(undefined);
    setSaving(true);
    try {
      await options.onSave(toInput(draft));
    } catch (error) {
      if (isChangedMeanwhile(error)) setConflict({});
      else tell(problemsByField(error, t));
    } finally {
      if (isMounted()) setSaving(false);
    }
  };

  /** Goes on from what others made of it, with what was changed here on top. */
  const rebase = (theirs: Draft) =>
    setState(({ base, draft: mine }) => {
      const { clashes, ...merged } = mergeDrafts({ base, mine, theirs });
      return { ...merged, base: theirs, conflict: { clashes } };
    });

  return {
    draft,
    change,
    problems,
    saving,
    refusals,
    refuse,
    save,
    conflict,
    rebase,
  };
}
