/**
 * The finer word beside a status, a closed list. Every sub-status of EasyPost, Shippo, AfterShip, ShipEngine, 17TRACK,
 * Ship24 and karrio has an image here. A detail may stand with more than one status: `damaged` with `exception` while
 * the parcel travels, with `delivered` when it arrived so, with `info` when the report came later.
 */
export const statusDetails = [
  // Before the carrier has it
  'label_created', // announced; nothing was handed over yet
  'label_expired', // the label, often a return label, may no longer be used
  'pickup_scheduled', // a collection at the sender is booked or under way
  'pickup_failed', // the carrier came to collect and got nothing
  'not_received', // announced, and the carrier says that it still waits for the parcel
  // Acceptance
  'picked_up', // collected from the sender
  'dropped_off', // brought to a counter, shop or locker by the sender
  'accepted', // the carrier has it; how is not said
  // Movement
  'received_at_origin_facility',
  'departed_origin_facility',
  'arrived_at_facility',
  'processed_at_facility', // sorted, loaded, unloaded, weighed, stored on the way
  'departed_facility',
  'departed_origin_country',
  'arrived_in_destination_country',
  'arrived_at_destination_facility', // the last building before delivery
  'preparing_for_delivery',
  'to_pickup_point', // moving to a shop, locker or post office for collection
  'handed_to_partner', // another carrier or the post does the next leg
  'received_from_partner', // taken over from the carrier of an earlier leg
  'forwarded', // sent on to another address
  'relabelled', // got a new label or number
  'repackaged',
  'split', // the pieces of a shipment travel apart
  'problem_resolved', // an exception is over
  // Customs
  'customs_processing',
  'customs_cleared',
  'customs_delayed',
  'customs_held', // waits for an authority, a broker or an unnamed reason
  'customs_inspection',
  'customs_documents_required',
  'customs_payment_due',
  'customs_rejected',
  // Delivery
  'loaded_on_vehicle',
  'arriving_soon',
  'delivery_scheduled', // a day or an appointment is fixed
  'delivery_rescheduled', // moved to another day
  // Attempt
  'recipient_unavailable', // nobody there
  'business_closed',
  'no_access', // gate, dog, construction, full mailbox: the door could not be reached
  'no_safe_place',
  'notice_left',
  'identification_failed', // age, identity or authority was not proved
  'signature_required',
  'payment_due', // cash on delivery or charges not paid
  'final_attempt',
  // Waiting for the recipient
  'at_pickup_point', // shop or access point
  'at_locker',
  'at_post_office',
  'at_carrier_location', // the carrier's own counter or terminal
  'pickup_reminder',
  'not_collected', // the time to collect ran out
  // Delivered
  'signed_for',
  'collected', // by the recipient, at a pick-up point
  'delivered_to_neighbour',
  'delivered_to_mailbox',
  'delivered_to_po_box',
  'delivered_to_locker',
  'delivered_to_reception', // front desk, mail room, concierge, dock, garage attendant
  'delivered_to_safe_place', // left at a door, porch, garage, or another agreed place
  'delivered_to_agent', // someone acting for the recipient
  'delivered_to_other_address', // where the recipient redirected it
  'delivered_by_partner', // the last-mile carrier or the post delivered it
  'delivered_in_part',
  'payment_collected', // cash on delivery was paid
  // Exceptions
  'delayed',
  'weather_delay',
  'natural_disaster',
  'force_majeure', // strike, unrest, emergency, epidemic
  'transport_delay', // vehicle, flight, train, road, breakdown
  'operational_delay', // capacity, volume, missed connection, late arrival, sorting
  'closed_day', // holiday or weekend
  'security_check',
  'missorted', // misrouted, missent
  'address_issue', // wrong, incomplete or unknown address
  'information_required', // the carrier needs an answer from sender or recipient
  'incorrect_declaration', // data, contents, value or measures are not what the sender declared
  'recipient_moved',
  'recipient_deceased',
  'refused', // by the recipient
  'rejected_by_carrier', // not accepted for carriage: rules, size, weight, area
  'size_or_weight_exceeded',
  'packaging_issue',
  'dangerous_or_prohibited',
  'damaged',
  'contents_missing',
  'lost',
  'under_investigation',
  'seized',
  'destroyed', // or disposed of, sold, donated
  'undeliverable',
  'out_of_service_area',
  'held', // stopped by the carrier; why is not said
  'held_at_request', // by sender or recipient
  // Return
  'return_requested',
  'return_to_sender',
  // Cancellation
  'cancelled_by_sender',
  'cancelled_by_recipient',
  // Lines that do not move the parcel
  'estimate_updated',
  'delivery_change_requested', // redirect, hold, other day, instructions: asked for
  'delivery_change_confirmed', // … and done or accepted
  'delivery_change_cancelled',
  'address_corrected',
  'recipient_notified',
  'photo_available',
  'proof_available',
  'claim', // claim or refund opened, paid, closed
  'tracking_expired', // the carrier stopped showing it
] as const;

/** One of {@link statusDetails}. */
export type StatusDetail = (typeof statusDetails)[number];
