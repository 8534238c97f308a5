import {
  type BatchReading,
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
import { byNumber, pageError } from '../shared/answers.ts';
import { outcomesFor, type ShipmentEntry, storedOutcomes } from '../shared/shipment-entries.ts';
import { blamesOneNumber, errorOf, gatewayAdvice, notFound, pieceError } from './errors.ts';
import { identity } from './numbers.ts';
import { formatName, trackingOf } from './tracking.ts';
import { kindOf, readAnswer, type WireAnswer, type WirePiece } from './wire.ts';

/** An answer with its list of pieces. */
interface Answer extends WireAnswer {
  readonly issues: readonly Issue[];
}

/**
 * What an answer says of each number; one that it leaves out shares the answer's own error, if it has one. An error that
 * may be about one number of several splits them.
 */
export function readResponse(response: WireResponse, inquiries: readonly Inquiry[]): BatchReading {
  const answer = parseAnswer(response.body);
  if (answer === undefined) {
    return failAll(inquiries, (number) => pageError(identity, response, number, gatewayAdvice));
  }
  const entries = entriesOf(answer, inquiries.length === 1 ? (inquiries[0]?.trackingNumber ?? '') : '');
  const code = codeOf(answer['@code']);
  if (code !== undefined && entries.length === 0 && inquiries.length > 1 && blamesOneNumber(code)) return 'split';
  const otherwise = (number: string): TrackingError | undefined =>
    code === undefined ? undefined : errorOf(code, number);
  return outcomesFor(inquiries, entries, otherwise, bare);
}

/** Every number of a stored answer, once. */
export function readStored(payload: Payload): readonly Outcome<TrackingDraft>[] {
  const answer = payload.kind === 'xml' ? parseAnswer(payload.body) : undefined;
  const entries = answer === undefined ? [] : entriesOf(answer, '');
  if (entries.length === 0) {
    const code = codeOf(answer?.['@code']);
    return [failed('', code === undefined ? fault(identity, 'unexpected_response') : errorOf(code, undefined))];
  }
  return storedOutcomes(entries);
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

function entriesOf(answer: Answer, asked: string): readonly ShipmentEntry[] {
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
  const named = byNumber(histories, ({ piece }) => bare(text(piece['@piece-identifier']) ?? ''));
  return pieces.map(({ piece, path }) => {
    if (piece.data.length > 0) return { piece, path };
    const [own] =
      pieces.length === 1
        ? histories
        : [piece['@piece-identifier'], piece['@piece-code']].flatMap((number) => named.get(bare(number ?? '')) ?? []);
    return { piece: own === undefined ? piece : { ...piece, data: own.piece.data }, path };
  });
}

function entryOf(piece: WirePiece, path: string, asked: string, issues: Issue[]): ShipmentEntry {
  const numbers = [text(piece['@searched-piece-code']), text(piece['@piece-code'])].filter(
    (number) => number !== undefined,
  );
  const failing = (number: string, error: TrackingError): ShipmentEntry => ({
    numbers: [number],
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
  // `piece-id` tells two parcels of one number apart.
  const uniqueId = ['parcel-de', trackingNumber, text(piece['@piece-id'])].filter((part) => part).join('~');
  const match = { tracking: draft, uniqueId, service: 'parcel-de' };
  return { numbers: [trackingNumber, ...numbers], outcome: found(trackingNumber, match) };
}

function isEmpty(piece: WirePiece): boolean {
  const { '@ice': ice, '@standard-event-code': standard, '@delivery-event-flag': flag } = piece;
  return piece.data.length === 0 && text(ice) === undefined && text(standard) === undefined && text(flag) !== '1';
}

/** Labels and answers write the number with and without its leading zeros. */
function bare(number: string): string {
  return number.trim().replace(/^0+/, '');
}

const lists = /\bname=["']piece-?(?:shipment|status-?public|event)(?:-?list)?["']/;

/** What Parcel DE Shipment Tracking answers about shipments, errors included, by both of its hosts. */
export const dhlParcelDeFormat: PayloadFormat = {
  name: formatName,
  matches: (payload) => payload.kind === 'xml' && payload.root === 'data' && lists.test(payload.body.slice(0, 4_096)),
  read: readStored,
};
