import {
  type ConnectionOptions,
  type Inquiry,
  isDateOnly,
  type RequestOptions,
  readTime,
  resolveBaseUrl,
  type WireRequest,
} from 'waybill/kit';

const hosts = { production: 'https://apis.fedex.com', test: 'https://apis-sandbox.fedex.com' };
const mostDays = 30;

/** Scheme, host and prefix that the options lead to, without a slash at the end. */
export function baseUrlOf(options: ConnectionOptions): string {
  return resolveBaseUrl(options, hosts);
}

/** A request of the Track API v1. */
export function trackApiRequest(
  connection: ConnectionOptions,
  path: string,
  body: object,
  { requestId }: RequestOptions,
): WireRequest {
  return {
    method: 'POST',
    url: `${baseUrlOf(connection)}/track/v1/${path}`,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      'x-locale': fedexLocale(connection.locale),
      'x-customer-transaction-id': requestId,
    },
    body: JSON.stringify(body),
  };
}

/** The request for up to thirty numbers (`POST /track/v1/trackingnumbers`). */
export function trackRequest(
  connection: ConnectionOptions,
  inquiries: readonly Inquiry[],
  options: RequestOptions,
): WireRequest {
  const body = { includeDetailedScans: true, trackingInfo: inquiries.map(trackingInfo) };
  return trackApiRequest(connection, 'trackingnumbers', body, options);
}

/** A number with what tells its shipments apart (`trackingInfo`). */
export function trackingInfo(inquiry: Inquiry): Readonly<Record<string, unknown>> {
  const { trackingNumber, uniqueId } = inquiry;
  return {
    ...shipDates(inquiry),
    trackingNumberInfo: { trackingNumber, ...(uniqueId !== undefined && { trackingNumberUniqueId: uniqueId }) },
  };
}

/**
 * Ship dates as FedEx takes them: both ends, in order, at most thirty days apart. Anything else would be refused, and
 * the batch with it; the hints then choose among the shipments of the answer.
 */
export function shipDates({
  shippedAfter,
  shippedBefore,
}: Pick<Inquiry, 'shippedAfter' | 'shippedBefore'>): ShipDates | undefined {
  const begin = readTime(shippedAfter);
  const end = readTime(shippedBefore);
  if (begin === undefined || end === undefined || !isDateOnly(begin) || !isDateOnly(end)) return undefined;
  const days = (Date.parse(end) - Date.parse(begin)) / 86_400_000;
  return days < 0 || days > mostDays ? undefined : { shipDateBegin: begin, shipDateEnd: end };
}

/** The first and the last day that it may have been shipped, `YYYY-MM-DD`. */
export interface ShipDates {
  readonly shipDateBegin: string;
  readonly shipDateEnd: string;
}

/** What `x-locale` accepts (Track API, "Locales"); the first of a language is taken where no region is asked for. */
const locales =
  'en_US en_CA en_GB ar_AE bg_BG cs_CZ da_DK de_DE de_CH el_GR es_ES es_AR es_MX es_US et_EE fi_FI fr_FR fr_CA hu_HU ' +
  'it_IT ja_JP ko_KR lt_LT lv_LV nl_NL no_NO pl_PL pt_BR pt_PT ro_RO ru_RU sk_SK sl_SI sv_SE th_TH tr_TR uk_UA vi_VN ' +
  'zh_CN zh_HK zh_TW';

/** Norwegian has two written forms, and FedEx a single code. */
const spokenAs: Readonly<Record<string, string>> = { nb: 'no', nn: 'no' };

/** FedEx's locale for a BCP 47 tag: `de-AT` gives `de_DE`, a language that FedEx does not write gives `en_US`. */
function fedexLocale(tag: string | undefined): string {
  const [spoken = '', ...subtags] = (tag ?? '').trim().split(/[-_]/);
  const language = spokenAs[spoken.toLowerCase()] ?? spoken.toLowerCase();
  const region = subtags.find((subtag) => subtag.length === 2)?.toUpperCase();
  const offered = locales.split(' ').filter((locale) => locale.startsWith(`${language}_`));
  return offered.find((locale) => locale === `${language}_${region ?? ''}`) ?? offered[0] ?? 'en_US';
}
