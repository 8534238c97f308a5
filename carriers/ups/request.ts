import { type ConnectionOptions, compact, pathSegment, resolveBaseUrl, type WireRequest } from 'waybill/kit';
import type { UpsWebhookOptions } from './push.ts';

/** Options of `ups()`. */
export interface UpsOptions extends ConnectionOptions, UpsWebhookOptions {
  /** Client id and secret of an application that has the Tracking product. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** The six characters of the UPS account, sent with the token request; needed by some accounts only. */
  readonly merchantId?: string;
  /** Your name, for UPS to see where calls come from (header `transactionSrc`). Default `waybill`. */
  readonly transactionSource?: string;
  /** Asks for milestones, too: for those who record answers, for they tell nothing that the activities do not. Default false. */
  readonly milestones?: boolean;
  /** Asks for the signature image, so that its being there shows as a proof. Needs rights to the parcel. Default false. */
  readonly signature?: boolean;
  /** Asks for the proof-of-delivery document, so that its being there shows as a proof. Default false. */
  readonly proofOfDelivery?: boolean;
  /**
   * Asks for the shipment that a number belongs to, fifty packages a call, so that `pieces` holds all of them. UPS gives
   * no milestones, signatures and documents there. Default false: the package alone, in one call.
   */
  readonly wholeShipment?: boolean;
}

const hosts = { production: 'https://onlinetools.ups.com', test: 'https://wwwcie.ups.com' } as const;

/** The host to call, without a slash at its end. */
export function baseUrlOf(options: ConnectionOptions): string {
  return resolveBaseUrl(options, hosts);
}

/** `GET /api/track/v1/details/{inquiryNumber}`: UPS has no request for several numbers. */
export function trackRequest(options: UpsOptions, trackingNumber: string, requestId: string): WireRequest {
  const { milestones = false, signature = false, proofOfDelivery = false } = options;
  const query = {
    returnSignature: String(signature),
    returnMilestones: String(milestones),
    returnPOD: String(proofOfDelivery),
  };
  return trackApiRequest(options, `details/${pathSegment(trackingNumber)}`, query, requestId);
}

/** Most packages that UPS sends in one answer unless asked for fewer (Track API, `count`). */
const pageSize = 50;

/** `GET /api/track/v1/shipment/details/{inquiryNumber}`: the packages of a shipment from the `offset`th on. */
export function shipmentRequest(
  options: UpsOptions,
  trackingNumber: string,
  offset: number,
  requestId: string,
): WireRequest {
  const page = { offset: String(offset), count: String(pageSize) };
  return trackApiRequest(options, `shipment/details/${pathSegment(trackingNumber)}`, page, requestId);
}

/** `GET /api/track/v1/…` with the locale, the parameters that are there, and the headers that the Track API wants. */
export function trackApiRequest(
  options: UpsOptions,
  path: string,
  parameters: Readonly<Record<string, string | undefined>>,
  requestId: string,
): WireRequest {
  const query = new URLSearchParams({ locale: localeOf(options.locale), ...compact(parameters) });
  return {
    method: 'GET',
    url: `${baseUrlOf(options)}/api/track/v1/${path}?${query}`,
    // Without these two UPS refuses the request ("Missing transId").
    headers: {
      accept: 'application/json',
      transId: requestId,
      transactionSrc: options.transactionSource ?? 'waybill',
    },
  };
}

/** `en-US` as UPS writes it, `en_US`; a script subtag (`zh-Hant-TW`) is left out. */
function localeOf(tag = 'en-US'): string {
  const [language = 'en', ...subtags] = tag.split(/[-_]/);
  const region = subtags.find((subtag) => subtag.length === 2);
  return region === undefined ? language.toLowerCase() : `${language.toLowerCase()}_${region.toUpperCase()}`;
}
