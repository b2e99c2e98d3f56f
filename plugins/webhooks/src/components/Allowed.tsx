import { ErrorPage } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RequirePermission } from '@backstage/plugin-permission-react';
import { BasicPermission } from '@backstage/plugin-permission-common';
import { WebhookResourcePermission } from '@kubevision/backstage-plugin-webhooks-common';
import { ReactNode } from 'react';
import { useParams } from 'react-router-dom';
import { webhooksTranslationRef } from '../translation';

/** Shows its children to people with a permission, and the portal's error page to others. */
export function Allowed(props: {
  permission: BasicPermission;
  children: ReactNode;
}) {
  const { permission, children } = props;
  return (
    <RequirePermission
      permission={permission}
      errorPage={<NotAllowed permission={permission} />}
    >
      {children}
    </RequirePermission>
  );
}

/** As {@link Allowed}, for the webhook of the page's address. */
export function AllowedForWebhook(props: {
  permission: WebhookResourcePermission;
  children: ReactNode;
}) {
  const { permission, children } = props;
  const { id } = useParams();
  return (
    <RequirePermission
      permission={permission}
      resourceRef={id}
      errorPage={<NotAllowed permission={permission} />}
    >
      {children}
    </RequirePermission>
  );
}

function NotAllowed({ permission }: { permission: { name: string } }) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  return (
    <ErrorPage
      status="403"
      statusMessage={t('state.deniedTitle')}
      additionalInfo={t('state.deniedText', { permission: permission.name })}
    />
  );
}
