import { compact, type Reference } from 'waybill/kit';

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
