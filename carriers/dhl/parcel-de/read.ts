import {
  type BatchReading,
  chooseShipment,
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
  type ShipmentMatch,
  type TrackingDraft,
  type TrackingError,
  text,
  type WireResponse,
} from 'waybill/kit';
import { parseXml } from 'waybill/kit-xml';
import { blamesOneNumber, errorOf, gatewayAdvice, notFound, pieceError } from './errors.ts';
import { identity } from './numbers.ts';
import { formatName, trackingOf } from './tracking.ts';

import { kindOf, readAnswer, type WireAnswer, type WirePiece } from './wire.ts';

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
    return failed(trackingNumber, errorOf(code ?? notFound, trackingNumber));
  });
}

/** Every number of a stored answer, once. */
export function readStored(payload: Payload): readonly Outcome<TrackingDraft>[] {
  if (payload.kind !== 'xml') return [];
  const answer = parseAnswer(payload.body);
  if (answer === undefined) return [failed('', fault(identity, 'unexpected_response'))];
  const entries = entriesOf(answer, '');
  if (entries.length === 0) return [failed('', errorOf(codeOf(answer['@code']) ?? notFound, undefined))];
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

/** `piece-id` tells two parcels of one number apart. */
function choose(entries: readonly Entry[], inquiry: Partial<Inquiry>): TrackingDraft | undefined {
  const matches = entries.flatMap(({ key, outcome }): readonly ShipmentMatch[] => {
    if (!outcome.ok) return [];
    const { trackingNumber } = outcome.value;
    const uniqueId = ['parcel-de', trackingNumber, key].filter((part) => part).join('~');
    return [{ tracking: outcome.value, uniqueId, service: 'parcel-de' }];
  });
  return chooseShipment(matches, inquiry);
}

function entriesOf(answer: Answer, asked: string): readonly Entry[] {
  return piecesOf(answer).map(({ piece, path }) => {
    const issues = answer.issues.filter((issue) => `${issue.path}.`.startsWith(`${path}.`));
    return entryOf(piece, path, asked, [...issues]);
  });
}

interface PiecePlace {
  readonly piece: WirePiece;
  readonly path: string;
}

/**
 * The pieces of an answer with their histories: some stand beside their piece and name it, and an answer to a request for
 * the events alone is nothing but one.
 */
function piecesOf(answer: Answer): readonly PiecePlace[] {
  if (kindOf(answer) === 'pieceeventlist') {
    return [{ piece: { '@piece-identifier': answer['@piece-identifier'], data: answer.data }, path: '' }];
  }
  const elements = answer.data.flatMap((piece, index) => (piece ? [{ piece, path: `data.${index}` }] : []));
  const histories = elements.filter(({ piece }) => kindOf(piece) === 'pieceeventlist');
  const pieces = elements.filter(({ piece }) => kindOf(piece) !== 'pieceeventlist');
  if (pieces.length === 0) return histories;
  return pieces.map(({ piece, path }) => {
    const own = histories.find(({ piece: history }) => pieces.length === 1 || isOf(history, piece));
    return own === undefined || piece.data.length > 0
      ? { piece, path }
      : { piece: { ...piece, data: own.piece.data }, path };
  });
}

function isOf(history: WirePiece, piece: WirePiece): boolean {
  const number = text(history['@piece-identifier']) ?? '';
  return [piece['@piece-identifier'], piece['@piece-code']].some((other) => isSame(text(other) ?? '', number));
}

function entryOf(piece: WirePiece, path: string, asked: string, issues: Issue[]): Entry {
  const numbers = [text(piece['@searched-piece-code']), text(piece['@piece-code'])].filter(
    (number) => number !== undefined,
  );
  const key = text(piece['@piece-id']);
  const failing = (number: string, error: TrackingError): Entry => ({
    numbers: [number],
    key,
    outcome: failed(number, error),
  });
  // It explains why there is nothing to tell; what there is to tell counts more.
  const code = codeOf(piece['@piece-status']) ?? codeOf(piece['@error-status']);
  if (code !== undefined && (code === notFound || isEmpty(piece))) {
    const number = numbers[0] ?? asked;
    return failing(number, pieceError(code, number === '' ? undefined : number));
  }
  const draft = trackingOf(piece, path, asked, issues);
  const { trackingNumber, status, events } = draft;
  if (trackingNumber === '' && status === 'unknown' && events.length === 0) {
    return failing('', fault(identity, 'unexpected_response'));
  }
  return { numbers: [trackingNumber, ...numbers], key, outcome: found(trackingNumber, draft) };
}

function isEmpty(piece: WirePiece): boolean {
  const { '@ice': ice, '@standard-event-code': standard, '@delivery-event-flag': flag } = piece;
  return piece.data.length === 0 && text(ice) === undefined && text(standard) === undefined && text(flag) !== '1';
}

/** Labels and answers write the number with and without its leading zeros. */
function isSame(a: string, b: string): boolean {
  return a === b || a.replace(/^0+/, '') === b.replace(/^0+/, '');
}

const lists = /\bname=["']piece-?(?:shipment|status-?public|event)(?:-?list)?["']/;

/** What Parcel DE Shipment Tracking answers about shipments, errors included, by both of its hosts. */
export const dhlParcelDeFormat: PayloadFormat = {
  name: formatName,
  matches: (payload) => payload.kind === 'xml' && payload.root === 'data' && lists.test(payload.body.slice(0, 4_096)),
  read: readStored,
};
