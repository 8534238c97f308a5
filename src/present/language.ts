import type * as z from 'zod/mini';
import { TrackingError } from '../model/error.ts';
import { allowedValue, checkArguments } from '../options/options.ts';
import { filledText } from '../options/values.ts';
import { english } from './languages/english.ts';
import type { Texts } from './texts.ts';

/** A language to show parcels in. */
export interface Language {
  /** A BCP 47 tag for dates, times and plurals: `de`, or closer, `de-AT`. */
  readonly locale: string;
  readonly texts: Texts;
}

/** {@link Language}. */
export const languageValue: z.ZodMiniType<Language> = allowedValue(
  'a language, from loadLanguage()',
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    'locale' in value &&
    typeof value.locale === 'string' &&
    canonicalTag(value.locale) !== undefined &&
    'texts' in value &&
    typeof value.texts === 'object' &&
    value.texts !== null,
);

/** Languages by their subtag. Each but English is loaded when it is asked for. */
const loaders: Readonly<Record<string, () => Promise<Texts>>> = {
  en: async () => english,
  de: async () => (await import('./languages/german.ts')).german,
  fr: async () => (await import('./languages/french.ts')).french,
  es: async () => (await import('./languages/spanish.ts')).spanish,
  nl: async () => (await import('./languages/dutch.ts')).dutch,
  pl: async () => (await import('./languages/polish.ts')).polish,
  ja: async () => (await import('./languages/japanese.ts')).japanese,
};

/** Subtags of the languages that there are. */
export const languages: readonly string[] = Object.keys(loaders);

/** English, as it is written in the United States: what is shown where no language is given. */
export const defaultLanguage: Language = { locale: 'en-US', texts: english };

/**
 * A language by the tag of a locale (`de`, `de-AT`, `pt-BR`), loaded when it is first asked for.
 *
 * @throws TrackingError `invalid_request` for what is no tag, or a language that is not among {@link languages}.
 */
export async function loadLanguage(locale: string): Promise<Language> {
  checkArguments('loadLanguage()', { locale: [filledText, locale] });
  const tag = canonicalTag(locale);
  const load = tag === undefined ? undefined : loaders[new Intl.Locale(tag).language];
  if (tag !== undefined && load !== undefined) return { locale: tag, texts: await load() };
  throw new TrackingError(
    'invalid_request',
    `loadLanguage(): there are no texts for this locale; there are ${languages.join(', ')}. Give a tag such as de or de-AT, or texts of your own as { locale, texts }.`,
  );
}

function canonicalTag(locale: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(locale)[0];
  } catch {
    return undefined;
  }
}

/** A text with its blanks filled in; a blank of which nothing is known stays out. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
