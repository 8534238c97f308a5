/** What `x-locale` accepts (Track API, "Locales"); the first of a language is taken where no region is asked for. */
const locales =
  'en_US en_CA en_GB ar_AE bg_BG cs_CZ da_DK de_DE de_CH el_GR es_ES es_AR es_MX es_US et_EE fi_FI fr_FR fr_CA hu_HU ' +
  'it_IT ja_JP ko_KR lt_LT lv_LV nl_NL no_NO pl_PL pt_BR pt_PT ro_RO ru_RU sk_SK sl_SI sv_SE th_TH tr_TR uk_UA vi_VN ' +
  'zh_CN zh_HK zh_TW';

/** Norwegian has two written forms, and FedEx a single code. */
const spokenAs: Readonly<Record<string, string>> = { nb: 'no', nn: 'no' };

/** FedEx's locale for a BCP 47 tag: `de-AT` gives `de_DE`, a language that FedEx does not write gives `en_US`. */
export function fedexLocale(tag: string | undefined): string {
  const [spoken = '', ...subtags] = (tag ?? '').trim().split(/[-_]/);
  const language = spokenAs[spoken.toLowerCase()] ?? spoken.toLowerCase();
  const region = subtags.find((subtag) => subtag.length === 2)?.toUpperCase();
  const offered = locales.split(' ').filter((locale) => locale.startsWith(`${language}_`));
  return offered.find((locale) => locale === `${language}_${region ?? ''}`) ?? offered[0] ?? 'en_US';
}
