import { type Meaning, meaningOf, type StatusTable } from 'waybill/kit';
import { grouped, parcelDe } from './status-divisions.ts';

/*
 * DHL Paket by its own API: an event (ICE), its reason (RIC) and the standard event, from DHL's list of July 2024. The
 * reason decides in most cases, the standard event in few; so a key is `ICE+RIC+standard`, `ICE+RIC` for any standard
 * event, or `ICE` for any reason that is not named. Readings that are not obvious:
 *
 * - `DLVRD` with `GT` is a payment, and with `ZU` a delivery paid for.
 * - `NTDEL` with `DMGED`, `NAGTB` and their kind: the attempt failed for a fault of the parcel.
 * - `INFCL` is storage in DHL's own building, no pick-up point; `HNDDE` is on its way to one.
 * - `STORN` takes back the event before it, which is for the reader of the whole history.
 */
export const parcelDeEvents: StatusTable = /* @__PURE__ */ grouped([
  [['pre_transit', 'label_created'], 'PARCV'],
  [['pre_transit', 'pickup_scheduled'], 'PURCR'],
  [['in_transit', 'picked_up'], 'PCKDU LDTMV+SERPT+ES'],
  [['in_transit', 'accepted'], 'SRTED+NRQRD+AE SRTED+NRQRD+ES'],
  [['in_transit', 'dropped_off'], 'SHRCU'],
  [['in_transit', 'arrived_at_facility'], 'INFCL MVARR ULFMV'],
  [
    ['in_transit', 'processed_at_facility'],
    'ASMVT LDTHU LDTMV+FWEXH+NB LDTMV+MVMTV+NB SECHK+CCPSD SECHK+DGCPS SECHK+NRQRD SRTED',
  ],
  [['in_transit', 'departed_facility'], 'LDTMV MVDPT'],
  [['in_transit', 'arrived_at_destination_facility'], 'MVARR+NRQRD+PO ULFMV+UNLDD+PO'],
  [['in_transit', 'delivery_scheduled'], 'INFCL+DLVDT INFCL+HNDCA'],
  [['in_transit', 'to_pickup_point'], 'HNDDE LDTMV+SERPT+ZF'],
  [['in_transit', 'handed_to_partner'], 'TRBCR'],
  [['in_transit', 'forwarded'], 'FWDCF OFWRD'],
  [['in_transit', 'security_check'], 'SECHK SECHK+INSPT'],
  [['in_transit', 'customs_processing'], 'HNDND ICPRC ITBAR'],
  [['in_transit', 'customs_cleared'], 'RSDCP'],
  [['out_for_delivery'], 'SRTED+NRQRD+PO'],
  [['out_for_delivery', 'loaded_on_vehicle'], 'LDTMV+MVMTV+PO LDTMV+PCKST+PO LDTMV+SECDA LDTMV+SERPT+PO'],
  [['available_for_pickup'], 'CNRFC HLDCC'],
  [['available_for_pickup', 'at_carrier_location'], 'CNRFC+HDFCT HLDCC+HDFCT'],
  [['available_for_pickup', 'at_locker'], 'CNRFC+PCKST HLDCC+LDPCK'],
  // Agencies are post offices in the corner of a shop.
  [['available_for_pickup', 'at_post_office'], 'CNRFC+SERPT HLDCC+SERPT'],
  [['available_for_pickup', 'not_collected'], 'HLDCC+NTCCN'],
  [
    ['delivery_attempted'],
    'NTDEL NTDEL+CTCST NTDEL+OTHER NTDEL+OTHRE NTDEL+PCKST NTDEL+RSEXW NTDEL+SECDA NTDEL+SERPT NTDEL+SHINF',
  ],
  [['delivery_attempted', 'address_issue'], 'NTDEL+BDADD NTDEL+CPUNK NTDEL+WRGRI'],
  [['delivery_attempted', 'business_closed'], 'NTDEL+CLOSD'],
  [['delivery_attempted', 'closed_day'], 'NTDEL+HLDAY'],
  [['delivery_attempted', 'damaged'], 'NTDEL+DMGED'],
  [['delivery_attempted', 'force_majeure'], 'NTDEL+FRMJR'],
  [['delivery_attempted', 'identification_failed'], 'NTDEL+AGNEG NTDEL+CTCNI NTDEL+IDDMG NTDEL+IDNEG NTDEL+WRGPN'],
  [['delivery_attempted', 'information_required'], 'NTDEL+MSDOC NTDEL+MSSDT'],
  [['delivery_attempted', 'missorted'], 'NTDEL+WRGTR'],
  [['delivery_attempted', 'not_collected'], 'NTDEL+NTCCN'],
  [['delivery_attempted', 'operational_delay'], 'NTDEL+CAPEX NTDEL+CRROT NTDEL+DRCRU NTDEL+NTIHU NTDEL+TCHBD'],
  [['delivery_attempted', 'packaging_issue'], 'NTDEL+MSLBL'],
  [['delivery_attempted', 'payment_due'], 'NTDEL+TRPMT'],
  [['delivery_attempted', 'recipient_moved'], 'NTDEL+MOVED'],
  [['delivery_attempted', 'recipient_unavailable'], 'NTDEL+CNCNR NTDEL+NHOME'],
  [['delivery_attempted', 'rejected_by_carrier'], 'NTDEL+NAGTB'],
  [['delivery_attempted', 'undeliverable'], 'NTDEL+UDLVR'],
  [['exception'], 'EXPHD EXPHD+OTHER LDEXC'],
  [['exception', 'address_issue'], 'ALERT+BDADD EXPHD+BDADD EXPHD+WRGRI LDEXC+BDADD'],
  [['exception', 'closed_day'], 'INFCL+HLDAY'],
  [['exception', 'customs_documents_required'], 'EXPHD+PWMFD'],
  [['exception', 'customs_held'], 'HLDCP HLDCU'],
  [['exception', 'customs_rejected'], 'EXPHD+CLREF'],
  [['exception', 'damaged'], 'DMGDS EXPHD+DMGED EXPHD+DMGPC EXPHD+DMPHD'],
  [['exception', 'destroyed'], 'DSPSD'],
  [['exception', 'force_majeure'], 'EXPHD+FRMJR MVDEX MVTEX+FRMJR'],
  [['exception', 'held'], 'EXPHD+FFTCH EXPHD+INCSH EXPHD+NRQRD INFCL+INCSH'],
  [['exception', 'held_at_request'], 'ADVIS+STBSD EXPHD+STBSD INFCL+HLDSR'],
  [['exception', 'information_required'], 'EXPHD+MSDOC EXPHD+MSSDT INFCL+CTCST PBNDT'],
  [['exception', 'lost'], 'EXPHD+LOSTX RCCLS+LOSTX'],
  [['exception', 'missorted'], 'EXPHD+STPRB MSRTD'],
  // Announced, and not with the parcels that came from the building before.
  [['exception', 'not_received'], 'DTNPC'],
  [['exception', 'operational_delay'], 'EXPHD+CAPEX EXPHD+EQUBF LDEXC+MSDLA LDEXC+OVRLD NTADT'],
  [['exception', 'packaging_issue'], 'EXPHD+GDNMS EXPHD+MSLBL EXPHD+UDFPC'],
  [['exception', 'payment_due'], 'EXPHD+TRPMT'],
  [['exception', 'pickup_failed'], 'NTPUP PURCR+BDADD PURCR+OTHER'],
  [['exception', 'refused'], 'DLVRF NTDEL+RFUSD'],
  [['exception', 'seized'], 'CNFSC'],
  [['exception', 'transport_delay'], 'MVTEX'],
  [['exception', 'under_investigation'], 'EXPHD+INSPT'],
  [
    ['returning', 'return_to_sender'],
    'EXPHD+RTTSP OFWRD+RTSSA RETRN RETRN+FRMJR RETRN+MSDLA RETRN+OTHER RETRN+RTSSA RETRN+WRGDT RETRN+WRGID',
  ],
  [['returning', 'return_requested'], 'OFWRD+RTSCR RETRN+CSREQ RETRN+RTSCR'],
  [['returning', 'address_issue'], 'RETRN+BDADD'],
  [['returning', 'customs_rejected'], 'RETRN+CLREF RETRN+INSPF'],
  [['returning', 'damaged'], 'RETRN+DMGED RETRN+DMGPC'],
  [['returning', 'dangerous_or_prohibited'], 'RETRN+FSCCH'],
  [['returning', 'information_required'], 'RETRN+MSSDT'],
  [['returning', 'missorted'], 'RETRN+WRGTR'],
  [['returning', 'not_collected'], 'RETRN+NTCCN'],
  [['returning', 'packaging_issue'], 'RETRN+GDNMS RETRN+UDFPC'],
  [['returning', 'recipient_moved'], 'RETRN+MOVED'],
  [['returning', 'recipient_unavailable'], 'RETRN+CNCNR RETRN+NHOME'],
  [['returning', 'refused'], 'RETRN+NEXCH RETRN+NTORD RETRN+RFUSD'],
  [['returning', 'rejected_by_carrier'], 'RETRN+NAGTB'],
  // MVARR with ZU: the vehicle's arrival is the delivery.
  [['delivered'], 'DLVRD MVARR+NRQRD+ZU'],
  [['delivered', 'collected'], 'DLVRD+ACCPK DLVRD+SERPT'],
  [['delivered', 'damaged'], 'DLVRD+ACCDM'],
  [['delivered', 'delivered_by_partner'], 'DLVRD+HNDTC'],
  [['delivered', 'delivered_in_part'], 'DLVRD+ACCSI'],
  [['delivered', 'delivered_to_agent'], 'DLVRD+AGENT DLVRD+FAMLY DLVRD+OTHER DLVRD+SPOUS'],
  [['delivered', 'delivered_to_mailbox'], 'DLVRD+PKBOX DLVRD+POBOX'],
  [['delivered', 'delivered_to_neighbour'], 'DLVRD+NGHBR'],
  [['delivered', 'delivered_to_reception'], 'DLVRD+PCKAD'],
  [['delivered', 'delivered_to_safe_place'], 'DLVRD+SECPL DLVRD+WINPL'],
  [['delivered', 'payment_collected'], 'DLVRD+CODRP+ZU'],
  [['cancelled', 'cancelled_by_sender'], 'CANCL'],
  [['info'], 'ADVIS+MSGER ADVIS+MSGPC STORN'],
  [['info', 'delivery_change_cancelled'], 'ADVIS+REJCT PURCR+REJCT'],
  [['info', 'delivery_change_confirmed'], 'CHECK ROUCR'],
  [['info', 'delivery_change_requested'], 'ADVIS PURCR+SECPL'],
  [['info', 'estimate_updated'], 'ALERT'],
  [['info', 'held_at_request'], 'INFCL+CSREQ'],
  [['info', 'payment_collected'], 'DLVRD+CODAR DLVRD+CODRP PMTCR PMTCS'],
  [['info', 'recipient_notified'], 'ADVIS+MSGST'],
  [['info', 'relabelled'], 'RELBL'],
  [['info', 'repackaged'], 'REPCK'],
  [['info', 'under_investigation'], 'RCCLS'],
]);

/** What an event of DHL Paket means: by all three codes, by event and reason, by the event, by the standard event. */
export function meaningOfEvent(
  ice: string | undefined,
  ric: string | undefined,
  standardEvent: string | undefined,
): Meaning | undefined {
  return (
    meaningOf(parcelDeEvents, `${ice}+${ric}+${standardEvent}`) ??
    meaningOf(parcelDeEvents, `${ice}+${ric}`) ??
    meaningOf(parcelDeEvents, ice) ??
    meaningOf(parcelDe, standardEvent)
  );
}

const movement: ReadonlySet<Meaning[1]> = new Set<Meaning[1]>([
  'arrived_at_facility',
  'departed_facility',
  'processed_at_facility',
]);

/**
 * The same sentence means one thing by either API: where the codes say only that it moves, or have no detail, its words
 * say more.
 */
export function refinedByWords(meaning: Meaning, words: Meaning | undefined): Meaning {
  if (words === undefined || words[0] !== meaning[0] || words[1] === undefined) return meaning;
  const isVague = meaning[1] === undefined || (meaning[0] === 'in_transit' && movement.has(meaning[1]));
  return isVague ? words : meaning;
}
