import type { LifeEventKind } from 'waybill/kit';

/** How FedEx writes a moment of a parcel's life. */
export interface ScanScript {
  readonly eventType: string;
  readonly eventDescription: string;
  readonly derivedStatusCode: string;
  readonly derivedStatus: string;
  readonly locationType: string;
  readonly exceptionCode?: string;
  readonly exceptionDescription?: string;
  readonly delayDetail?: { readonly type: string; readonly status: string };
  /** `serviceCommitMessage.type` while this is the newest scan. */
  readonly commitMessage?: string;
}

type Rest = Partial<Omit<ScanScript, 'eventType' | 'eventDescription' | 'locationType'>>;

const inTransit = { derivedStatusCode: 'IT', derivedStatus: 'In transit' };
const atDoor = { derivedStatusCode: 'DE', derivedStatus: 'Delivery exception' };
const atHand = { derivedStatusCode: 'DL', derivedStatus: 'Delivered' };
const labelled = { derivedStatusCode: 'IN', derivedStatus: 'Label created' };
const taken = { derivedStatusCode: 'PU', derivedStatus: 'Picked up' };
const troubled = { derivedStatusCode: 'SE', derivedStatus: 'Shipment exception' };

function scan(eventType: string, locationType: string, eventDescription: string, rest: Rest = {}): ScanScript {
  return { eventType, eventDescription, locationType, ...inTransit, ...rest };
}

/** FedEx's scans for every kind of moment. Its own codes, but for a loss and a neighbour, which it only words. */
export const scanScripts: Readonly<Record<LifeEventKind, ScanScript>> = {
  label_created: scan('OC', 'CUSTOMER', 'Shipment information sent to FedEx', {
    ...labelled,
    commitMessage: 'SHIPMENT_LABEL_CREATED',
  }),
  picked_up: scan('PU', 'PICKUP_LOCATION', 'Picked up', taken),
  dropped_off: scan('DO', 'FEDEX_OFFICE_LOCATION', 'Dropped off', taken),
  arrived_at_facility: scan('AR', 'FEDEX_FACILITY', 'Arrived at FedEx location'),
  departed_facility: scan('DP', 'FEDEX_FACILITY', 'Departed FedEx location'),
  arrived_at_destination_facility: scan('AR', 'DESTINATION_FEDEX_FACILITY', 'At local FedEx facility'),
  customs_held: scan('CD', 'PORT_OF_ENTRY', 'Clearance delay', {
    derivedStatusCode: 'CD',
    derivedStatus: 'Clearance delay',
    delayDetail: { type: 'CLEARANCE', status: 'DELAYED' },
  }),
  customs_cleared: scan('CC', 'PORT_OF_ENTRY', 'International shipment release'),
  weather_delay: scan('DY', 'FEDEX_FACILITY', 'Delay', {
    derivedStatusCode: 'DY',
    derivedStatus: 'Delay',
    exceptionDescription: 'Package delayed by weather',
    delayDetail: { type: 'WEATHER', status: 'DELAYED' },
  }),
  damaged: scan('SE', 'FEDEX_FACILITY', 'Shipment exception', {
    ...troubled,
    exceptionCode: '37',
    exceptionDescription: 'Package damage observed',
  }),
  lost: scan('SE', 'FEDEX_FACILITY', 'Shipment exception', {
    ...troubled,
    exceptionDescription: 'Unable to locate package',
  }),
  address_issue: scan('DE', 'DESTINATION_FEDEX_FACILITY', 'Delivery exception', {
    ...atDoor,
    exceptionCode: '03',
    exceptionDescription: 'Incorrect address',
  }),
  out_for_delivery: scan('OD', 'VEHICLE', 'On FedEx vehicle for delivery'),
  delivery_attempted: scan('DE', 'DELIVERY_LOCATION', 'Delivery exception', {
    ...atDoor,
    exceptionCode: '08',
    exceptionDescription: 'Customer not available or business closed',
    commitMessage: 'FIRST_DELIVERY_ATTEMPTED',
  }),
  available_for_pickup: scan('HP', 'FEDEX_OFFICE_LOCATION', 'Ready for recipient pickup', {
    exceptionDescription: 'Package available for pickup',
    commitMessage: 'HELD_PACKAGE_AVAILABLE_FOR_RECIPIENT_PICKUP',
  }),
  collected: scan('DL', 'FEDEX_OFFICE_LOCATION', 'Delivered', {
    ...atHand,
    exceptionCode: '005',
    exceptionDescription: 'Delivered to recipient at FedEx Office',
  }),
  delivered: scan('DL', 'DELIVERY_LOCATION', 'Delivered', atHand),
  delivered_to_neighbour: scan('DL', 'DELIVERY_LOCATION', 'Delivered', {
    ...atHand,
    exceptionDescription: 'Left with neighbor',
  }),
  handed_to_post: scan('AX', 'NON_FEDEX_FACILITY', 'At USPS facility'),
  delivered_by_post: scan('DL', 'DELIVERY_LOCATION', 'Delivered', {
    ...atHand,
    exceptionDescription: 'Delivered by U.S. Postal Service',
    commitMessage: 'USPS_DELIVERED',
  }),
  refused: scan('DE', 'DELIVERY_LOCATION', 'Delivery exception', {
    ...atDoor,
    exceptionCode: '07',
    exceptionDescription: 'Shipment refused by recipient',
  }),
  returning: scan('RS', 'DESTINATION_FEDEX_FACILITY', 'Returning package to shipper', {
    derivedStatusCode: 'RS',
    derivedStatus: 'Returning to shipper',
  }),
  returned: scan('DL', 'DELIVERY_LOCATION', 'Delivered', atHand),
  cancelled: scan('CA', 'CUSTOMER', 'Shipment cancelled', {
    derivedStatusCode: 'CA',
    derivedStatus: 'Cancelled',
    commitMessage: 'CANCELLED_DESCRIPTION',
  }),
  // FedEx writes no line about a refund; this is the line it writes when its service desk closes a matter.
  refund_note: scan('IN', 'FEDEX_FACILITY', 'On Demand Care completed'),
};
