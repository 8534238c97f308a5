import type { StatusTable } from 'waybill/kit';

/**
 * FedEx's rolled-up codes (`derivedStatusCode`, `derivedCode`), too coarse for out for delivery and ready for pick-up:
 * asked only where the scan code is unknown. There is no published list; these were seen.
 */
export const derivedCodes: StatusTable = {
  AF: ['in_transit', 'arrived_at_facility'],
  AR: ['in_transit', 'arrived_at_facility'],
  CA: ['cancelled'],
  CC: ['in_transit', 'customs_cleared'],
  CD: ['exception', 'customs_delayed'],
  CP: ['in_transit', 'customs_processing'],
  DE: ['exception'],
  DL: ['delivered'],
  DP: ['in_transit', 'departed_facility'],
  DU: ['unknown'], // seen in the field, never explained; so are TA and TD
  DY: ['exception', 'delayed'],
  FD: ['in_transit', 'arrived_at_destination_facility'],
  HL: ['available_for_pickup'],
  IN: ['pre_transit', 'label_created'],
  IT: ['in_transit'],
  OC: ['pre_transit', 'label_created'],
  OD: ['out_for_delivery'],
  OW: ['in_transit'],
  PU: ['in_transit', 'picked_up'],
  RF: ['exception', 'refused'],
  RL: ['exception', 'delayed'], // running late
  RS: ['returning', 'return_to_sender'],
  SE: ['exception'],
  TA: ['unknown'],
  TD: ['unknown'],
};

/** What `serviceCommitMessage.type` says of the parcel; asked only where the codes leave something open. */
export const commitMessages: StatusTable = {
  BROKER_DELIVERED_DESCRIPTION: ['info'],
  CANCELLED_DESCRIPTION: ['cancelled'],
  DELIVERY_IN_MULTIPLE_PIECE_SHIPMENT: ['info'],
  ESTIMATED_DELIVERY_DATE_UNAVAILABLE: ['info'],
  EXCEPTION_IN_MULTIPLE_PIECE_SHIPMENT: ['info'],
  FINAL_DELIVERY_ATTEMPTED: ['delivery_attempted', 'final_attempt'],
  FIRST_DELIVERY_ATTEMPTED: ['delivery_attempted'],
  HELD_PACKAGE_AVAILABLE_FOR_RECIPIENT_PICKUP: ['available_for_pickup'],
  HELD_PACKAGE_AVAILABLE_FOR_RECIPIENT_PICKUP_WITH_ADDRESS: ['available_for_pickup'],
  HELD_PACKAGE_NOT_AVAILABLE_FOR_RECIPIENT_PICKUP: ['in_transit', 'to_pickup_point'],
  SHIPMENT_LABEL_CREATED: ['pre_transit', 'label_created'],
  SUBSEQUENT_DELIVERY_ATTEMPTED: ['delivery_attempted'],
  USPS_DELIVERED: ['delivered', 'delivered_by_partner'],
  USPS_DELIVERING: ['in_transit', 'handed_to_partner'],
};
