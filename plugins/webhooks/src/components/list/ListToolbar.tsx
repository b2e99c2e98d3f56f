import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  PlatformInfo,
  Webhook,
} from '@kubevision/backstage-plugin-webhooks-common';
import Box from '@material-ui/core/Box';
import { webhooksTranslationRef } from '../../translation';
import { shortRef } from '../../wording/shortRef';
import { WEBHOOK_STATES } from '../../wording/stateOf';
import { Choice, FilterSelects } from '../FilterSelects';
import { NewWebhookButton } from './NewWebhookButton';
import { SearchField } from './SearchField';
import { SortSelect } from './SortSelect';
import { choicesOf } from './selectWebhooks';
import { LIST_FILTERS, ListFilter, useListQuery } from './useListQuery';

/** Narrows the list, and leads to a new webhook. */
export function ListToolbar(props: {
  /** All that there are: what can be chosen is what occurs. */
  webhooks?: Webhook[];
  platforms?: PlatformInfo[];
  list: ReturnType<typeof useListQuery>;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { webhooks = [], platforms = [], list } = props;
  const { query, setFilter, setSearch } = list;
  const { platform, owner, creator } = choicesOf(webhooks);
  const labels = new Map(platforms.map(({ id, label }) => [id, label]));
  const refs = (values: string[]) =>
    values.map((ref): Choice => [ref, shortRef(ref)]);
  const choices: Record<ListFilter, Choice[]> = {
    platform: platform.map((id): Choice => [id, labels.get(id) ?? id]),
    state: WEBHOOK_STATES.map((it): Choice => [it, t(`health.${it}`)]),
    owner: refs(owner),
    creator: refs(creator),
  };
  return (
    <>
      <Box
        display="flex"
        flexWrap="wrap"
        justifyContent="space-between"
        alignItems="center"
        mb={2}
        minHeight={48}
        gridGap={16}
      >
        <SearchField value={query.search} onChange={setSearch} />
        <NewWebhookButton />
      </Box>
      <FilterSelects
        id="list-filter"
        filters={LIST_FILTERS.map(name => ({
          name,
          label: t(`list.filter.${name}`),
          choices: choices[name],
        }))}
        chosen={query.filters}
        onChange={setFilter}
      />
      <SortSelect query={query} onOrder={list.setOrder} />
    </>
  );
}
