import type { Inquiry, RequestOptions, WireRequest } from 'waybill/kit';
import { escapeXml } from 'waybill/kit-xml';
import { isWaybill } from '../shared/express-numbers.ts';

/** What goes into every request of one carrier object. */
export interface RequestSettings {
  readonly baseUrl: string;
  readonly siteId: string;
  readonly password: string;
  /** ISO 639-1. */
  readonly language: string;
}

/**
 * `KnownTrackingRequest` 1.0 for waybills or for pieces; the schema allows one kind. Of a batch of both the waybills are
 * asked for. The credentials stand in the body.
 */
export function trackRequest(
  { baseUrl, siteId, password, language }: RequestSettings,
  inquiries: readonly Inquiry[],
  { requestId }: RequestOptions,
): WireRequest {
  const numbers = inquiries.map(({ trackingNumber }) => trackingNumber);
  const waybills = numbers.filter(isWaybill);
  const [element, asked] = waybills.length > 0 ? ['AWBNumber', waybills] : ['LPNumber', numbers];
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<req:KnownTrackingRequest xmlns:req="http://www.dhl.com" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.dhl.com TrackingRequestKnown.xsd" schemaVersion="1.0">
<Request><ServiceHeader><MessageReference>${referenceOf(requestId)}</MessageReference><SiteID>${escapeXml(siteId)}</SiteID><Password>${escapeXml(password)}</Password></ServiceHeader></Request>
<LanguageCode>${escapeXml(language)}</LanguageCode>
${asked.map((number) => `<${element}>${escapeXml(number)}</${element}>`).join('')}
<LevelOfDetails>ALL_CHECK_POINTS</LevelOfDetails><PiecesEnabled>B</PiecesEnabled>
</req:KnownTrackingRequest>`;
  return {
    method: 'POST',
    url: `${baseUrl}/XMLShippingServlet`,
    headers: { accept: 'text/xml, application/xml', 'content-type': 'text/xml; charset=utf-8' },
    body,
  };
}

/** 28 to 32 letters and digits, as the schema wants. */
function referenceOf(requestId: string): string {
  return requestId
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .padStart(28, '0')
    .slice(-32);
}
