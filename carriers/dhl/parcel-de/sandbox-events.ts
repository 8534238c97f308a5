import type { LifeEventKind } from 'waybill/kit';

/** Event, reason and standard event as DHL lists them together, and a sentence of the sandbox's own. */
export type SandboxCodes = readonly [ice: string, ric: string, standardEvent: string, words: string];

/** How DHL Paket tells a moment. It has no code for weather, which is force majeure, nor for a refund. */
export const codesOf: Readonly<Record<LifeEventKind, SandboxCodes>> = {
  address_issue: ['EXPHD', 'BDADD', 'BV', 'The address is incomplete'],
  arrived_at_destination_facility: ['ULFMV', 'UNLDD', 'PO', 'The parcel has arrived at the delivery base'],
  arrived_at_facility: ['ULFMV', 'UNLDD', 'EE', 'The parcel has arrived at a parcel center'],
  available_for_pickup: ['CNRFC', 'SERPT', 'ZF', 'The parcel is ready to be collected'],
  cancelled: ['CANCL', 'NRQRD', 'BV', 'The order was cancelled'],
  collected: ['DLVRD', 'SERPT', 'ZU', 'The recipient has collected the parcel'],
  customs_cleared: ['RSDCP', 'OARRV', 'ZO', 'The parcel has been cleared by customs'],
  customs_held: ['HLDCU', 'NORSN', 'ZO', 'The parcel is held by customs'],
  damaged: ['DMGDS', 'DMGPC', 'BV', 'The parcel was found damaged'],
  delivered: ['DLVRD', 'ACCPT', 'ZU', 'The parcel has been delivered'],
  delivered_by_post: ['DLVRD', 'HNDTC', 'ZU', 'The partner has delivered the parcel'],
  delivered_to_neighbour: ['DLVRD', 'NGHBR', 'ZU', 'The parcel has been left with a neighbour'],
  delivery_attempted: ['NTDEL', 'NHOME', 'ZN', 'The recipient was not at home'],
  departed_facility: ['LDTMV', 'MVMTV', 'AA', 'The parcel has left the parcel center'],
  dropped_off: ['SHRCU', 'SERPT', 'ES', 'The parcel has been posted at a branch'],
  handed_to_post: ['TRBCR', 'NRQRD', 'BV', 'The parcel was handed to the partner'],
  label_created: ['PARCV', 'NRQRD', 'VA', 'The shipment data has arrived'],
  lost: ['EXPHD', 'LOSTX', 'BV', 'The parcel is lost'],
  out_for_delivery: ['SRTED', 'NRQRD', 'PO', 'The parcel is out for delivery'],
  picked_up: ['PCKDU', 'PUBCR', 'AE', 'The parcel has been picked up'],
  refund_note: ['PMTCR', 'NRQRD', 'GT', 'A payment was made'],
  refused: ['DLVRF', 'OTHER', 'ZN', 'The recipient refused the parcel'],
  returned: ['DLVRD', 'ACCPT', 'ZU', 'The parcel is back with the sender'],
  returning: ['RETRN', 'OTHER', 'ZN', 'The parcel goes back to the sender'],
  weather_delay: ['MVTEX', 'FRMJR', 'BV', 'The parcel is late because of weather'],
};
