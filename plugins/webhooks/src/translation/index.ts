import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { en } from './en';

const chinese = () => import('./zh');

/**
 * Every word that the pages show. Besides English there is Simplified Chinese, for portals that
 * offer it by any of its usual names, in `availableLanguages` of `api:app/app-language`.
 */
export const webhooksTranslationRef = createTranslationRef({
  id: 'webhooks',
  messages: en,
  translations: { zh: chinese, 'zh-CN': chinese, 'zh-Hans': chinese },
});
