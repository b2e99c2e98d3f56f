import { ErrorPage } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RequirePermission } from '@backstage/plugin-permission-react';
import { BasicPermission } from '@backstage/plugin-permission-common';
import { ReactNode } from 'react';
import { webhooksTranslationRef } from '../translation';

/** Shows its children to people with a permission, and the portal's error page to others. */
export function Allowed(props: {
  permission: BasicPermission;
  children: ReactNode;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { permission, children } = props;
  return (
    <RequirePermission
      permission={permission}
      errorPage={
        <ErrorPage
          status="403"
          statusMessage={t('state.deniedTitle')}
          additionalInfo={t('state.deniedText', {
            permission: permission.name,
          })}
        />
      }
    >
      {children}
    </RequirePermission>
  );
}
