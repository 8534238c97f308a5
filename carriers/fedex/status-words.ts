import type { Meaning } from 'waybill/kit';

/** FedEx's English words for a thing, and what they mean; the first that fits counts. Read only where no code decides. */
export type Wordings = readonly (readonly [wording: RegExp, meaning: Meaning])[];

/** Why something went wrong, where the reason has no code, or one that says no more than that something did. */
export const exceptionWordings: Wordings = [
  [/refus/i, ['exception', 'refused']],
  [/return tracking (?:number|no\b|#)/i, ['returning', 'return_to_sender']],
  [/\bunable to (?:locate|find) (?:the |this )?address/i, ['exception', 'address_issue']],
  [
    /\b(?:bad|incorrect|incomplete|insufficient|invalid|wrong) (?:\w{1,12} )?address|\baddress (?:is |was )?(?:incorrect|incomplete|invalid|wrong)/i,
    ['exception', 'address_issue'],
  ],
  [/\b(?:recipient|customer|business) (?:has |have )?moved/i, ['exception', 'recipient_moved']],
  [
    /not available or business closed|\b(?:recipient|customer|consignee) (?:was |is )?(?:not available|unavailable|not (?:at )?home|not in)\b|\bno one (?:was )?(?:available|home)/i,
    ['delivery_attempted', 'recipient_unavailable'],
  ],
  [/\bstrike|labou?r dispute|civil unrest/i, ['exception', 'force_majeure']],
  [/holiday/i, ['exception', 'closed_day']],
  [/business (?:was |is )?closed|after close time/i, ['delivery_attempted', 'business_closed']],
  [/future delivery|delivery (?:on )?another day|delivery date change/i, ['exception', 'delivery_rescheduled']],
  [/(?:re-?route|address change|change of address) requested/i, ['info', 'delivery_change_requested']],
  [/redirected your package|redirecting to fedex/i, ['in_transit', 'to_pickup_point']],
  [/hold at (?:fedex )?location request/i, ['info', 'delivery_change_requested']],
  [/\brequested (?:a )?hold|\bhold requested|held at (?:\w{1,12} )?request/i, ['exception', 'held_at_request']],
  [/available for pick-? ?up/i, ['available_for_pickup']],
  [
    /signature (?:is |was )?required|unable to obtain (?:a )?signature|no signature/i,
    ['exception', 'signature_required'],
  ],
  [/collect payment|payment (?:is |was )?(?:due|required)|cash on delivery/i, ['delivery_attempted', 'payment_due']],
  [/delivery restriction|security delay|no access|unable to access|(?:gate|access) code/i, ['exception', 'no_access']],
  [/damage/i, ['exception', 'damaged']],
  [/unable to locate|cannot (?:be )?locate|\blost\b/i, ['exception', 'lost']],
  [/natural disaster|earthquake|wildfire|volcan/i, ['exception', 'natural_disaster']],
  [/weather|snow|storm|hurricane|tornado|\bflood/i, ['exception', 'weather_delay']],
  [/paperwork|missing document|documentation|commercial invoice/i, ['exception', 'customs_documents_required']],
  [/\bdut(?:y|ies)\b|\btaxes\b/i, ['exception', 'customs_payment_due']],
  [/available for clearance/i, ['in_transit', 'customs_processing']],
  [/customs|clearance|regulatory/i, ['exception', 'customs_delayed']],
  [/wrong route|mis-?sort|mis-?rout/i, ['exception', 'missorted']],
  [/dangerous goods|\bdg commodity|hazardous/i, ['exception', 'dangerous_or_prohibited']],
  [/exceeds? (?:\w{1,12} )?(?:size|weight)/i, ['exception', 'size_or_weight_exceeded']],
  [/exceeds? (?:service )?limits/i, ['exception', 'rejected_by_carrier']],
  [/(?:not in|outside) (?:the |our )?(?:service|delivery) area/i, ['exception', 'out_of_service_area']],
  [/mechanical|accident|plane arrived late|transportation delay|uplift/i, ['exception', 'transport_delay']],
  [
    /operational|high volume|missed (?:aircraft|truck|flight)|after (?:aircraft|couriers)|past cut-?off/i,
    ['exception', 'operational_delay'],
  ],
  [/unable to deliver|undeliverable/i, ['exception', 'undeliverable']],
  [/delay|not attempted|not delivered/i, ['exception', 'delayed']],
  [/\bon hold\b|\bheld\b/i, ['exception', 'held']],
];

/** That it goes back already; what would happen some day ("will be returned") is no return. */
export const returningWords =
  /(?<!\b(?:will|may|can|could|would|must|to) be )\breturn(?:ed|ing) (?:(?:the )?(?:package|shipment) )?to (?:the )?(?:shipper|sender)/i;

/** Where it was left, beside a delivery. */
export const deliveryWordings: Wordings = [
  [/neighbou?r/i, ['delivered', 'delivered_to_neighbour']],
  [/mail ?box/i, ['delivered', 'delivered_to_mailbox']],
  [/locker/i, ['delivered', 'delivered_to_locker']],
  [/front desk|reception|mail ?room|concierge|leasing office/i, ['delivered', 'delivered_to_reception']],
  [/postal service|\busps\b/i, ['delivered', 'delivered_by_partner']],
  [/left at|released/i, ['delivered', 'delivered_to_safe_place']],
];

/** Which building it was, where neither the code nor the kind of place tells. */
export const facilityWordings: Readonly<Record<string, Wordings>> = {
  arrived_at_facility: [
    [
      /\bat (?:the )?local fedex|\bdest(?:ination)? (?:sort )?facility/i,
      ['in_transit', 'arrived_at_destination_facility'],
    ],
    [/\borigin (?:sort )?facility/i, ['in_transit', 'received_at_origin_facility']],
    [/\bport of entry/i, ['in_transit', 'arrived_in_destination_country']],
  ],
  departed_facility: [[/\b(?:left|departed) (?:the )?(?:fedex )?origin/i, ['in_transit', 'departed_origin_facility']]],
};

/** What happened, where a line has no code that we know. */
export const eventWordings: Wordings = [
  [/^delivered\b/i, ['delivered']],
  [/\bsent to (?:the )?(?:usps|u\.s\. postal)/i, ['info']],
  [
    /information sent to fedex|label (?:has been )?created|order (?:created|processed)/i,
    ['pre_transit', 'label_created'],
  ],
  [/out for delivery|on (?:the )?(?:fedex )?vehicle for delivery|en ?route to delivery/i, ['out_for_delivery']],
  [/not (?:yet )?available for pick-? ?up/i, ['in_transit', 'to_pickup_point']],
  [
    /(?:ready|available|held at fedex location) for (?:\w{1,12} )?pick-? ?up|^hold at location$/i,
    ['available_for_pickup'],
  ],
  [returningWords, ['returning', 'return_to_sender']],
  [/^(?:shipment |package )?cancell?ed/i, ['cancelled']],
  [/\bpicked up/i, ['in_transit', 'picked_up']],
  [/\bdropped off|\btendered at/i, ['in_transit', 'dropped_off']],
  [/clearance delay/i, ['exception', 'customs_delayed']],
  [/clearance in progress/i, ['in_transit', 'customs_processing']],
  [/cleared customs|international shipment release/i, ['in_transit', 'customs_cleared']],
  [/\barriving (?:early|on-? ?time)|delivery updated/i, ['info', 'estimate_updated']],
  [/\b(?:delivery|shipment) exception|unable to deliver/i, ['exception']],
  [/\bdelay(?:ed)?\b|running late/i, ['exception', 'delayed']],
  [/in fedex possession/i, ['in_transit', 'accepted']],
  [/\b(?:left|departed) (?:the )?(?:fedex )?origin/i, ['in_transit', 'departed_origin_facility']],
  [/^(?:left|departed)\b/i, ['in_transit', 'departed_facility']],
  [
    /\bat (?:the )?local fedex|\bat dest(?:ination)? |at fedex destination/i,
    ['in_transit', 'arrived_at_destination_facility'],
  ],
  [/\bat (?:the )?fedex origin/i, ['in_transit', 'received_at_origin_facility']],
  [/^arrived\b|\bat (?:sort|fedex) facility/i, ['in_transit', 'arrived_at_facility']],
  [/\bin transit\b|\bon the way\b/i, ['in_transit']],
];

/** The meaning of the first of these words that has one. */
export function meaningOfWords(wordings: Wordings, texts: readonly (string | undefined)[]): Meaning | undefined {
  for (const text of texts) {
    const found = text === undefined ? undefined : wordings.find(([wording]) => wording.test(text));
    if (found !== undefined) return found[1];
  }
  return undefined;
}
