import type { Meaning } from 'waybill/kit';
import { meaningOfPhrase } from './status-phrases.ts';

/*
 * What DHL's English sentences mean. Most divisions send words and no code: eCommerce and eCommerce Europe the texts of
 * their published lists, Parcel DE, Poland and Global Forwarding sentences. The lists are not repeated here, neither as
 * text nor as hashes that nobody can read: each of their texts is found by its telling words, and a test proves that it
 * gets the meaning that its number has in the table. So a text that is reworded or new is read as well, and one that
 * tells nothing is left to DHL's `statusCode`.
 *
 * The first rule that fits decides; they are sorted from the special to the general. Texts come in lower case.
 */
const rules: readonly (readonly [words: RegExp, ...meaning: Meaning])[] = [
  // Papers, money and messages: they go their own way and say nothing of where the parcel is.
  [/has not yet been handed over/, 'pre_transit', 'label_created'],
  [/paper pod|proof of delivery d/, 'info', 'proof_available'],
  [/cod amount|money transfer/, 'info', 'payment_collected'],
  [/refund|\bclaim\b/, 'info', 'claim'],
  [
    /payment (received|confirmed|transferred)|data updated|is edited|not updated|alert received|customer's instruc|exited delivery/,
    'info',
  ],
  [/service resolution/, 'info', 'problem_resolved'],
  [/expected delivery|estimated time/, 'info', 'estimate_updated'],
  [/notified \(|notification has been/, 'info', 'recipient_notified'],
  [/decision: .*will be returned/, 'returning', 'return_requested'],
  [
    /recipient.s decision|requested changes|requested to|due recipient's request|booked by receiver/,
    'info',
    'delivery_change_requested',
  ],
  [/requested later|held according to/, 'info', 'held_at_request'],
  [/rescheduled by request/, 'info', 'delivery_rescheduled'],
  [/authorized to leave|redirected to parcel|service changed|address changed/, 'info', 'delivery_change_confirmed'],
  [/return label|approaching return/, 'info', 'return_requested'],
  [/agreed delivery/, 'info', 'delivery_scheduled'],
  [/partial delivery|partially del/, 'info', 'delivered_in_part'],
  [/address.*corrected/, 'info', 'address_corrected'],

  // Called off, or not handed over.
  [/cancel.*by sender/, 'cancelled', 'cancelled_by_sender'],
  [/^(?!.*(return|pick-?up|collection|request|instruction)).*cancel/, 'cancelled'],
  [
    /not collected - |unsuccessful (return pickup|collection)|pickup not successful|(nothing|no) (was )?picked|not dropped/,
    'exception',
    'pickup_failed',
  ],
  [/not yet received/, 'pre_transit', 'label_created'],

  // Going back.
  [/return handed out/, 'returned', 'collected'],
  [
    /returns? delivered|returned to customer|(delivered|handed over) (back )?(to|at) the (business )?s(ender|hipper)/,
    'returned',
  ],
  [/successful return pickup/, 'returning', 'picked_up'],
  [/return delivery rescheduled/, 'returning', 'delivery_rescheduled'],
  [/return parcel is hold/, 'returning', 'held'],
  [/return failed.*address/, 'returning', 'address_issue'],
  [/return failed.*moved|moved\b.*returned/, 'returning', 'recipient_moved'],
  [/return failed.*home/, 'returning', 'recipient_unavailable'],
  [/return failed.*closed/, 'returning', 'business_closed'],
  [/return failed.*access/, 'returning', 'no_access'],
  [/return failed.*re(fus|jec)|refused.*return|returned.*refused/, 'returning', 'refused'],
  [/returned, service/, 'returning', 'out_of_service_area'],
  [/return.*(invalid id|additional doc)/, 'returning', 'identification_failed'],
  [/document.*returned/, 'returning', 'customs_documents_required'],
  [/import.*terminated/, 'returning', 'customs_rejected'],
  [/return.*(not picked|expired)|expired.*return|picked up.*sent back/, 'returning', 'not_collected'],
  [/undeliverable.*return/, 'returning', 'undeliverable'],
  [/returned for re|redelivery attempt un/, 'delivery_attempted'],
  [/returned to warehouse/, 'in_transit', 'arrived_at_facility'],
  [/return(?! receipt)|sent back|transport container|way back/, 'returning', 'return_to_sender'],

  // Customs and duties.
  [/duty\/tax/, 'exception', 'customs_payment_due'],
  [/held for exam/, 'exception', 'customs_inspection'],
  [/clearance not possible/, 'exception', 'customs_rejected'],
  [/(customs|clearance) delay|delay.*(customs|clearance)/, 'exception', 'customs_delayed'],
  [/over to local customs/, 'available_for_pickup'],
  [/h[eo]ld.*customs/, 'exception', 'customs_held'],
  [/departed customs/, 'in_transit', 'departed_facility'],
  [
    /(cleared|released).*customs|customs cleared|clearance .*complete|(clearance|broker) release/,
    'in_transit',
    'customs_cleared',
  ],
  [/customs|clearance (proc|event)|for clearance|broker/, 'in_transit', 'customs_processing'],

  // What went wrong at the door, the reason first.
  [/refus|rejected after|delivery not accepted/, 'exception', 'refused'],
  [/held.*not available|on holiday|uncontactable/, 'exception', 'recipient_unavailable'],
  [
    /no response at|no one|not (available|at home|home|met)|absent|did not find|no authorized|missed (each|you)/,
    'delivery_attempted',
    'recipient_unavailable',
  ],
  [/no access|receptacle full/, 'delivery_attempted', 'no_access'],
  [/no secure/, 'delivery_attempted', 'no_safe_place'],
  [/handed over.*closed/, 'exception', 'business_closed'],
  [/business closed|closed on|consignee closed/, 'delivery_attempted', 'business_closed'],
  [/notice left/, 'delivery_attempted', 'notice_left'],
  [/mandatory id/, 'delivery_attempted', 'identification_failed'],
  [/delivered.*(cod|payment)|cod not/, 'delivery_attempted', 'payment_due'],
  [/^payment$|closed shipment|response received/, 'info'],
  [/payment|fees|did not pay/, 'exception', 'payment_due'],
  [/delivered.*\bmoved/, 'delivery_attempted', 'recipient_moved'],
  [/\bmoved/, 'exception', 'recipient_moved'],
  [/deceased/, 'exception', 'recipient_deceased'],
  [/delivered - business/, 'delivered'],
  [/delivered - new/, 'delivered', 'delivered_to_other_address'],
  [/change of address/, 'in_transit', 'forwarded'],
  [/(delivered|attempted).*(incorrect|wrong)/, 'delivery_attempted', 'address_issue'],
  [
    /(bad|invalid|incorrect|incomplete|insufficient|wrong).*address|as addressed|address.*(unknown|in(complete|correct|valid))|(address|consignee) information needed|vacant|unit\/suite|no such number|forward expired/,
    'exception',
    'address_issue',
  ],

  // What else went wrong.
  [/destroy|dispos/, 'exception', 'destroyed'],
  [/delivered damaged|torn.*success/, 'delivered', 'damaged'],
  [/damag/, 'exception', 'damaged'],
  [/\blost\b|reported missing/, 'exception', 'lost'],
  [/weather/, 'exception', 'weather_delay'],
  [/strike/, 'exception', 'force_majeure'],
  [/bank holiday/, 'exception', 'closed_day'],
  [/capacity|delivery cycle$/, 'exception', 'operational_delay'],
  [/exceeds|identified as oversized/, 'exception', 'size_or_weight_exceeded'],
  [/gt&c|cannot be shipped/, 'exception', 'rejected_by_carrier'],
  [/recalled/, 'exception', 'return_requested'],
  [/mis-?(rout|sort|sent|ship|cod)/, 'exception', 'missorted'],
  [/undeliverable|dead letter|abandoned/, 'exception', 'undeliverable'],
  [/unclaimed/, 'exception', 'not_collected'],
  [/no (electronic )?data|awaiting instr|contact local|difficult/, 'exception', 'information_required'],
  [/incomplete shipment/, 'exception', 'contents_missing'],
  [/not arrived/, 'exception', 'operational_delay'],
  [/delay/, 'exception', 'delayed'],
  [/please contact dhl/, 'exception'],
  [/released from hold/, 'in_transit', 'problem_resolved'],
  [/\b(on|is) hold\b|been held|stopped/, 'exception', 'held'],
  [/unable to attempt|out of service|malfun|point failed|pop was|^delivery exception/, 'exception'],

  // Collection at the sender.
  [/exited coll/, 'in_transit'],
  [/will be (picked|coll)|pick-?up order/, 'pre_transit', 'pickup_scheduled'],
  [
    /pick up (booked|resch)|approaching pick|out for (parcel )?coll|collection (arranged|geof)|y for collection$/,
    'pre_transit',
    'pickup_scheduled',
  ],

  // Attempts and new dates.
  [/out for second|being delivered/, 'out_for_delivery'],
  [/not yet.*delivered/, 'in_transit'],
  [/final delivery att/, 'delivery_attempted', 'final_attempt'],
  [/attempt success/, 'delivered'],
  [/scheduled for further|^rescheduled|another day/, 'exception', 'delivery_rescheduled'],
  [/event\. further/, 'delivery_attempted'],
  [/exceptional/, 'exception'],
  [
    /attempt(ed)? del|delivery att|attempt another|(could|cannot|can't).*be delivered|not been delivered|delivery( of.*)? failed|not delivered|no supporting/,
    'delivery_attempted',
  ],

  // Waiting for the recipient, or fetched.
  [/waiting to be collected from/, 'available_for_pickup', 'at_pickup_point'],
  [
    /picked up by (consignee|recip)|by the recipient from|recipient has picked|collected.*by the recipient|collected from|picked up in dhl/,
    'delivered',
    'collected',
  ],
  [/brought to the|on its way to dhl pop|pop is planned|another sp\b/, 'in_transit', 'to_pickup_point'],
  [/by dhl courier$/, 'in_transit', 'dropped_off'],
  [/(pickup at|delivered to|over to the) post ?office/, 'available_for_pickup', 'at_post_office'],
  [/over to the (parcelstation|packstation)|customer . packstation/, 'available_for_pickup', 'at_locker'],
  [
    /over to the (access|parcelshop)|(arriv\w+ at|arrived to|ready in|available .*from|awaiting.*|delivered (to|at)( a different)?|customer.*) (dhl |the )?(pick.?up.(point|loc)|service ?point|pop\b)/,
    'available_for_pickup',
    'at_pickup_point',
  ],
  [/ready for (pick|coll).*(packstation|locker)/, 'available_for_pickup', 'at_locker'],
  [/self collection|customer in dhl terminal/, 'available_for_pickup', 'at_carrier_location'],
  [/(available|ready) for (pick|collection )|picked up by customer|picking up|awaiting c/, 'available_for_pickup'],

  // Handed to a building or a vehicle of DHL's own.
  [
    /delivered (to|at|in) (the |a )?(\w+ )?(depot|hub|terminal|warehouse|facility|sorting cent)/,
    'in_transit',
    'arrived_at_facility',
  ],
  [
    /left (on (its|the) flight|(in|with|on|at) (the |a )?(container|line ?haul|truck|trailer|origin|hub|depot))/,
    'in_transit',
  ],

  // Delivered.
  [/partner carrier|to agent|final delivery$/, 'in_transit', 'handed_to_partner'],
  [/\(neighbour\)|to (a |the )?neighbou?r/, 'delivered', 'delivered_to_neighbour'],
  [/partly delivered/, 'delivered', 'delivered_in_part'],
  [/delivered.*(mail|letter) ?box|parcel box/, 'delivered', 'delivered_to_mailbox'],
  [/delivered by (the )?(partner|post)/, 'delivered', 'delivered_by_partner'],
  [/concierge|reception$/, 'delivered', 'delivered_to_reception'],
  [/delivered at .*(door|foyer|port|porch|place)/, 'delivered', 'delivered_to_safe_place'],
  [/delivered to (another|family)/, 'delivered', 'delivered_to_agent'],
  [/(?<!be |un)delivered|^delivery$|delivery successful|received by consignee|document handover/, 'delivered'],

  [/left (at|in|on|with) /, 'delivered'],

  // Under way to the door.
  [/next stop|entered delivery geo/, 'out_for_delivery', 'arriving_soon'],
  [/loaded.*(vehicle|van$)/, 'out_for_delivery', 'loaded_on_vehicle'],
  [/out (for|with)|to courier for|deliver(ing|y) courier/, 'out_for_delivery'],

  // Announced.
  [/left the customer|to transport provider/, 'pre_transit'],
  [
    /label created|^electronic|received electronic|instruction data|^dn |^manifested$|en ?route to dhl|^(new|created)$|(order|consignment) created|booking received|entered into system|data submitted|information received|delivery to dhl|en ?route to origin|been announced|generated a shipment label/,
    'pre_transit',
    'label_created',
  ],

  // Received from the sender.
  [/dropped off|posted by the sender/, 'in_transit', 'dropped_off'],
  [/by agent|by local/, 'in_transit', 'handed_to_partner'],
  [/pick(ed)? ?up|been collected|^collected/, 'in_transit', 'picked_up'],
  [
    /received by usps|accepted by usps|tendered|delivery provider|delivery agent|local post|forwarded to 3rd/,
    'in_transit',
    'handed_to_partner',
  ],
  [/accept|received (by carrier|at dhl|the parcel)|arrival at dhl/, 'in_transit', 'accepted'],

  // Between countries and buildings.
  [/left origin country/, 'in_transit', 'departed_origin_country'],
  [/arriv\w+ (at|in) (destination )?country/, 'in_transit', 'arrived_in_destination_country'],
  [/to destination country/, 'in_transit'],
  [/^forward/, 'in_transit', 'forwarded'],
  [/depart\w+ (sellers? )?origin/, 'in_transit', 'departed_origin_facility'],
  [/arriv.*origin/, 'in_transit', 'received_at_origin_facility'],
  [
    /awaiting delivery app|ready (to be|for) deliver|(?<!scheduled )for delivery$/,
    'in_transit',
    'preparing_for_delivery',
  ],
  [/appointment booked|is scheduled for delivery/, 'in_transit', 'delivery_scheduled'],
  [
    /on (the|its) way|en ?route|^in transit|in transit to|transferred through|in transport$|for departure|record of|direct delivery|scheduled (for|to)/,
    'in_transit',
  ],
  [/processed in the dest/, 'in_transit', 'arrived_at_destination_facility'],
  [/depart|\bleft|dispatched|uplift|shipped from|gated out|taken from/, 'in_transit', 'departed_facility'],
  [
    /close bag|scanned into|sorted|sorting complete|process|prepared for|screened|encoded|recover$|outbound transp|scanned by|for transport$/,
    'in_transit',
    'processed_at_facility',
  ],
  [
    /arriv.*(delivery (fac|term|base)|post office|local dist|branch|destination$)|at the delivery|(has|handed).* depot|destination depot|at dhl terminal/,
    'in_transit',
    'arrived_at_destination_facility',
  ],
  [/arriv|landed|received at/, 'in_transit', 'arrived_at_facility'],
];

/** Sentences that say nothing but that it was delivered, or cancelled. */
const plainlyOver =
  /^(?:(?:the |your )?(?:shipment|parcel|package|item|consignment|order) )?(?:(?:has|have) been |was |is )?(?:successfully )?(?:delivered|cancell?ed)(?: successfully)?(?: (?:back )?to (?:the )?(?:recipient|consignee|receiver|addressee|customer|neighbou?r|sender|shipper)\b.*)?[.!]?$/;

interface Reading {
  readonly meaning: Meaning;
  /** Telling words, other than a word of many uses somewhere in a sentence. */
  readonly isPlain: boolean;
}

/** DHL repeats a few hundred sentences; what was read once is looked up. Bounded, for texts come from outside. */
const known = new Map<string, Reading | undefined>();
const mostKnown = 2000;

/**
 * What a text of DHL says, in English or one of the languages of `status-phrases.ts`; undefined where no rule knows its
 * words.
 *
 * @param category DHL's own coarse word for the line. A general word in a sentence ("left", "delivered to", "arrived")
 * neither ends what is `transit` nor moves what is `pre-transit`.
 */
export function meaningOfWords(text: string, category?: string): Meaning | undefined {
  const reading = known.has(text) ? known.get(text) : findReading(text);
  if (!known.has(text)) {
    if (known.size >= mostKnown) known.clear();
    known.set(text, reading);
  }
  if (reading === undefined) return undefined;
  const { meaning, isPlain } = reading;
  return isPlain || !overrules(meaning, category) ? meaning : undefined;
}

function overrules([status, detail]: Meaning, category: string | undefined): boolean {
  if (category !== 'transit' && category !== 'pre-transit') return false;
  if (status === 'delivered' || status === 'cancelled') return detail !== 'cancelled_by_sender';
  return category === 'pre-transit' && status === 'in_transit' && detail !== 'picked_up' && detail !== 'dropped_off';
}

function findReading(text: string): Reading | undefined {
  // Longer than any sentence of theirs: no text of DHL's, and too long for patterns.
  if (text.length > 400) return undefined;
  const words = text
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[\u2018\u2019\u00b4]/g, "'");
  const foreign = meaningOfPhrase(words);
  if (foreign !== undefined) return { meaning: foreign, isPlain: false };
  const rule = rules.find(([pattern]) => pattern.test(words));
  if (rule === undefined) return undefined;
  const [, ...meaning] = rule;
  return { meaning, isPlain: plainlyOver.test(words) };
}
