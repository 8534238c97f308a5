import { type EventStatus, type Meaning, meaningOf, type StatusTable } from 'waybill/kit';
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
export const parcelDeEvents: StatusTable = /* @__PURE__ */ grouped({
  pre_transit: {
    label_created: 'PARCV',
    pickup_scheduled: 'PURCR',
  },
  in_transit: {
    picked_up: 'PCKDU LDTMV+SERPT+ES',
    accepted: 'SRTED+NRQRD+AE SRTED+NRQRD+ES',
    dropped_off: 'SHRCU',
    arrived_at_facility: 'INFCL MVARR ULFMV',
    processed_at_facility: 'ASMVT LDTHU LDTMV+FWEXH+NB LDTMV+MVMTV+NB SECHK+CCPSD SECHK+DGCPS SECHK+NRQRD SRTED',
    departed_facility: 'LDTMV MVDPT',
    arrived_at_destination_facility: 'MVARR+NRQRD+PO ULFMV+UNLDD+PO',
    delivery_scheduled: 'INFCL+DLVDT INFCL+HNDCA',
    to_pickup_point: 'HNDDE LDTMV+SERPT+ZF',
    handed_to_partner: 'TRBCR',
    forwarded: 'FWDCF OFWRD',
    security_check: 'SECHK SECHK+INSPT',
    customs_processing: 'HNDND ICPRC ITBAR',
    customs_cleared: 'RSDCP',
  },
  out_for_delivery: {
    '': 'SRTED+NRQRD+PO',
    loaded_on_vehicle: 'LDTMV+MVMTV+PO LDTMV+PCKST+PO LDTMV+SECDA LDTMV+SERPT+PO',
  },
  available_for_pickup: {
    '': 'CNRFC HLDCC',
    at_carrier_location: 'CNRFC+HDFCT HLDCC+HDFCT',
    at_locker: 'CNRFC+PCKST HLDCC+LDPCK',
    // Agencies are post offices in the corner of a shop.
    at_post_office: 'CNRFC+SERPT HLDCC+SERPT',
    not_collected: 'HLDCC+NTCCN',
  },
  delivery_attempted: {
    '': 'NTDEL',
  },
  exception: {
    '': 'EXPHD LDEXC',
    address_issue: 'ALERT+BDADD',
    closed_day: 'INFCL+HLDAY',
    customs_held: 'HLDCP HLDCU',
    damaged: 'DMGDS',
    destroyed: 'DSPSD',
    force_majeure: 'MVDEX MVTEX+FRMJR',
    held: 'EXPHD+NRQRD INFCL+INCSH',
    held_at_request: 'ADVIS+STBSD INFCL+HLDSR',
    information_required: 'INFCL+CTCST PBNDT',
    lost: 'RCCLS+LOSTX',
    missorted: 'MSRTD',
    // Announced, and not with the parcels that came from the building before.
    not_received: 'DTNPC',
    operational_delay: 'NTADT',
    pickup_failed: 'NTPUP PURCR+BDADD PURCR+OTHER',
    refused: 'DLVRF NTDEL+RFUSD',
    seized: 'CNFSC',
    transport_delay: 'MVTEX',
  },
  returning: {
    return_to_sender: 'EXPHD+RTTSP OFWRD+RTSSA RETRN RETRN+FRMJR RETRN+MSDLA',
    return_requested: 'OFWRD+RTSCR',
  },
  delivered: {
    // MVARR with ZU: the vehicle's arrival is the delivery.
    '': 'DLVRD MVARR+NRQRD+ZU',
    collected: 'DLVRD+ACCPK DLVRD+SERPT',
    damaged: 'DLVRD+ACCDM',
    delivered_by_partner: 'DLVRD+HNDTC',
    delivered_in_part: 'DLVRD+ACCSI',
    delivered_to_agent: 'DLVRD+AGENT DLVRD+FAMLY DLVRD+OTHER DLVRD+SPOUS',
    delivered_to_mailbox: 'DLVRD+PKBOX DLVRD+POBOX',
    delivered_to_neighbour: 'DLVRD+NGHBR',
    delivered_to_reception: 'DLVRD+PCKAD',
    delivered_to_safe_place: 'DLVRD+SECPL DLVRD+WINPL',
    payment_collected: 'DLVRD+CODRP+ZU',
  },
  cancelled: {
    cancelled_by_sender: 'CANCL',
  },
  info: {
    '': 'ADVIS+MSGER ADVIS+MSGPC STORN',
    delivery_change_cancelled: 'ADVIS+REJCT PURCR+REJCT',
    delivery_change_confirmed: 'CHECK ROUCR',
    delivery_change_requested: 'ADVIS PURCR+SECPL',
    estimate_updated: 'ALERT',
    held_at_request: 'INFCL+CSREQ',
    payment_collected: 'DLVRD+CODAR DLVRD+CODRP PMTCR PMTCS',
    recipient_notified: 'ADVIS+MSGST',
    relabelled: 'RELBL',
    repackaged: 'REPCK',
    under_investigation: 'RCCLS',
  },
});

/** Events that their reason explains, whichever of them it is: not delivered, held, left out of a load, sent back. */
const failures: Readonly<Record<string, EventStatus>> = {
  EXPHD: 'exception',
  LDEXC: 'exception',
  NTDEL: 'delivery_attempted',
  RETRN: 'returning',
};

/** What the reason says of them. */
const reasons: StatusTable = /* @__PURE__ */ grouped({
  exception: {
    address_issue: 'BDADD CPUNK WRGRI',
    business_closed: 'CLOSD',
    closed_day: 'HLDAY',
    customs_documents_required: 'PWMFD',
    customs_rejected: 'CLREF INSPF',
    damaged: 'DMGED DMGPC DMPHD',
    dangerous_or_prohibited: 'FSCCH',
    force_majeure: 'FRMJR',
    held: 'FFTCH INCSH',
    held_at_request: 'STBSD',
    identification_failed: 'AGNEG CTCNI IDDMG IDNEG WRGPN',
    information_required: 'MSDOC MSSDT',
    lost: 'LOSTX',
    missorted: 'STPRB WRGTR',
    not_collected: 'NTCCN',
    operational_delay: 'CAPEX CRROT DRCRU EQUBF MSDLA NTIHU OVRLD TCHBD',
    packaging_issue: 'GDNMS MSLBL UDFPC',
    payment_due: 'TRPMT',
    recipient_moved: 'MOVED',
    recipient_unavailable: 'CNCNR NHOME',
    refused: 'NEXCH NTORD RFUSD',
    rejected_by_carrier: 'NAGTB',
    return_requested: 'CSREQ RTSCR',
    under_investigation: 'INSPT',
    undeliverable: 'UDLVR',
  },
});

function meaningOfFailure(ice: string | undefined, ric: string | undefined): Meaning | undefined {
  const status = ice !== undefined && Object.hasOwn(failures, ice) ? failures[ice] : undefined;
  const detail = meaningOf(reasons, ric)?.[1];
  return status === undefined || detail === undefined ? undefined : [status, detail];
}

/** What an event of DHL Paket means: by all three codes, by event and reason, by the event, by the standard event. */
export function meaningOfEvent(
  ice: string | undefined,
  ric: string | undefined,
  standardEvent: string | undefined,
): Meaning | undefined {
  return (
    meaningOf(parcelDeEvents, `${ice}+${ric}+${standardEvent}`) ??
    meaningOf(parcelDeEvents, `${ice}+${ric}`) ??
    meaningOfFailure(ice, ric) ??
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
