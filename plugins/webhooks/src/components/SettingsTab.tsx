import { Content } from '@backstage/core-components';
import { webhooksViewPermission } from '@kubevision/backstage-plugin-webhooks-common';
import { Allowed } from './Allowed';
import { WebhookList } from './list/WebhookList';

/** The tab Webhooks of the portal's Settings: the same list as on the page Webhooks. */
export function SettingsTab() {
  return (
    <Allowed permission={webhooksViewPermission}>
      <main>
        <Content>
          <WebhookList />
        </Content>
      </main>
    </Allowed>
  );
}
