import { Content } from '@backstage/core-components';
import {
  BreadcrumbEntry,
  PageLayout,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { ReactNode } from 'react';
import { WebhooksIcon } from '../WebhooksIcon';
import { useLinks } from '../routes';
import { webhooksTranslationRef } from '../translation';

/** The portal's page header with tabs, and a breadcrumb for pages below the list. */
export function WebhooksLayout(props: {
  tabs?: { id: string; label: string; href: string }[];
  breadcrumb?: { label: string; href: string };
  children: ReactNode;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const links = useLinks();
  const { tabs, breadcrumb, children } = props;
  const content = <Content>{children}</Content>;
  return (
    <PageLayout
      title={t('page.title')}
      icon={<WebhooksIcon />}
      titleLink={links.list}
      tabs={tabs}
    >
      {breadcrumb ? (
        <BreadcrumbEntry entry={breadcrumb}>{content}</BreadcrumbEntry>
      ) : (
        content
      )}
    </PageLayout>
  );
}
