import { LinkButton } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  PlatformInfo,
  Webhook,
  webhookCreatePermission,
} from '@kubevision/backstage-plugin-webhooks-common';
import Box from '@material-ui/core/Box';
import AddIcon from '@material-ui/icons/Add';
import { useLinks } from '../../routes';
import { webhooksTranslationRef } from '../../translation';
import { shortRef } from '../../wording/shortRef';
import { WEBHOOK_STATES } from '../../wording/stateOf';
import { Choice, FilterSelects } from '../FilterSelects';
import { SearchField } from './SearchField';
import { choicesOf } from './selectWebhooks';
import { LIST_FILTERS, ListFilter, useListQuery } from './useListQuery';

/** The way to a new webhook, for those who may make one. */
export function NewWebhookButton() {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const links = useLinks();
  const create = usePermission({ permission: webhookCreatePermission });
  if (!create.allowed) return null;
  return (
    <LinkButton
      to={links.create}
      color="primary"
      variant="contained"
      startIcon={<AddIcon />}
    >
      {t('action.new')}
    </LinkButton>
  );
}

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
    </>
  );
}
