import { Content } from '@backstage/core-components';
import {
  BreadcrumbEntry,
  PageLayout,
  PageLayoutProps,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import {
  ComponentType,
  ReactNode,
  Suspense,
  createContext,
  useContext,
  useMemo,
} from 'react';
import { WebhooksIcon } from '../WebhooksIcon';
import { useLinks } from '../routes';
import { webhooksTranslationRef } from '../translation';
import { PageSkeleton } from './PageSkeleton';

const ContentContext = createContext<ReactNode>(null);

/** The frame around every page: the app's own, unless it has none to give. */
export const PageLayoutContext =
  createContext<ComponentType<PageLayoutProps>>(PageLayout);

/**
 * The portal's page header with tabs, and a breadcrumb for pages below the list.
 *
 * Backstage makes a new component out of `PageLayout` each time that it renders, which throws away
 * the state of everything in it. So it renders only when the header changes, and what is below the
 * header reaches it through a context.
 */
export function WebhooksLayout(props: {
  tabs?: { id: string; label: string; href: string }[];
  breadcrumb?: { label: string; href: string };
  children: ReactNode;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { list } = useLinks();
  const { tabs, breadcrumb, children } = props;
  const title = t('page.title');
  const Layout = useContext(PageLayoutContext);
  const tabsKey = JSON.stringify(tabs ?? []);

  const frame = useMemo(
    () => (
      <Layout
        title={title}
        icon={<WebhooksIcon />}
        titleLink={list}
        tabs={JSON.parse(tabsKey)}
      >
        <CurrentContent />
      </Layout>
    ),
    [Layout, title, list, tabsKey],
  );
  // The portal's own frame has no landmark for what a page is about.
  const content = (
    <main>
      <Content>
        {/* Below the header, which stays as it is while a page is loaded. */}
        <Suspense fallback={<PageSkeleton />}>{children}</Suspense>
      </Content>
    </main>
  );
  return (
    <ContentContext.Provider
      value={
        breadcrumb ? (
          <BreadcrumbEntry entry={breadcrumb}>{content}</BreadcrumbEntry>
        ) : (
          content
        )
      }
    >
      {frame}
    </ContentContext.Provider>
  );
}

function CurrentContent() {
  return <>{useContext(ContentContext)}</>;
}
