import {
  TranslationApi,
  createTranslationRef,
} from '@backstage/frontend-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import chinese from '../translation/zh';

const inChinese = createTranslationRef({ id: 'webhooks', messages: chinese });

/** Says what the plugin says in Chinese, and what Backstage itself says in English. */
export function chineseTranslationApi(): TranslationApi {
  const api = mockApis.translation();
  return {
    getTranslation: ref =>
      // The same keys, in another language.
      api.getTranslation(
        ref.id === inChinese.id ? (inChinese as unknown as typeof ref) : ref,
      ),
    translation$: ref => api.translation$(ref),
  };
}
