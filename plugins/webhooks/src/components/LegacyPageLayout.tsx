import { Header, HeaderTabs, Page } from '@backstage/core-components';
import { PageLayoutProps } from '@backstage/frontend-plugin-api';
import { useLocation, useNavigate } from 'react-router-dom';

/** What `PageLayout` is in an app of the old frontend system, which has none. */
export function LegacyPageLayout(props: PageLayoutProps) {
  const { title, titleLink, tabs = [], children } = props;
  const { pathname } = useLocation();
  const navigate = useNavigate();
  // The address of the list is the beginning of all others.
  const [current] = tabs
    .filter(({ href }) => pathname.startsWith(href))
    .sort((a, b) => b.href.length - a.href.length);

  return (
    <Page themeId="tool">
      <Header title={title} typeLink={titleLink} />
      {tabs.length > 0 && (
        <HeaderTabs
          tabs={tabs.map(({ id, label }) => ({ id, label }))}
          selectedIndex={Math.max(tabs.indexOf(current), 0)}
          onChange={index => navigate(tabs[index].href)}
        />
      )}
      {children}
    </Page>
  );
}
