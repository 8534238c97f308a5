/*
 * Which time zone a place keeps, as far as mail addresses tell. Sources: the IANA time zone database (zone names and which
 * countries keep one clock), 49 CFR 71 (the boundaries within US states), the published ZIP and postal code areas.
 * Places with the same clock since 2007 share one zone name. Areas that a boundary divides are left out on purpose.
 */

/** Countries that keep one clock, ISO 3166-1 alpha-2, by zone. */
export const countryZones: Readonly<Record<string, string>> = {
  'Africa/Abidjan': 'BF CI GH GM GN IS ML MR SH SL SN TG',
  'Africa/Cairo': 'EG',
  'Africa/Casablanca': 'MA',
  'Africa/Johannesburg': 'LS SZ ZA',
  'Africa/Juba': 'SS',
  'Africa/Khartoum': 'SD',
  'Africa/Lagos': 'AO BJ CF CG CM DZ GA GQ NE NG TD TN',
  'Africa/Maputo': 'BI BW MW MZ RW ZM ZW',
  'Africa/Nairobi': 'DJ ER ET KE KM MG SO TZ UG YT',
  'Africa/Tripoli': 'LY',
  'Africa/Windhoek': 'NA',
  'America/Argentina/Buenos_Aires': 'AR',
  'America/Asuncion': 'PY',
  'America/Bogota': 'CO',
  'America/Caracas': 'VE',
  'America/Cayenne': 'GF SR',
  'America/Guatemala': 'BZ CR GT HN NI SV',
  'America/Guyana': 'GY',
  'America/Havana': 'CU',
  'America/La_Paz': 'BO',
  'America/Lima': 'PE',
  'America/Montevideo': 'UY',
  'America/Nassau': 'BS',
  'America/Panama': 'JM KY PA',
  'America/Port-au-Prince': 'HT',
  'America/Puerto_Rico': 'AG AI AW BB BL BQ CW DM DO GD GP KN LC MF MQ MS PR SX TT VC VG VI',
  'Asia/Amman': 'JO',
  'Asia/Ashgabat': 'TM',
  'Asia/Baghdad': 'IQ',
  'Asia/Baku': 'AZ',
  'Asia/Bangkok': 'KH LA TH VN',
  'Asia/Beirut': 'LB',
  'Asia/Bishkek': 'KG',
  'Asia/Colombo': 'LK',
  'Asia/Damascus': 'SY',
  'Asia/Dhaka': 'BD',
  'Asia/Dili': 'TL',
  'Asia/Dubai': 'AE OM',
  'Asia/Dushanbe': 'TJ',
  'Asia/Hong_Kong': 'HK',
  'Asia/Jerusalem': 'IL',
  'Asia/Kabul': 'AF',
  'Asia/Karachi': 'PK',
  'Asia/Kathmandu': 'NP',
  'Asia/Kolkata': 'IN',
  'Asia/Kuala_Lumpur': 'BN MY SG',
  'Asia/Manila': 'PH',
  'Asia/Qatar': 'BH KW QA SA YE',
  'Asia/Seoul': 'KR',
  'Asia/Shanghai': 'CN MO TW',
  'Asia/Tashkent': 'MV UZ',
  'Asia/Tbilisi': 'GE',
  'Asia/Tehran': 'IR',
  'Asia/Thimphu': 'BT',
  'Asia/Tokyo': 'JP PW',
  'Asia/Yangon': 'MM',
  'Asia/Yerevan': 'AM',
  'Atlantic/Bermuda': 'BM',
  'Atlantic/Cape_Verde': 'CV',
  'Atlantic/Faroe': 'FO',
  'Europe/Athens': 'AX BG CY EE FI GR LT LV RO',
  'Europe/Berlin': 'AD AL AT BA BE CH CZ DE DK FR GI HR HU IT LI LU MC ME MK MT NL NO PL RS SE SI SJ SK SM VA XK',
  'Europe/Chisinau': 'MD',
  'Europe/Istanbul': 'TR',
  'Europe/Kyiv': 'UA',
  'Europe/London': 'GB GG IE IM JE',
  'Europe/Minsk': 'BY',
  'Indian/Mauritius': 'MU RE SC',
  'Pacific/Apia': 'WS',
  'Pacific/Fiji': 'FJ',
  'Pacific/Guam': 'GU MP',
  'Pacific/Noumea': 'NC SB VU',
  'Pacific/Pago_Pago': 'AS',
  'Pacific/Rarotonga': 'CK',
  'Pacific/Tongatapu': 'TO',
};

