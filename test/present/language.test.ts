import { describe, expect, it } from 'vitest';
import { defaultLanguage, languages, loadLanguage } from '../../src/present/index.ts';

/** Every text of a language by the path to it. */
function textsOf(value: unknown, path = ''): readonly (readonly [path: string, text: string])[] {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(value as object).flatMap(([key, item]) => textsOf(item, path === '' ? key : `${path}.${key}`));
}

function blanksOf(text: string): readonly string[] {
  return [...text.matchAll(/\{\w+\}/g)].map(([blank]) => blank).sort();
}

const english = new Map(textsOf(defaultLanguage.texts));

describe('languages', () => {
  it('are seven', () => {
    expect([...languages].sort()).toEqual(['de', 'en', 'es', 'fr', 'ja', 'nl', 'pl']);
  });

  it.each(languages)(
    '%s says everything, with the blanks that English has, and in the room there is',
    async (locale) => {
      const { texts } = await loadLanguage(locale);
      const all = textsOf(texts).filter(([path]) => !path.startsWith('pieces.'));
      expect(all.map(([path]) => path).sort()).toEqual(
        [...english.keys()].filter((path) => !path.startsWith('pieces.')).sort(),
      );
      for (const [path, text] of all) {
        expect([path, text.trim()]).toEqual([path, text]);
        expect(text).not.toBe('');
        expect([path, blanksOf(text)]).toEqual([path, blanksOf(english.get(path) ?? '')]);
      }
      for (const text of Object.values(texts.statuses)) expect(text.length).toBeLessThanOrEqual(32);
      for (const text of Object.values(texts.details)) expect(text.length).toBeLessThanOrEqual(44);
      for (const text of Object.values(texts.steps)) expect(text.length).toBeLessThanOrEqual(18);
      for (const { subject, text } of Object.values(texts.messages)) {
        expect(subject.length).toBeLessThanOrEqual(50);
        expect([text, text.length <= 59]).toEqual([text, true]);
      }
      // Every plural that the language has stands there, and no other.
      const { pluralCategories } = new Intl.PluralRules(locale).resolvedOptions();
      const whole = pluralCategories.filter((category) => category !== 'many' || locale === 'pl');
      expect(Object.keys(texts.pieces).sort()).toEqual([...whole].sort());
      for (const text of Object.values(texts.pieces)) expect(blanksOf(text)).toEqual(['{count}', '{delivered}']);
    },
  );

  it.each(languages.filter((locale) => locale !== 'en'))('%s is another language than English', async (locale) => {
    const { texts } = await loadLanguage(locale);
    const same = textsOf(texts).filter(
      ([path, text]) => english.get(path) === text && !/^times|^headlines\.left/.test(path),
    );
    // "Label" and its like are the same word in some languages.
    expect(same.map(([, text]) => text).filter((text) => text.includes(' ') && !/\{/.test(text))).toEqual([]);
  });

  it('are found by closer tags, which stay for dates', async () => {
    expect(await loadLanguage('de-AT')).toMatchObject({ locale: 'de-AT', texts: (await loadLanguage('de')).texts });
    expect((await loadLanguage('EN-gb')).locale).toBe('en-GB');
  });

  it.each(['pt', 'xx-YY', 'not a tag', '-', 'constructor', '__proto__'])('has no texts for %s', async (locale) => {
    await expect(loadLanguage(locale)).rejects.toMatchObject({
      code: 'invalid_request',
      message: expect.stringContaining('en, de, fr, es, nl, pl, ja'),
    });
  });
});
