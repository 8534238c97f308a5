import { compactOrAbsent, type Service, text } from 'waybill/kit';
import type { WireShipment } from './wire.ts';

/** The divisions by `service`. */
const divisions: Readonly<Record<string, string>> = {
  dgf: 'DHL Global Forwarding',
  dsc: 'DHL Supply Chain',
  ecommerce: 'DHL eCommerce',
  'ecommerce-apac': 'DHL eCommerce Asia Pacific',
  'ecommerce-europe': 'DHL eCommerce Europe',
  'ecommerce-iberia': 'DHL eCommerce Iberia',
  'ecommerce-ppl': 'PPL CZ',
  express: 'DHL Express',
  freight: 'DHL Freight',
  'parcel-de': 'DHL Paket',
  'parcel-nl': 'DHL Parcel Netherlands',
  'parcel-pl': 'DHL Parcel Poland',
  'parcel-uk': 'DHL Parcel UK',
  'post-de': 'Deutsche Post',
  'post-international': 'Deutsche Post International',
  sameday: 'DHL SameDay',
  svb: 'Deutsche Post registered mail',
};

/** The product bought; where only the division is known, that: its `service` as the code and its name. */
export function readService({ service, details }: WireShipment): Service | undefined {
  const division = text(service);
  const name = text(details?.product?.productName);
  return compactOrAbsent({
    code: text(details?.product?.productCode) ?? division,
    // `UNKNOWN - Product unknown`
    name: name !== undefined && !name.startsWith('UNKNOWN') ? name : nameOf(division),
  });
}

function nameOf(division: string | undefined): string | undefined {
  return division !== undefined && Object.hasOwn(divisions, division) ? divisions[division] : undefined;
}
