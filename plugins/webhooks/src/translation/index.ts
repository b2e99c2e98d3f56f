import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { en } from './en';

/** Every word that the pages show. */
export const webhooksTranslationRef = createTranslationRef({
  id: 'webhooks',
  messages: en,
});
