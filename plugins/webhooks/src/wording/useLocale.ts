import { appLanguageApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import useObservable from 'react-use/esm/useObservable';

/**
 * The locale for dates and numbers: the language that is chosen in the app, as it is written where
 * the reader's browser says they are: `en-GB` for someone who reads English there.
 */
export function useLocale(): string {
  const api = useApi(appLanguageApiRef);
  const language$ = useMemo(() => api.language$(), [api]);
  const { language } = useObservable(language$, api.getLanguage());
  return localeOf(language, navigator.languages);
}

/** @param preferred - what a browser prefers, the first most */
export function localeOf(
  language: string,
  preferred: readonly string[],
): string {
  const speaks = (locale: string) =>
    locale === language || locale.startsWith(`${language}-`);
  return preferred.find(speaks) ?? language;
}
