import { TranslationFunction } from '@backstage/frontend-plugin-api';
import { webhooksTranslationRef } from '../translation';

/** Turns a key of the plugin's messages into words. */
export type Translate = TranslationFunction<typeof webhooksTranslationRef.T>;
