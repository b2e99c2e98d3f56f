import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PreviewResult } from '@kubevision/backstage-plugin-webhooks-common';
import { webhooksTranslationRef } from '../../translation';
import { TextBlock } from '../TextBlock';

/** A request as it would be sent, byte for byte but for the layout of its JSON. */
export function RequestView({ request }: { request: PreviewResult }) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const headers = Object.entries(request.headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
  return (
    <>
      <TextBlock
        label={t('preview.headers')}
        text={`${request.method} ${t('preview.url')}\n${headers}`}
      />
      <TextBlock label={t('preview.body')} text={request.body} />
    </>
  );
}