/** First three digits of US ZIP codes, ranges and single ones, by zone. */
export const zipZones: Readonly<Record<string, string>> = {
  'America/Puerto_Rico': '006-009',
  'America/New_York':
    '005 010-089 100-268 270-319 320-323 326-339 341-342 344 346-347 349 374 376-379 398-400 402-418 425 430-462 466-474 478 480-497',
  'America/Chicago':
    '325 350-367 369-372 375 380-397 420-424 463-464 476-477 500-528 530-549 550-567 570-574 580-584 587 600-629 630-658 660-676 679-681 683-689 700-714 716-729 730-749 750-797',
  'America/Denver': '577 590-599 693 799 800-816 820-834 836-837 840-847 870-885',
  'America/Phoenix': '850-853 855-857 859 863-864',
  'America/Los_Angeles': '838 889-897 900-908 910-928 930-961 970-978 980-994',
  'America/Anchorage': '995-999',
  'Pacific/Honolulu': '967-968',
};

/** ZIP codes that keep another clock than their neighbours. */
export const zipExceptions: Readonly<Record<string, string>> = {
  '96799': 'Pacific/Pago_Pago',
  '99546': 'America/Adak',
  '99547': 'America/Adak',
};

/** US states, Canadian provinces and Australian states that keep one clock, by zone. */
export const regionZones: Readonly<Record<string, string>> = {
  'America/New_York':
    'US-CT US-DC US-DE US-GA US-MA US-MD US-ME US-NC US-NH US-NJ US-NY US-OH US-PA US-RI US-SC US-VA US-VT US-WV',
  'America/Chicago': 'US-AL US-AR US-IA US-IL US-LA US-MN US-MO US-MS US-OK US-WI',
  'America/Denver': 'US-CO US-MT US-NM US-UT US-WY',
  'America/Los_Angeles': 'US-CA US-WA',
  'Pacific/Honolulu': 'US-HI',
  'America/Puerto_Rico': 'US-PR US-VI',
  'Pacific/Guam': 'US-GU US-MP',
  'America/Edmonton': 'CA-AB CA-NT',
  'America/Winnipeg': 'CA-MB',
  'America/Halifax': 'CA-NB CA-NS CA-PE',
  'America/Whitehorse': 'CA-YT',
  'Australia/Sydney': 'AU-ACT AU-TAS AU-VIC',
  'Australia/Brisbane': 'AU-QLD',
  'Australia/Adelaide': 'AU-SA',
  'Australia/Perth': 'AU-WA',
  'Australia/Darwin': 'AU-NT',
};

/**
 * Airports that carriers name as the area of a scan, by IATA code, in countries whose islands or regions keep several
 * clocks: an airport keeps one.
 */
export const airportZones: Readonly<Record<string, string>> = {
  'Atlantic/Azores': 'PT-HOR PT-PDL PT-TER',
  'Atlantic/Canary': 'ES-ACE ES-FUE ES-LPA ES-SPC ES-TCI ES-TFN ES-TFS',
  'Atlantic/Madeira': 'PT-FNC PT-PXO',
  'America/Manaus': 'BR-MAO',
  'America/Mexico_City': 'MX-GDL MX-MEX MX-MTY MX-QRO',
  'America/Sao_Paulo': 'BR-BSB BR-CNF BR-CWB BR-GIG BR-GRU BR-POA BR-VCP',
  'America/Santiago': 'CL-SCL',
  'America/Guayaquil': 'EC-GYE EC-UIO',
  'Asia/Jakarta': 'ID-BDO ID-CGK ID-JKT ID-SRG ID-SUB',
  'Asia/Makassar': 'ID-DPS ID-UPG',
  'Australia/Adelaide': 'AU-ADL',
  'Australia/Brisbane': 'AU-BNE',
  'Australia/Darwin': 'AU-DRW',
  'Australia/Perth': 'AU-PER',
  'Australia/Sydney': 'AU-CBR AU-HBA AU-MEL AU-SYD',
  'Europe/Lisbon': 'PT-FAO PT-LIS PT-OPO',
  'Europe/Madrid':
    'ES-AGP ES-ALC ES-BCN ES-BIO ES-EAS ES-GRO ES-GRX ES-IBZ ES-LCG ES-LEI ES-MAD ES-MAH ES-OVD ES-PMI ES-PNA ES-REU ES-RMU ES-SCQ ES-SDR ES-SVQ ES-VGO ES-VIT ES-VLC ES-VLL ES-XRY ES-ZAZ',
  'Europe/Moscow': 'RU-DME RU-LED RU-MOW RU-SVO',
  'Pacific/Auckland':
    'NZ-AKL NZ-BHE NZ-CHC NZ-DUD NZ-GIS NZ-HLZ NZ-IVC NZ-NPE NZ-NPL NZ-NSN NZ-PMR NZ-ROT NZ-TRG NZ-WHK NZ-WLG NZ-ZQN',
};

