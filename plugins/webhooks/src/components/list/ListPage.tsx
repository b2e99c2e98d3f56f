import { WebhooksLayout } from '../WebhooksLayout';
import { useListTabs } from '../useListTabs';
import { WebhookList } from './WebhookList';

/** The page `/webhooks`. */
export function ListPage() {
  return (
    <WebhooksLayout tabs={useListTabs()}>
      <WebhookList />
    </WebhooksLayout>
  );
}
