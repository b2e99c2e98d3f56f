import { Link } from '@backstage/core-components';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  PlatformInfo,
  Webhook,
  WebhookActivity,
} from '@kubevision/backstage-plugin-webhooks-common';
import Checkbox from '@material-ui/core/Checkbox';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { memo } from 'react';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { Links } from '../../routes';
import { webhooksTranslationRef } from '../../translation';
import { WebhookPermissions } from '../../useWebhookPermissions';
import { describeFilters } from '../../wording/describeFilters';
import { EnabledSwitch } from '../EnabledSwitch';
import { HealthStatus } from '../HealthStatus';
import { PlatformMark } from '../PlatformMark';
import { RelativeTime } from '../RelativeTime';
import { TestResultPanel } from '../TestResultPanel';
import { useTest } from '../useTest';
import { RowActions } from './RowActions';
import { Sparkline } from './Sparkline';
import { useListStyles } from './useListStyles';
import { Selection } from './useSelection';

/** One webhook of the list; the result of a test opens below it. */
export const WebhookRow = memo(function Row(props: {
  webhook: Webhook;
  links: Links;
  platform?: PlatformInfo;
  activity?: WebhookActivity;
  may: WebhookPermissions;
  isChosen: boolean;
  choose: Selection['choose'];
  /** Leaves out the cells for what can be done. */
  isReadOnly: boolean;
  refresh: () => Promise<void>;
}) {
  const { webhook, links, platform, activity, refresh } = props;
  const { may, isChosen, choose, isReadOnly } = props;
  const { t } = useTranslationRef(webhooksTranslationRef);
  const classes = useListStyles();
  const api = useApi(webhooksApiRef);
  const test = useTest({
    send: () => api.testWebhook(webhook.id),
    onTested: refresh,
  });
  return (
    <>
      <TableRow hover selected={isChosen}>
        {!isReadOnly && (
          <TableCell className={classes.choose}>
            {(may.update || may.delete) && (
              <Checkbox
                size="small"
                color="primary"
                checked={isChosen}
                onChange={(_, checked) => choose([webhook.id], checked)}
                inputProps={{
                  'aria-label': t('bulk.choose', { name: webhook.name }),
                }}
              />
            )}
          </TableCell>
        )}
        <TableCell>
          <div className={classes.identity}>
            <PlatformMark id={webhook.platform} label={platform?.label} />
            <div className={classes.words}>
              <Link to={links.webhook(webhook.id)}>{webhook.name}</Link>
              <Typography variant="body2" color="textSecondary">
                {describeFilters(webhook.filters, t)}
              </Typography>
            </div>
          </div>
        </TableCell>
        <TableCell className={classes.health}>
          <HealthStatus webhook={webhook} />
        </TableCell>
        <TableCell className={classes.activity}>
          {activity && <Sparkline activity={activity} />}
        </TableCell>
        <TableCell
          className={classes.lastDelivery}
          data-label={t('list.column.lastDelivery')}
        >
          {webhook.lastDeliveryAt ? (
            <RelativeTime iso={webhook.lastDeliveryAt} />
          ) : (
            t('list.never')
          )}
        </TableCell>
        <TableCell
          className={classes.enabled}
          data-label={t('list.column.enabled')}
        >
          {may.update ? (
            <EnabledSwitch webhook={webhook} onChanged={refresh} />
          ) : (
            t(webhook.enabled ? 'list.on' : 'list.off')
          )}
        </TableCell>
        {!isReadOnly && (
          <TableCell className={classes.actions} align="right">
            <RowActions
              webhook={webhook}
              editTo={links.edit(webhook.id)}
              may={may}
              testing={test.running}
              onTest={test.run}
              onDeleted={refresh}
            />
          </TableCell>
        )}
      </TableRow>
      {(test.result || test.error) && (
        <TableRow className={classes.detail}>
          <TableCell colSpan={7}>
            <TestResultPanel
              result={test.result}
              error={test.error}
              historyTo={
                may.readDeliveries ? links.deliveries(webhook.id) : undefined
              }
              onClose={test.dismiss}
            />
          </TableCell>
        </TableRow>
      )}
    </>
  );
});
