import {
  type BatchReading,
  codeOfPage,
  failAll,
  failed,
  fault,
  found,
  type Inquiry,
  type Issue,
  type Outcome,
  type Payload,
  type PayloadFormat,
  type TrackingDraft,
  type TrackingError,
  text,
  type WireResponse,
} from 'waybill/kit';
import { parseXml } from 'waybill/kit-xml';
import { chooseKeyed } from '../shared/keyed-shipment.ts';
import { blamesOneNumber, errorOf, gatewayAdvice } from './errors.ts';
import { identity } from './numbers.ts';
import { formatName, trackingOf } from './tracking.ts';

import { readAnswer, type WireAnswer, type WirePiece } from './wire.ts';

/** An answer with its list of pieces. */
interface Answer extends WireAnswer {
  readonly issues: readonly Issue[];
}

/** What the answer says of one piece. */
interface Entry {
  readonly numbers: readonly string[];
  readonly key: string | undefined;
  readonly outcome: Outcome<TrackingDraft>;
}

/**
 * What an answer says of each number; one that it leaves out shares the answer's own error, or is unknown. An error that
 * may be about one number of several splits them.
 */
export function readResponse(response: WireResponse, inquiries: readonly Inquiry[]): BatchReading {
  const answer = parseAnswer(response.body);
  if (answer === undefined) return failAll(inquiries, (number) => pageError(response, number));
  const entries = entriesOf(answer, inquiries.length === 1 ? (inquiries[0]?.trackingNumber ?? '') : '');
  const code = codeOf(answer['@code']);
  if (code !== undefined && entries.length === 0 && inquiries.length > 1 && blamesOneNumber(code)) return 'split';
  return inquiries.map((inquiry) => {
    const { trackingNumber } = inquiry;
    const ours = entries.filter(({ numbers }) => numbers.some((number) => isSame(number, trackingNumber)));
    const draft = choose(ours, inquiry);
    if (draft !== undefined) return found(trackingNumber, draft);
    const refused = ours.find(({ outcome }) => !outcome.ok)?.outcome;
    if (refused !== undefined && !refused.ok) return failed(trackingNumber, refused.error);
    return failed(trackingNumber, errorOf(code ?? '100', trackingNumber));
  });
}

/** Every number of a stored answer, once. */
function readStored(payload: Payload): readonly Outcome<TrackingDraft>[] {
  if (payload.kind !== 'xml') return [];
  const answer = parseAnswer(payload.body);
  if (answer === undefined) return [failed('', fault(identity, 'unexpected_response'))];
  const entries = entriesOf(answer, '');
  if (entries.length === 0) return [failed('', errorOf(codeOf(answer['@code']) ?? '100', undefined))];
  return [...new Set(entries.map(({ outcome }) => outcome.trackingNumber))].flatMap((number) => {
    const ours = entries.filter(({ outcome }) => outcome.trackingNumber === number);
    const draft = choose(ours, {});
    return draft === undefined ? ours.slice(0, 1).map(({ outcome }) => outcome) : [found(number, draft)];
  });
}

/** The list of an answer; undefined for a page, a cut text and anything else. */
export function parseAnswer(body: string): Answer | undefined {
  const document = parseXml(body);
  const reading = document.ok && document.root === 'data' ? readAnswer(document.value) : undefined;
  return reading && { ...reading.value, issues: reading.issues };
}

/** A code other than that of success. */
export function codeOf(code: string | null | undefined): string | undefined {
  const stated = text(code);
  return stated === '0' ? undefined : stated;
}

/** The gateway in front answers with pages, and refuses a wrong API key with one. */
export function pageError({ status }: WireResponse, trackingNumber: string): TrackingError {
  const code = codeOfPage(status);
  const retryable = code === 'unexpected_response' || undefined;
  return fault(identity, code, { trackingNumber, httpStatus: status, retryable }, gatewayAdvice[code]);
}

function choose(entries: readonly Entry[], inquiry: Partial<Inquiry>): TrackingDraft | undefined {
  const keyed = entries.flatMap(({ key, outcome }) => (outcome.ok ? [{ key, draft: outcome.value }] : []));
  return chooseKeyed('parcel-de', keyed, inquiry);
}

function entriesOf(answer: Answer, asked: string): readonly Entry[] {
  return answer.data.flatMap((piece, index) => {
    if (!piece) return [];
    const path = `data.${index}`;
    const issues = answer.issues.filter((issue) => `${issue.path}.`.startsWith(`${path}.`));
    return [entryOf(piece, path, asked, [...issues])];
  });
}

function entryOf(piece: WirePiece, path: string, asked: string, issues: Issue[]): Entry {
  const numbers = [text(piece['@searched-piece-code']), text(piece['@piece-code'])].filter(
    (number) => number !== undefined,
  );
  const error = codeOf(piece['@piece-status']) ?? codeOf(piece['@error-status']);
  const key = text(piece['@piece-id']);
  if (error !== undefined) {
    const number = numbers[0] ?? asked;
    return { numbers: [number], key, outcome: failed(number, errorOf(error, number === '' ? undefined : number)) };
  }
  const draft = trackingOf(piece, path, asked, issues);
  return { numbers: [draft.trackingNumber, ...numbers], key, outcome: found(draft.trackingNumber, draft) };
}

/** Labels and answers write the number with and without its leading zeros. */
function isSame(a: string, b: string): boolean {
  return a === b || a.replace(/^0+/, '') === b.replace(/^0+/, '');
}

const lists = /<data\b[^>]*\bname=["']piece-(?:shipment|status-public)(?:-list)?["']/;

/** What Parcel DE Shipment Tracking answers about shipments, errors included, by both of its hosts. */
export const dhlParcelDeFormat: PayloadFormat = {
  name: formatName,
  matches: (payload) => payload.kind === 'xml' && payload.root === 'data' && lists.test(payload.body.slice(0, 4_096)),
  read: readStored,
};
