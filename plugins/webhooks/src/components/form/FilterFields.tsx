import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ClusterInfo,
  EVENT_TYPES,
  EventType,
} from '@kubevision/backstage-plugin-webhooks-common';
import Checkbox from '@material-ui/core/Checkbox';
import FormControl from '@material-ui/core/FormControl';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormGroup from '@material-ui/core/FormGroup';
import FormHelperText from '@material-ui/core/FormHelperText';
import FormLabel from '@material-ui/core/FormLabel';
import Tooltip from '@material-ui/core/Tooltip';
import { webhooksTranslationRef } from '../../translation';
import { Problems } from '../../wording/problemsByField';
import { NameListField } from './NameListField';
import { Draft } from './draft';
import { suggestNames } from './suggestNames';

/** Which events are sent: types, and names of clusters, kinds and namespaces. */
export function FilterFields(props: {
  draft: Draft;
  clusters: ClusterInfo[];
  problems: Problems['fields'];
  onChange: (changes: Partial<Draft>) => void;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { draft, clusters, problems, onChange } = props;
  const suggestions = suggestNames(clusters, draft.clusters);
  const toggle = (type: EventType) => (_: unknown, checked: boolean) =>
    onChange({
      events: EVENT_TYPES.filter(other =>
        other === type ? checked : draft.events.includes(other),
      ),
    });
  return (
    <>
      <FormControl component="fieldset" error={Boolean(problems.events)}>
        <FormLabel component="legend">{t('form.events')}</FormLabel>
        <FormGroup row>
          {EVENT_TYPES.map(type => (
            <Tooltip key={type} title={t(`eventHelp.${type}`)}>
              <FormControlLabel
                label={t(`event.${type}`)}
                control={
                  <Checkbox
                    color="primary"
                    checked={draft.events.includes(type)}
                    onChange={toggle(type)}
                  />
                }
              />
            </Tooltip>
          ))}
        </FormGroup>
        {problems.events && <FormHelperText>{problems.events}</FormHelperText>}
      </FormControl>
      <NameListField
        id="webhook-clusters"
        label={t('form.clusters')}
        all={t('form.allClusters')}
        names={draft.clusters}
        suggestions={suggestions.clusters}
        problem={problems.clusters}
        onChange={names => onChange({ clusters: names })}
      />
      <NameListField
        id="webhook-resources"
        label={t('form.resources')}
        all={t('form.allResources')}
        names={draft.resources}
        suggestions={suggestions.resources}
        problem={problems.resources}
        onChange={names => onChange({ resources: names })}
      />
      <NameListField
        id="webhook-namespaces"
        label={t('form.namespaces')}
        all={t('form.allNamespaces')}
        names={draft.namespaces}
        suggestions={suggestions.namespaces}
        problem={problems.namespaces}
        onChange={names => onChange({ namespaces: names })}
      />
    </>
  );
}
