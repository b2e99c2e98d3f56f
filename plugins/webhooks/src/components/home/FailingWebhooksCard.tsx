import { InfoCard } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RendererProps } from '@backstage/plugin-home-react';
import { webhooksTranslationRef } from '../../translation';

/**
 * The home page's card. A widget has one title for all readers, which is a text of its extension;
 * this one is in the language of whoever looks at it.
 */
export function FailingWebhooksCard({ Content }: RendererProps) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  return (
    <InfoCard title={t('home.title')}>
      <Content />
    </InfoCard>
  );
}
