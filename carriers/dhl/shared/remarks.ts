import { type Meaning, remembered, type StatusDetail } from 'waybill/kit';
import { meaningOfWords } from './status-words.ts';

type RemarkMeaning = readonly [words: RegExp, detail: StatusDetail, status?: 'in_transit'];

const charges: RemarkMeaning = [
  /(?:dut(?:y|ies)|tax|vat\b|customs charges).*(?:pa(?:y|id)|due|outstanding)|pay.*(?:dut(?:y|ies)|tax|customs charges)/,
  'customs_payment_due',
];
const papers: RemarkMeaning = [
  /(?:has to|have to|needs?\b|needed|requir|must|provide|submit|awaiting|missing|request).*(?:paper|document|importer|invoice|licen[cs]e|permit|declaration|information)|(?:paper|document|importer|invoice|licen[cs]e|permit|declaration|information).*(?:has to|have to|need|requir|must|missing|incomplete|request)/,
  'customs_documents_required',
];

/** By what the line says without its remark. */
const inCustoms: readonly RemarkMeaning[] = [
  charges,
  papers,
  [/(?:held|selected) for (?:inspection|examination)/, 'customs_inspection'],
  [/(?:has|have) been (?:given a release|released|cleared)/, 'customs_cleared', 'in_transit'],
];
const onHold: readonly RemarkMeaning[] = [
  [/address/, 'address_issue'],
  [
    /(?:receiver|recipient|consignee|customer|shipper|sender).*(?:asked|requested|wish)|(?:at|by|on) (?:the )?(?:\w+ )?request/,
    'held_at_request',
  ],
  charges,
  [/\bpay(?:ment)?\b|\bpaid\b/, 'payment_due'],
  [/importer|customs|clearance/, 'customs_documents_required'],
  [/weather/, 'weather_delay'],
  [/damage/, 'damaged'],
];

const vagueCustoms: ReadonlySet<StatusDetail | undefined> = new Set<StatusDetail>([
  'customs_processing',
  'customs_delayed',
  'customs_held',
]);
const vagueHold: ReadonlySet<StatusDetail | undefined> = new Set<StatusDetail | undefined>([
  'held',
  'delayed',
  undefined,
]);

/**
 * A vague meaning (a clearance event or delay, a hold, a failed delivery without a reason, a response about customs) in the
 * light of the remark beside it: what DHL needs to go on. Any other stays.
 */
export function refinedByRemark(
  meaning: Meaning,
  description: string | undefined,
  remark: string | undefined,
): Meaning {
  const [status, detail] = meaning;
  // Longer than any remark of theirs, and too long for patterns.
  if (remark === undefined || remark.length > 600) return meaning;
  const words = remark.toLowerCase().replaceAll(/\s+/g, ' ');
  if (status === 'delivery_attempted' && detail === undefined) {
    const [told, reason] = meaningOfWords(remark) ?? [];
    return reason !== undefined && (told === 'delivery_attempted' || told === 'exception') ? [status, reason] : meaning;
  }
  const isResponse = status === 'info' && detail === undefined && /customs|clearance/i.test(description ?? '');
  const isCustoms = isResponse || vagueCustoms.has(detail);
  if (!isCustoms && !(status === 'exception' && vagueHold.has(detail))) return meaning;
  const finer = (isCustoms ? inCustoms : onHold).find(([pattern]) => pattern.test(words));
  return finer === undefined ? meaning : [finer[2] ?? 'exception', finer[1]];
}

/** `Delivered - Signed by A. MUSTER`, `Delivered : A. Muster` */
const signed =
  /^(?:the )?(?:shipment )?delivered ?(?::|- ?signed (?:for )?by ?:?|signed (?:for )?by ?:?) ?(\p{L}.*)$/iu;

/** `DELIVERED: DELIVERED - PARCEL LOCKER`, `DELIVERED: LEFT AT FRONT DOOR`: what was done with it, and nobody's name. */
const deed = /^(?:delivered|left|placed)\b/i;

/** Who took it, out of the words of a delivery: where the field for it is left empty, the name stands there. */
export function signerIn(description: string | undefined): string | undefined {
  // Longer than any such sentence: a name would be guessed.
  return description === undefined || description.length > 200 ? undefined : signer(description);
}

const signer = remembered((description) => {
  const name = signed.exec(description.replaceAll(/\s+/g, ' ').trim())?.[1];
  return name === undefined || deed.test(name) ? undefined : name;
});
