import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ClusterInfo,
  EVENT_TYPES,
} from '@kubevision/backstage-plugin-webhooks-common';
import { webhooksTranslationRef } from '../../translation';
import { Problems } from '../../wording/problemsByField';
import { CheckboxesField } from './CheckboxesField';
import { MoreFilters } from './MoreFilters';
import { NameListField } from './NameListField';
import { Draft } from './draft';
import { suggestNames } from './suggestNames';

/** Which events are sent: types, names of clusters, kinds and namespaces, and what is rarer. */
export function FilterFields(props: {
  draft: Draft;
  clusters: ClusterInfo[];
  problems: Problems['fields'];
  onChange: (changes: Partial<Draft>) => void;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { draft, clusters, problems, onChange } = props;
  const suggestions = suggestNames(clusters, draft.clusters);
  return (
    <>
      <CheckboxesField
        label={t('form.events')}
        values={EVENT_TYPES}
        selected={draft.events}
        labelOf={type => t(`event.${type}`)}
        helpOf={type => t(`eventHelp.${type}`)}
        problem={problems.events}
        onChange={events => onChange({ events })}
      />
      <NameListField
        id="webhook-clusters"
        label={t('form.clusters')}
        all={t('form.allClusters')}
        help={t('form.freeText')}
        names={draft.clusters}
        suggestions={suggestions.clusters}
        problem={problems.clusters}
        onChange={names => onChange({ clusters: names })}
      />
      <NameListField
        id="webhook-resources"
        label={t('form.resources')}
        all={t('form.allResources')}
        help={t('form.resourcesHelp')}
        names={draft.resources}
        suggestions={suggestions.resources}
        problem={problems.resources}
        onChange={names => onChange({ resources: names })}
      />
      <NameListField
        id="webhook-namespaces"
        label={t('form.namespaces')}
        all={t('form.allNamespaces')}
        help={t('form.namespacesHelp')}
        names={draft.namespaces}
        suggestions={suggestions.namespaces}
        problem={problems.namespaces}
        onChange={names => onChange({ namespaces: names })}
      />
      <MoreFilters draft={draft} problems={problems} onChange={onChange} />
    </>
  );
}
