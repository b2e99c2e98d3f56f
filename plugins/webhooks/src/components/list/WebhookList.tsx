import { usePermission } from '@backstage/plugin-permission-react';
import { webhookCreatePermission } from '@kubevision/backstage-plugin-webhooks-common';
import { EmptyState, LinkButton } from '@backstage/core-components';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@material-ui/core/Box';
import Typography from '@material-ui/core/Typography';
import AddIcon from '@material-ui/icons/Add';
import { useState } from 'react';
import useAsync from 'react-use/esm/useAsync';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { useLive } from '../../live/useLive';
import { useLinks } from '../../routes';
import { webhooksTranslationRef } from '../../translation';
import { LoadError } from '../LoadError';
import { StaleNotice } from '../StaleNotice';
import { SearchField } from './SearchField';
import { WebhookTable } from './WebhookTable';
import { searchWebhooks } from './searchWebhooks';

/** All webhooks, with a search over them and what can be done with each. */
export function WebhookList() {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const api = useApi(webhooksApiRef);
  const links = useLinks();
  const create = usePermission({ permission: webhookCreatePermission });
  const [search, setSearch] = useState('');
  const webhooks = useLive(() => api.listWebhooks());
  // Without the labels the marks show ids, which is no reason to fail.
  const platforms = useAsync(() => api.listPlatforms(), [api]);

  const newButton = create.allowed ? (
    <LinkButton
      to={links.create}
      color="primary"
      variant="contained"
      startIcon={<AddIcon />}
    >
      {t('action.new')}
    </LinkButton>
  ) : undefined;

  if (webhooks.error && !webhooks.value) {
    return (
      <LoadError
        title={t('list.errorTitle')}
        error={webhooks.error}
        onRetry={webhooks.refresh}
      />
    );
  }
  if (webhooks.value?.length === 0) {
    return (
      <EmptyState
        missing="content"
        title={t('list.emptyTitle')}
        description={t(
          create.allowed ? 'list.emptyText' : 'list.emptyTextReader',
        )}
        action={newButton}
      />
    );
  }
  const found =
    webhooks.value && searchWebhooks(webhooks.value, search, platforms.value);
  return (
    <>
      <Typography color="textSecondary" gutterBottom>
        {t('list.description')}
      </Typography>
      <Box
        display="flex"
        flexWrap="wrap"
        justifyContent="space-between"
        alignItems="center"
        mb={2}
        minHeight={48}
        gridGap={16}
      >
        <SearchField value={search} onChange={setSearch} />
        {newButton}
      </Box>
      <StaleNotice error={webhooks.error} />
      <WebhookTable
        webhooks={found}
        platforms={platforms.value}
        refresh={webhooks.refresh}
      />
      {found?.length === 0 && (
        <Box p={3} textAlign="center">
          <Typography>{t('list.noMatch', { search })}</Typography>
        </Box>
      )}
    </>
  );
}
