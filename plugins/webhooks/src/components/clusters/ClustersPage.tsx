import { WebhooksLayout } from '../WebhooksLayout';
import { LazyClusters } from '../lazyPages';
import { useListTabs } from '../useListTabs';

/** The page `/webhooks/clusters`. */
export function ClustersPage() {
  return (
    <WebhooksLayout tabs={useListTabs()}>
      <LazyClusters />
    </WebhooksLayout>
  );
}
