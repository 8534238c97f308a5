import {
  type BatchReading,
  type Carrier,
  type ConnectionOptions,
  compact,
  found,
  type Inquiry,
  type Issue,
  isSuccess,
  jsonOf,
  type Outcome,
  type Piece,
  parsePayload,
  present,
  type RelatedNumber,
  type RequestOptions,
  type TrackingDraft,
  text,
  type WireRequest,
  type WireResponse,
} from 'waybill/kit';
import { identity } from './numbers.ts';
import { readResponse, readStored, resultsIn } from './read.ts';
import { trackApiRequest, trackingInfo, trackRequest } from './request.ts';
import { numberOf } from './tracking.ts';
import { pagingOf, readTrackResult, type TrackResult } from './wire.ts';

/** What `fedex()` takes for shipments of several pieces. */
export interface FedexShipmentOptions {
  /**
   * Asks for the other pieces of a number's shipment as well, so that `pieces` holds all of them with their status: one
   * call more for each shipment of several pieces, and ten numbers a call instead of thirty. Default false: the piece
   * alone.
   */
  readonly wholeShipment?: boolean;
}

/** Each of them may need calls of its own, and the core makes twenty for one answer at most. */
const maxBatch = 10;
const mostCalls = 19;
/** FedEx states no most; its own example asks for 56. */
const pageSize = 50;

/** A shipment of several pieces, and what is known of them so far. */
interface Shipment {
  /** The leading piece, by which FedEx finds the others. */
  readonly master: Inquiry;
  readonly type: 'STANDARD_MPS' | 'GROUP_MPS';
  readonly pieces: ReadonlyMap<string, Piece>;
  /** Results that the pages so far had, which is where the next one starts. */
  readonly received: number;
  readonly nextPage?: string | undefined;
  /** Whether FedEx told of all pieces, as far as it says so. */
  readonly isWhole: boolean;
}

/**
 * Asking for the pieces of shipments (`POST /track/v1/associatedshipments`) after the numbers themselves, page by page.
 * What goes wrong with it leaves the numbers as they are, with an issue that says what is missing.
 */
export function wholeShipments(connection: ConnectionOptions): Pick<Carrier, 'maxBatch' | 'request' | 'read'> {
  function continued(
    outcomes: readonly Outcome<TrackingDraft>[],
    shipments: ReadonlyMap<string, Shipment>,
    calls: number,
    options: RequestOptions,
  ): BatchReading {
    const open = [...shipments].find(([, { isWhole }]) => !isWhole);
    if (open === undefined || calls === mostCalls) return outcomes.map((outcome) => amongOthers(outcome, shipments));
    const [key, shipment] = open;
    return {
      next: piecesRequest(connection, shipment, { requestId: `${options.requestId}-${calls + 1}` }),
      read: (response) =>
        continued(outcomes, new Map(shipments).set(key, withPage(shipment, response)), calls + 1, options),
    };
  }

  return {
    maxBatch,
    request: (inquiries, options) => trackRequest(connection, inquiries, options),
    read(response, inquiries, options) {
      const reading = readResponse(response, inquiries);
      if (reading === 'split' || 'next' in reading) return reading;
      const shipments = shipmentsIn(response, reading);
      return continued(reading, shipments, 0, options ?? { requestId: inquiries[0]?.trackingNumber ?? '' });
    },
  };
}

function piecesRequest(connection: ConnectionOptions, shipment: Shipment, options: RequestOptions): WireRequest {
  const { master, type, nextPage } = shipment;
  const body = {
    includeDetailedScans: true,
    associatedType: type,
    masterTrackingNumberInfo: trackingInfo(master),
    pagingDetails: { resultsPerPage: pageSize, ...(nextPage !== undefined && { pagingToken: nextPage }) },
  };
  return trackApiRequest(connection, 'associatedshipments', body, options);
}

/** The shipments of several pieces among the numbers asked, each once, by its leading number. */
function shipmentsIn(
  response: WireResponse,
  outcomes: readonly Outcome<TrackingDraft>[],
): ReadonlyMap<string, Shipment> {
  const results = present(resultsIn(response)?.output?.completeTrackResults)
    .flatMap(({ trackResults }) => trackResults)
    .flatMap((value) => readTrackResult(value)?.value ?? []);
  const shipments = new Map<string, Shipment>();
  for (const outcome of outcomes) {
    if (!outcome.ok) continue;
    const { trackingNumber, uniqueId } = outcome.value;
    const result = results.find((each) => numberOf(each) === trackingNumber && uniqueIdOf(each) === uniqueId);
    if (result === undefined || !isOneOfSeveral(result, outcome.value)) continue;
    const key = masterOf(outcome.value);
    const isOwn = key === trackingNumber && uniqueId !== undefined;
    shipments.set(key, {
      master: { trackingNumber: key, ...(isOwn && { uniqueId }) },
      type: typesIn(result).includes('GROUP_MPS') ? 'GROUP_MPS' : 'STANDARD_MPS',
      pieces: new Map(),
      received: 0,
      isWhole: false,
    });
  }
  return shipments;
}

