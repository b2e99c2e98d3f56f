import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SEVERITIES } from '@kubevision/backstage-plugin-webhooks-common';
import { webhooksTranslationRef } from '../../translation';
import { Problems } from '../../wording/problemsByField';
import { CheckboxesField } from './CheckboxesField';
import { Folded } from './Folded';
import { NameListField } from './NameListField';
import { Draft, MORE_FILTERS, usesMoreFilters } from './draft';

const LISTS = [
  { name: 'names', all: 'form.allNames', help: 'form.namesHelp' },
  { name: 'labels', all: 'form.anyLabels', help: 'form.labelsHelp' },
  { name: 'owners', all: 'form.anyOwner', help: 'form.ownersHelp' },
  { name: 'systems', all: 'form.anySystem', help: 'form.systemsHelp' },
] as const;

/** The filters that few webhooks need; shown when asked for, set, or wrong. */
export function MoreFilters(props: {
  draft: Draft;
  problems: Problems['fields'];
  onChange: (changes: Partial<Draft>) => void;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { draft, problems, onChange } = props;
  return (
    <Folded
      id="webhook-more-filters"
      title={t('form.moreFilters')}
      isUsed={usesMoreFilters(draft)}
      isWrong={MORE_FILTERS.some(name => problems[name])}
    >
      <CheckboxesField
        label={t('form.severities')}
        values={SEVERITIES}
        selected={draft.severities}
        labelOf={severity => t(`severity.${severity}`)}
        helpOf={severity => t(`severityHelp.${severity}`)}
        problem={problems.severities}
        onChange={severities => onChange({ severities })}
      />
      {LISTS.map(({ name, all, help }) => (
        <NameListField
          key={name}
          id={`webhook-${name}`}
          label={t(`form.${name}`)}
          all={t(all)}
          help={t(help)}
          names={draft[name]}
          suggestions={[]}
          // A selector holds spaces and commas itself.
          isWhole={name === 'labels'}
          problem={problems[name]}
          onChange={entries => onChange({ [name]: entries })}
        />
      ))}
    </Folded>
  );
}