/**
 * Beginnings of Canadian postal codes, the longest that fits deciding; `none` where a boundary divides the area
 * (Labrador's edge, north-western Ontario, the Magdalen Islands and the Lower North Shore, eastern British Columbia).
 */
export const postalAreaZones: Readonly<Record<string, string>> = {
  'America/St_Johns': 'A',
  'America/Goose_Bay': 'A0P A2V',
  'America/Halifax': 'B C E G4T',
  'America/Toronto': 'G H J K L M N P',
  'America/Winnipeg': 'R',
  'America/Regina': 'S',
  'America/Edmonton': 'T S9V V1A V1C X0E X1A',
  'America/Dawson_Creek': 'V1G V1J',
  'America/Vancouver': 'V',
  'America/Whitehorse': 'Y',
  none: 'A0K G0G P0T P0V P0W P0X P0Y P8 P9 S0P V0A V0B V0C V0G X',
};

/** Cities of regions that keep two clocks; carriers often leave the postal code out. */
export const cityZones: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'US-AK': { 'America/Anchorage': 'ANCHORAGE|FAIRBANKS|JUNEAU|WASILLA' },
  'US-AZ': {
    'America/Phoenix':
      'AVONDALE|CHANDLER|FLAGSTAFF|GILBERT|GLENDALE|GOODYEAR|MESA|PEORIA|PHOENIX|PRESCOTT|SCOTTSDALE|SURPRISE|TEMPE|TOLLESON|TUCSON|YUMA',
  },
  'US-FL': {
    'America/New_York':
      'BOCA RATON|CLEARWATER|DAVENPORT|DAYTONA BEACH|DEERFIELD BEACH|FORT LAUDERDALE|FORT MYERS|FORT PIERCE|GAINESVILLE|HIALEAH|HOLLYWOOD|JACKSONVILLE|KISSIMMEE|LAKELAND|MEDLEY|MELBOURNE|MIAMI|MIRAMAR|NAPLES|OCALA|OPA LOCKA|ORLANDO|PALM BAY|POMPANO BEACH|PORT SAINT LUCIE|SAINT PETERSBURG|SANFORD|SARASOTA|TALLAHASSEE|TAMPA|WEST PALM BEACH|WINTER HAVEN',
    'America/Chicago': 'CRESTVIEW|DESTIN|FORT WALTON BEACH|MILTON|NICEVILLE|PANAMA CITY|PANAMA CITY BEACH|PENSACOLA',
  },
  'US-ID': {
    'America/Denver': 'BOISE|BURLEY|CALDWELL|IDAHO FALLS|MERIDIAN|NAMPA|POCATELLO|REXBURG|TWIN FALLS',
    'America/Los_Angeles': 'COEUR D ALENE|LEWISTON|MOSCOW|POST FALLS|SANDPOINT',
  },
  'US-IN': {
    'America/New_York':
      'ANDERSON|BLOOMINGTON|CARMEL|COLUMBUS|ELKHART|FISHERS|FORT WAYNE|GREENWOOD|INDIANAPOLIS|JEFFERSONVILLE|KOKOMO|LAFAYETTE|MUNCIE|PLAINFIELD|RICHMOND|SOUTH BEND|TERRE HAUTE|WHITESTOWN',
    'America/Chicago':
      'CROWN POINT|EAST CHICAGO|EVANSVILLE|GARY|HAMMOND|HOBART|MERRILLVILLE|MICHIGAN CITY|PORTAGE|VALPARAISO',
  },
  'US-KS': {
    'America/Chicago':
      'EDGERTON|EMPORIA|HUTCHINSON|KANSAS CITY|LAWRENCE|LENEXA|MANHATTAN|OLATHE|OVERLAND PARK|SALINA|TOPEKA|WICHITA',
  },
  'US-KY': {
    'America/New_York':
      'ASHLAND|COVINGTON|ELIZABETHTOWN|ERLANGER|FLORENCE|FRANKFORT|GEORGETOWN|HEBRON|LEXINGTON|LONDON|LOUISVILLE|RICHMOND|SHEPHERDSVILLE|SOMERSET|WALTON',
    'America/Chicago': 'BOWLING GREEN|HENDERSON|HOPKINSVILLE|MADISONVILLE|OWENSBORO|PADUCAH',
  },
  'US-MI': {
    'America/New_York':
      'ANN ARBOR|DEARBORN|DETROIT|FLINT|GRAND RAPIDS|KALAMAZOO|LANSING|LIVONIA|MARQUETTE|PONTIAC|ROMULUS|SAGINAW|SOUTHFIELD|STERLING HEIGHTS|TAYLOR|TROY|WARREN',
    'America/Chicago': 'IRON MOUNTAIN|IRONWOOD|MENOMINEE',
  },
  'US-ND': { 'America/Chicago': 'BISMARCK|FARGO|GRAND FORKS|JAMESTOWN|MINOT', 'America/Denver': 'DICKINSON' },
  'US-NE': {
    'America/Chicago': 'GRAND ISLAND|KEARNEY|LINCOLN|NORFOLK|NORTH PLATTE|OMAHA',
    'America/Denver': 'SCOTTSBLUFF',
  },
  'US-NV': { 'America/Los_Angeles': 'CARSON CITY|ELKO|HENDERSON|LAS VEGAS|NORTH LAS VEGAS|RENO|SPARKS' },
  'US-OR': {
    'America/Los_Angeles':
      'BEAVERTON|BEND|EUGENE|GRESHAM|HILLSBORO|MEDFORD|PORTLAND|ROSEBURG|SALEM|SPRINGFIELD|TIGARD|TROUTDALE|WILSONVILLE',
  },
  'US-SD': { 'America/Chicago': 'ABERDEEN|BROOKINGS|MITCHELL|SIOUX FALLS|WATERTOWN', 'America/Denver': 'RAPID CITY' },
  'US-TN': {
    'America/Chicago':
      'CLARKSVILLE|COOKEVILLE|FRANKLIN|JACKSON|LA VERGNE|LEBANON|MEMPHIS|MOUNT JULIET|MURFREESBORO|NASHVILLE|SMYRNA',
    'America/New_York': 'BRISTOL|CHATTANOOGA|CLEVELAND|JOHNSON CITY|KINGSPORT|KNOXVILLE|MARYVILLE|MORRISTOWN',
  },
  'US-TX': {
    'America/Chicago':
      'ABILENE|ALLIANCE|AMARILLO|ARLINGTON|AUSTIN|BEAUMONT|BROWNSVILLE|CARROLLTON|COPPELL|CORPUS CHRISTI|DALLAS|DENTON|FORT WORTH|FRISCO|GARLAND|GRAND PRAIRIE|HOUSTON|IRVING|KATY|LAREDO|LONGVIEW|LUBBOCK|MCALLEN|MCKINNEY|MESQUITE|MIDLAND|ODESSA|PLANO|ROUND ROCK|SAN ANTONIO|STAFFORD|TYLER|WACO',
    'America/Denver': 'EL PASO',
  },
  'CA-BC': {
    'America/Vancouver':
      'ABBOTSFORD|BURNABY|COQUITLAM|DELTA|KAMLOOPS|KELOWNA|LANGLEY|NANAIMO|PRINCE GEORGE|RICHMOND|SURREY|VANCOUVER|VICTORIA',
  },
  'CA-NL': { 'America/St_Johns': 'CORNER BROOK|GANDER|MOUNT PEARL|ST JOHNS' },
  'CA-ON': {
    'America/Toronto':
      'BARRIE|BRAMPTON|CALEDON|CONCORD|ETOBICOKE|GUELPH|HAMILTON|KINGSTON|KITCHENER|LONDON|MARKHAM|MISSISSAUGA|NORTH YORK|OAKVILLE|OTTAWA|RICHMOND HILL|SCARBOROUGH|SUDBURY|THUNDER BAY|TORONTO|VAUGHAN|WATERLOO|WINDSOR',
    'America/Winnipeg': 'DRYDEN|KENORA',
  },
  'CA-QC': {
    'America/Toronto':
      'DORVAL|GATINEAU|LACHINE|LAVAL|LONGUEUIL|MIRABEL|MONTREAL|QUEBEC|SAINT LAURENT|SHERBROOKE|TROIS RIVIERES',
  },
  'CA-SK': { 'America/Regina': 'MOOSE JAW|PRINCE ALBERT|REGINA|SASKATOON' },
  'AU-NSW': { 'Australia/Sydney': 'NEWCASTLE|PARRAMATTA|SYDNEY|WOLLONGONG' },
};
