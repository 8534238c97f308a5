import { remembered } from 'waybill/kit';

/**
 * ISO 3166-1 alpha-2, and alpha-3 behind it where it does not begin with the same two letters: `AFG`, `ADAND`. DHL Express
 * names a country by two letters in the MyDHL API, by three in XML Services.
 */
const codes = `
  ADAND AEARE AFG AGATG AIA ALB AMARM AOAGO ARG ASM ATAUT AUS AWABW AZE BABIH BBBRB BDBGD BEL BFA BGR BHR BIBDI
  BJBEN BLM BMU BNBRN BOL BQBES BRA BSBHS BTN BWA BYBLR BZBLZ CAN CDCOD CFCAF CGCOG CHE CIV CKCOK CLCHL CMR CNCHN
  COL CRI CUB CVCPV CWCUW CYP CZE DEU DJI DKDNK DMA DOM DZA ECU EEEST EGY ERI ESP ETH FIN FJI FKFLK FMFSM FOFRO FRA
  GAB GBR GDGRD GEO GFGUF GGY GHA GIB GLGRL GMB GNGIN GPGLP GQGNQ GRC GTM GUM GWGNB GYGUY HKG HND HRV HTI HUN IDN
  IEIRL ILISR IMN IND IQIRQ IRN ISL ITA JEY JMJAM JOR JPN KEN KGZ KHM KIR KMCOM KNA KPPRK KRKOR KWT KYCYM KZKAZ LAO
  LBN LCA LIE LKA LRLBR LSO LTU LUX LVA LYLBY MAR MCO MDA MEMNE MFMAF MGMDG MHL MKD MLI MMR MNG MOMAC MPMNP MQMTQ
  MRT MSR MTMLT MUS MVMDV MWI MXMEX MYS MZMOZ NAM NCL NER NGA NIC NLD NOR NPL NRU NUNIU NZL OMN PAN PER PFPYF PGPNG
  PHL PKPAK PLPOL PMSPM PRI PSE PTPRT PWPLW PYPRY QAT REU ROU RSSRB RUS RWA SAU SBSLB SCSYC SDN SESWE SGP SHN SISVN
  SKSVK SLE SMR SNSEN SOM SRSUR SSD STP SVSLV SXM SYR SZSWZ TCA TDTCD TGO THA TJK TLS TMTKM TNTUN TON TRTUR TTO
  TVTUV TWN TZA UAUKR UGA USA UYURY UZB VAT VCT VEN VGB VIR VNM VUT WFWLF WSM XKX YEM YTMYT ZAF ZMB ZWE`;

/** What DHL calls a country in English or German beside the platform's own names, without accents. */
const others = `
  AE UAE; BN BRUNEI DARUSSALAM; BY WEISSRUSSLAND;
  CD DEMOCRATIC REPUBLIC OF THE CONGO|CONGO THE DEMOCRATIC REPUBLIC OF|DEMOKRATISCHE REPUBLIK KONGO;
  CG CONGO|REPUBLIC OF THE CONGO|KONGO; CI IVORY COAST; CN CHINA MAINLAND|MAINLAND CHINA|PEOPLES REPUBLIC OF CHINA|CHINA PEOPLES REPUBLIC|VOLKSREPUBLIK CHINA;
  CV CAPE VERDE|CABO VERDE; CZ CZECH REPUBLIC|TSCHECHISCHE REPUBLIK;
  GB GREAT BRITAIN|ENGLAND|SCOTLAND|WALES|NORTHERN IRELAND|UK|GROSSBRITANNIEN; HK HONG KONG|HONG KONG SAR|HONGKONG;
  IE IRELAND REPUBLIC OF|REPUBLIC OF IRELAND; IR IRAN ISLAMIC REPUBLIC OF; KR KOREA REPUBLIC OF|KOREA REPUBLIC OF SOUTH K|REPUBLIC OF KOREA|KOREA|REPUBLIK KOREA;
  LA LAO PEOPLES DEMOCRATIC REPUBLIC; MD MOLDOVA REPUBLIC OF|MOLDAU|MOLDAWIEN; MK MACEDONIA|NORTH MACEDONIA|MAZEDONIEN; MM MYANMAR|BURMA;
  MO MACAO|MACAU|MACAU SAR CHINA; NL HOLLAND; PS PALESTINE; RU RUSSIAN FEDERATION|RUSSISCHE FODERATION;
  SK SLOVAK REPUBLIC|SLOWAKISCHE REPUBLIK; SY SYRIAN ARAB REPUBLIC; SZ ESWATINI|SWAZILAND; TL EAST TIMOR; TR TURKEY|TURKIYE; TW TAIWAN CHINA;
  TZ TANZANIA UNITED REPUBLIC OF; US UNITED STATES OF AMERICA|VEREINIGTE STAATEN VON AMERIKA; VA VATICAN; VN VIET NAM`;

let byName: ReadonlyMap<string, string> | undefined;

function index(): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const languages = ['de', 'en'].map((language) => new Intl.DisplayNames(language, { type: 'region' }));
  const add = (name: string, code: string): unknown => names.set(plainName(name), code);
  for (const pair of codes.trim().split(/\s+/)) {
    const code = pair.slice(0, 2);
    for (const language of languages) add(language.of(code) ?? code, code);
    add(code, code);
    add(pair.slice(-3), code);
  }
  for (const row of others.split(';')) {
    const [code = '', ...words] = row.trim().split(' ');
    for (const name of words.join(' ').split('|')) add(name, code);
  }
  return names;
}

/** No country's name is longer; what is, is not looked at. */
const longest = 60;

/**
 * Letters without accents in upper case, everything else a blank, without an article and with saints in short: `Côte
 * d'Ivoire` is `COTE DIVOIRE`, `Philippines, the` is `PHILIPPINES`.
 */
function plainName(name: string): string {
  if (name.length > longest) return '';
  return name
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f.'’]/g, '')
    .replaceAll('ß', 'SS')
    .replaceAll('&', ' AND ')
    .toUpperCase()
    .replaceAll(/[^A-Z]+/g, ' ')
    .replaceAll(/^ ?THE | THE ?$/g, '')
    .replaceAll('SAINT ', 'ST ')
    .trim();
}

/**
 * ISO 3166-1 alpha-2 of a country by code or by its name in English or German, the languages of DHL's APIs; undefined for
 * what is none that is known.
 */
export function countryOf(name: string): string | undefined {
  byName ??= index();
  return byName.get(name) ?? byPlainName(name);
}

/** Nearly all that is asked are the same few towns that are no country. */
const byPlainName = remembered((name) => byName?.get(plainName(name)));
