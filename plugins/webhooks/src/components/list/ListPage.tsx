import { WebhooksLayout } from '../WebhooksLayout';
import { LazyWebhookList } from '../lazyPages';
import { useListTabs } from '../useListTabs';

/** The page `/webhooks`. */
export function ListPage() {
  return (
    <WebhooksLayout tabs={useListTabs()}>
      <LazyWebhookList />
    </WebhooksLayout>
  );
}
