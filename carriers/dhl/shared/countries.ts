/** ISO 3166-1 alpha-2 and alpha-3. DHL Express names a country by two letters in the MyDHL API, by three in XML Services. */
const codes = `
  ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO ARARG ASASM ATAUT AUAUS AWABW AZAZE BABIH BBBRB BDBGD BEBEL BFBFA
  BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES BRBRA BSBHS BTBTN BWBWA BYBLR BZBLZ CACAN CDCOD CFCAF CGCOG
  CHCHE CICIV CKCOK CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CWCUW CYCYP CZCZE DEDEU DJDJI DKDNK DMDMA DODOM DZDZA
  ECECU EEEST EGEGY ERERI ESESP ETETH FIFIN FJFJI FKFLK FMFSM FOFRO FRFRA GAGAB GBGBR GDGRD GEGEO GFGUF GGGGY GHGHA
  GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ GRGRC GTGTM GUGUM GWGNB GYGUY HKHKG HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR
  IMIMN ININD IQIRQ IRIRN ISISL ITITA JEJEY JMJAM JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT
  KYCYM KZKAZ LALAO LBLBN LCLCA LILIE LKLKA LRLBR LSLSO LTLTU LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG
  MHMHL MKMKD MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ MRMRT MSMSR MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM NCNCL
  NENER NGNGA NINIC NLNLD NONOR NPNPL NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG PHPHL PKPAK PLPOL PMSPM PRPRI
  PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA SASAU SBSLB SCSYC SDSDN SESWE SGSGP SHSHN SISVN SKSVK
  SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD STSTP SVSLV SXSXM SYSYR SZSWZ TCTCA TDTCD TGTGO THTHA TJTJK TLTLS TMTKM TNTUN
  TOTON TRTUR TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA USUSA UYURY UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR VNVNM VUVUT WFWLF
  WSWSM XKXKX YEYEM YTMYT ZAZAF ZMZMB ZWZWE`;

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
    add(pair.slice(2), code);
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
  return byName.get(name) ?? byName.get(plainName(name));
}
