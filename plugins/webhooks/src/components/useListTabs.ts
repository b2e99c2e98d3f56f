import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useLinks } from '../routes';
import { webhooksTranslationRef } from '../translation';

/** The tabs of the pages that are about no single webhook. */
export function useListTabs() {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const links = useLinks();
  return [
    { id: 'list', label: t('page.tabs.list'), href: links.list },
    { id: 'events', label: t('page.tabs.events'), href: links.events },
    { id: 'clusters', label: t('page.tabs.clusters'), href: links.clusters },
  ];
}
