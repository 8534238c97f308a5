import { compact, compactOrAbsent, type Dimensions, type Place, type Reference, type Weight } from 'waybill/kit';
import { countryOf } from './countries.ts';

/** A checkpoint as either API of DHL Express tells it. */
export interface Checkpoint {
  /** `2026-11-20`, at the service area. */
  readonly date: string | undefined;
  /** `14:30:00`, at the service area. */
  readonly time: string | undefined;
  /** `+09:00`; the MyDHL API tells it for one waybill at a time, XML Services never. */
  readonly offset?: string | undefined;
  readonly code: string | undefined;
  readonly description: string | undefined;
  /** What DHL adds for the customer: `Clearance event` alone says little. */
  readonly remark?: string | undefined;
  /** What comes next, or what the customer is to do. */
  readonly nextStep?: string | undefined;
  readonly area: Place | undefined;
  /** A name on a delivery only; stations, weights and times on other checkpoints of XML Services. */
  readonly signatory?: string | undefined;
  /** Where it stands in the payload. */
  readonly path: string;
}

/** A piece of a shipment, by its licence plate. */
export interface ExpressPiece {
  readonly trackingNumber: string;
  readonly checkpoints: readonly Checkpoint[];
  readonly weight: Weight | undefined;
  readonly dimensions: Dimensions | undefined;
}

/** A shipment as either API of DHL Express tells it, read but not yet interpreted. */
export interface ExpressShipment {
  readonly trackingNumber: string;
  /** A word on its state, where the answer has one in place of the outcome of the look-up. */
  readonly stated?: string | undefined;
  readonly productCode: string | undefined;
  /** Canonical, without an offset: DHL gives none. */
  readonly shippedAt: string | undefined;
  /** Canonical. */
  readonly estimate: string | undefined;
  readonly origin: Place | undefined;
  readonly destination: Place | undefined;
  readonly weight: Weight | undefined;
  readonly references: readonly Reference[];
  readonly pieceCount: number | undefined;
  /** Oldest first. */
  readonly checkpoints: readonly Checkpoint[];
  readonly pieces: readonly ExpressPiece[];
}

/** The address of sender or receiver as far as it is told; for a town that is withheld the service area stands in. */
export function partyPlaceOf(
  { country: stated, ...address }: Record<'city' | 'region' | 'postalCode' | 'country', string | undefined>,
  area: Place | undefined,
): Place | undefined {
  const country = stated === undefined ? undefined : countryOf(stated);
  const told = compactOrAbsent(address);
  return compactOrAbsent(told === undefined ? { country, ...area } : { ...told, country });
}

/** Kinds of references by their code (MyDHL API 3.1.1, `shipperReferences.typeCode`). */
const kinds: Readonly<Record<string, string>> = {
  AAO: 'receiver_reference',
  ACP: 'payer_account',
  ACR: 'receiver_account',
  ACS: 'shipper_account',
  CDN: 'customs_declaration',
  CO: 'purchase_order',
  CU: 'customer_reference',
  FF: 'forwarder_reference',
  FN: 'freight_bill',
  IBC: 'inbound_center_reference',
  LLR: 'load_list',
  OBC: 'outbound_center_reference',
  PRN: 'pickup_request',
  STD: 'shipment_id',
};

/** A reference of the shipper's; without a type it is the consignor's own, as for DHL. */
export function referenceOf(value: string | undefined, typeCode = 'CU'): readonly Reference[] {
  if (value === undefined) return [];
  const kind = Object.hasOwn(kinds, typeCode) ? kinds[typeCode] : typeCode.toLowerCase();
  return [compact({ kind, value })];
}