function uniqueIdOf({ trackingNumberInfo }: TrackResult): string | undefined {
  return text(trackingNumberInfo?.trackingNumberUniqueId);
}

function typesIn({ additionalTrackingInfo }: TrackResult): readonly string[] {
  return present(additionalTrackingInfo?.packageIdentifiers).flatMap(({ type }) => type ?? []);
}

/** FedEx's flag also stands at a parcel whose only relation is its return. */
function isOneOfSeveral(result: TrackResult, { pieceCount = 1 }: TrackingDraft): boolean {
  const isLinked = result.additionalTrackingInfo?.hasAssociatedShipments;
  if (isLinked === false) return false;
  const types = typesIn(result);
  const isPiece = types.includes('STANDARD_MPS') || types.includes('GROUP_MPS');
  return pieceCount > 1 || isPiece || (isLinked === true && !types.includes('OUTBOUND_LINK_TO_RETURN'));
}

function masterOf({ trackingNumber, related = [] }: TrackingDraft): string {
  return related.find(({ relation }) => relation === 'master')?.trackingNumber ?? trackingNumber;
}

/** A shipment with the pieces of one more answer. */
function withPage(shipment: Shipment, response: WireResponse): Shipment {
  const payload = parsePayload(response.body);
  const outcomes = isSuccess(response.status) ? readStored(payload) : [];
  const pieces = new Map(shipment.pieces);
  let pieceCount = 0;
  for (const outcome of outcomes) {
    if (!outcome.ok) continue;
    const { trackingNumber, status, detail, weight } = outcome.value;
    pieceCount = Math.max(pieceCount, outcome.value.pieceCount ?? 0);
    pieces.set(trackingNumber, compact({ trackingNumber, status, detail, weight }));
  }
  const received = shipment.received + outcomes.length;
  const { hasMore, token } = pagingOf(jsonOf(payload));
  const hasNew = pieces.size > shipment.pieces.size;
  const isFull = outcomes.length >= pageSize && pieces.size !== pieceCount;
  return {
    ...shipment,
    pieces,
    received,
    // What the published text calls the starting sequence of the next results.
    nextPage: token ?? String(received + 1),
    isWhole: !hasNew || !(hasMore ?? isFull),
  };
}

/** A piece with the others of its shipment; with an issue where FedEx did not tell of all that it counts. */
function amongOthers(
  outcome: Outcome<TrackingDraft>,
  shipments: ReadonlyMap<string, Shipment>,
): Outcome<TrackingDraft> {
  const shipment = outcome.ok ? shipments.get(masterOf(outcome.value)) : undefined;
  if (!outcome.ok || shipment === undefined) return outcome;
  const { value } = outcome;
  const { trackingNumber, status, detail, weight } = value;
  const own: Piece = compact({ trackingNumber, status, detail, weight });
  const others = [...shipment.pieces.values()].filter((piece) => piece.trackingNumber !== trackingNumber);
  const pieces = shipment.pieces.has(trackingNumber)
    ? [...shipment.pieces.values()].map((piece) => (piece.trackingNumber === trackingNumber ? own : piece))
    : [own, ...others];
  const expected = value.pieceCount ?? 2;
  const missing: Issue = {
    path: 'associatedshipments',
    expected: `${expected} pieces`,
    seen: `${pieces.length} of them`,
  };
  return found(
    outcome.trackingNumber,
    compact({
      ...value,
      pieces: others.length === 0 ? undefined : pieces,
      related: relatedTo(value, others),
      issues: pieces.length < expected ? [...(value.issues ?? []), missing] : value.issues,
    }),
  );
}

function relatedTo({ related = [] }: TrackingDraft, others: readonly Piece[]): readonly RelatedNumber[] | undefined {
  const known = new Set(related.map(({ trackingNumber }) => trackingNumber));
  const siblings = others
    .filter(({ trackingNumber }) => !known.has(trackingNumber))
    .map(({ trackingNumber }): RelatedNumber => ({ relation: 'sibling', trackingNumber, carrier: identity.id }));
  const all = [...related, ...siblings];
  return all.length === 0 ? undefined : all;
}
