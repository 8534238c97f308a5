import type { StatusTable } from 'waybill/kit';

/** Values of `statusCategory`, in small letters and without punctuation; USPS publishes no list of them. */
export const statusCategories: StatusTable = {
  accepted: ['in_transit', 'accepted'],
  alert: ['exception'],
  'arriving early': ['in_transit'],
  'arriving late': ['in_transit', 'delayed'],
  'arriving on time': ['in_transit'],
  'available for pickup': ['available_for_pickup'],
  'awaiting delivery': ['in_transit'],
  delivered: ['delivered'],
  'delivered to agent': ['delivered', 'delivered_to_agent'],
  'delivered to original sender': ['returned'],
  'delivery attempt': ['delivery_attempted'],
  'delivery attempt action needed': ['delivery_attempted', 'notice_left'],
  'in transit': ['in_transit'],
  'in transit arriving late': ['in_transit', 'delayed'],
  'moving through network': ['in_transit'],
  'on the way': ['in_transit'],
  'out for delivery': ['out_for_delivery'],
  'pre shipment': ['pre_transit', 'label_created'],
  'return to sender': ['returning', 'return_to_sender'],
  'returned to sender': ['returning', 'return_to_sender'], // given on the way back; delivery to the sender has its own
  'usps awaiting item': ['pre_transit', 'label_created'],
};
