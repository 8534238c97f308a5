import { describe, expect, it } from 'vitest';
import type { BatchReading, Outcome, TrackingDraft, WireRequest, WireResponse } from 'waybill/kit';
import { fedex } from '../../../carriers/fedex/index.ts';
import { fedexSandbox } from '../../../carriers/fedex/sandbox.ts';
import { openApi } from '../../openapi.ts';
import { hasReference, referenceNote, referenceText } from '../../reference.ts';
import { answer, scan } from './answers.ts';

const carrier = fedex({ clientId: 'l7-invented', clientSecret: 'invented', wholeShipment: true });
const master = '794600000001';

/** Numbers of a shipment's pieces, the leading one first. */
function numbers(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(Number(master) + index));
}

function piece(trackingNumber: string, count: number, eventType = 'AR', more: object = {}): object {
  return {
    trackingNumberInfo: { trackingNumber, trackingNumberUniqueId: `24~${trackingNumber}~FX` },
    additionalTrackingInfo: {
      hasAssociatedShipments: true,
      packageIdentifiers: [{ type: 'STANDARD_MPS', values: [master] }],
    },
    packageDetails: { count: String(count) },
    latestStatusDetail: { code: eventType },
    scanEvents: [scan(9, eventType)],
    ...more,
  };
}

function page(pieces: readonly object[], more: object = {}): WireResponse {
  return answer({
    output: {
      completeTrackResults: pieces.map((each) => ({ trackResults: [each] })),
      ...more,
    },
  });
}

interface Exchange {
  readonly outcomes: readonly Outcome<TrackingDraft>[];
  readonly requests: readonly WireRequest[];
}

/** Answers question after question, the last answer over and over, and says what was asked for. */
function exchange(asked: readonly string[], first: WireResponse, ...rest: readonly WireResponse[]): Exchange {
  const inquiries = asked.map((trackingNumber) => ({ trackingNumber }));
  const requests = [carrier.request(inquiries, { requestId: 'r' })];
  let reading: BatchReading = carrier.read(first, inquiries, { requestId: 'r' });
  for (let round = 0; reading !== 'split' && 'next' in reading; round += 1) {
    requests.push(reading.next);
    reading = reading.read(rest[Math.min(round, rest.length - 1)] ?? answer('', 500));
  }
  if (reading === 'split') throw new Error('asks again');
  return { outcomes: reading, requests };
}

function bodies({ requests }: Exchange): readonly unknown[] {
  return requests.slice(1).map(({ body }) => JSON.parse(body ?? ''));
}

function only({ outcomes: [outcome] }: Exchange): TrackingDraft {
  if (outcome?.ok !== true) throw new Error('no tracking');
  return outcome.value;
}

describe('asking for whole shipments', () => {
  it('asks for the numbers, ten a call, and then for the pieces by the leading number', () => {
    const [first = '', second = '', third = ''] = numbers(3);
    const all = [piece(first, 3, 'DL'), piece(second, 3, 'OD'), piece(third, 3, 'DE')];
    const asked = exchange([second], page([piece(second, 3, 'OD')]), page(all));
    expect(carrier.maxBatch).toBe(10);
    expect(asked.requests.map(({ url }) => url)).toEqual([
      'https://apis.fedex.com/track/v1/trackingnumbers',
      'https://apis.fedex.com/track/v1/associatedshipments',
    ]);
    expect(asked.requests[1]?.headers['x-customer-transaction-id']).toBe('r-1');
    expect(bodies(asked)).toEqual([
      {
        includeDetailedScans: true,
        associatedType: 'STANDARD_MPS',
        masterTrackingNumberInfo: { trackingNumberInfo: { trackingNumber: master } },
        pagingDetails: { resultsPerPage: 50 },
      },
    ]);
    expect(only(asked)).toMatchObject({
      trackingNumber: second,
      status: 'out_for_delivery',
      pieceCount: 3,
      pieces: [
        { trackingNumber: first, status: 'delivered' },
        { trackingNumber: second, status: 'out_for_delivery' },
        { trackingNumber: third, status: 'exception' },
      ],
      related: [
        { relation: 'master', trackingNumber: first, carrier: 'fedex' },
        { relation: 'sibling', trackingNumber: third, carrier: 'fedex' },
      ],
    });
    expect(only(asked).issues).toBeUndefined();
  });

  it('asks by the key of the leading piece where that is the one asked for', () => {
    const [first = '', second = ''] = numbers(2);
    const asked = exchange([first], page([piece(first, 2)]), page([piece(first, 2), piece(second, 2)]));
    expect(bodies(asked)).toMatchObject([
      {
        masterTrackingNumberInfo: {
          trackingNumberInfo: { trackingNumber: first, trackingNumberUniqueId: `24~${first}~FX` },
        },
      },
    ]);
    expect(only(asked).related).toEqual([{ relation: 'sibling', trackingNumber: second, carrier: 'fedex' }]);
  });

  it('asks once for numbers of one shipment, and not for single parcels or returns', () => {
    const [first = '', second = ''] = numbers(2);
    const alone = piece('771234005615', 1, 'AR', { additionalTrackingInfo: { hasAssociatedShipments: false } });
    const sentBack = piece('771234005626', 1, 'AR', {
      additionalTrackingInfo: {
        hasAssociatedShipments: true,
        packageIdentifiers: [{ type: 'OUTBOUND_LINK_TO_RETURN', values: ['771234005637'] }],
      },
    });
    const found = [piece(first, 2), alone, sentBack, piece(second, 2, 'DL')];
    const numbersAsked = [first, '771234005615', '771234005626', second, '771234005648'];
    const asked = exchange(numbersAsked, page(found), page([piece(first, 2), piece(second, 2, 'DL')]));
    expect(asked.requests).toHaveLength(2);
    expect(asked.outcomes.map((outcome) => outcome.ok && outcome.value.pieces?.length)).toEqual([
      2,
      undefined,
      undefined,
      2,
      false,
    ]);
  });

  it('names the kind of shipment that FedEx made of single ones', () => {
    const [first = '', second = ''] = numbers(2);
    const grouped = { additionalTrackingInfo: { packageIdentifiers: [{ type: 'GROUP_MPS', values: [master] }] } };
    const asked = exchange([second], page([piece(second, 2, 'AR', grouped)]), page([piece(first, 2)]));
    expect(bodies(asked)).toMatchObject([{ associatedType: 'GROUP_MPS' }]);
  });

  it('reads on page by page, by the mark that came or by the count, until nothing new comes', () => {
    const all = numbers(120);
    const pages = [all.slice(0, 50), all.slice(50, 100), all.slice(100)].map((part) =>
      page(part.map((each) => piece(each, 120))),
    );
    const counted = exchange([master], page([piece(master, 120)]), ...pages);
    expect(bodies(counted).map((body) => (body as { pagingDetails: unknown }).pagingDetails)).toEqual([
      { resultsPerPage: 50 },
      { resultsPerPage: 50, pagingToken: '51' },
      { resultsPerPage: 50, pagingToken: '101' },
    ]);
    expect(only(counted).pieces).toHaveLength(120);
    const marked = exchange(
      [master],
      page([piece(master, 4)]),
      page([piece(all[0] ?? '', 4), piece(all[1] ?? '', 4)], { moreDataAvailable: true, pagingToken: 'next-3' }),
      page([piece(all[2] ?? '', 4), piece(all[3] ?? '', 4)], { moreDataAvailable: false }),
    );
    expect(bodies(marked)[1]).toMatchObject({ pagingDetails: { pagingToken: 'next-3' } });
    expect(only(marked).pieces).toHaveLength(4);
  });

  it('comes to an end where the carrier does not', () => {
    const endless = page([piece(master, 3)], { moreDataAvailable: true });
    expect(exchange([master], page([piece(master, 3)]), endless).requests.length).toBeLessThan(21);
    const growing = Array.from({ length: 40 }, (_, index) =>
      page([piece(String(Number(master) + index), 90)], { moreDataAvailable: true }),
    );
    const asked = exchange([master], page([piece(master, 90)]), ...growing);
    expect(asked.requests).toHaveLength(20);
    expect(only(asked).issues).toEqual([{ path: 'associatedshipments', expected: '90 pieces', seen: '19 of them' }]);
  });

  it.each([
    ['a refusal', answer({ errors: [{ code: 'FORBIDDEN.ERROR' }] }, 403)],
    ['a page', answer('<html>', 404)],
    ['nothing', page([])],
    ['an error instead of pieces', page([{ error: { code: 'TRACKING.TRACKINGNUMBER.NOTFOUND' } }])],
  ])('keeps what it knows where %s comes instead of pieces', (_, response) => {
    const tracking = only(exchange([master], page([piece(master, 3, 'DL')]), response));
    expect(tracking).toMatchObject({ status: 'delivered', pieceCount: 3 });
    expect(tracking.pieces).toBeUndefined();
    expect(tracking.issues).toEqual([{ path: 'associatedshipments', expected: '3 pieces', seen: '1 of them' }]);
  });

  it('is not asked for by default, nor after a failure', () => {
    const plain = fedex({ clientId: 'l7-invented', clientSecret: 'invented' });
    expect(plain.maxBatch).toBe(30);
    expect(plain.read(page([piece(master, 3)]), [{ trackingNumber: master }])).toHaveLength(1);
    const failure = answer({ errors: [{ code: 'FORBIDDEN.ERROR' }] }, 403);
    expect(exchange([master], failure).outcomes).toMatchObject([{ ok: false, error: { code: 'forbidden' } }]);
    const both = [{ trackingNumber: master }, { trackingNumber: '771234005615' }];
    expect(carrier.read(answer({ errors: [{ code: 'TRACKING.TRACKINGNUMBER.EMPTY' }] }, 400), both)).toBe('split');
  });

  it('is answered by the sandbox', () => {
    const pieces = numbers(3);
    const life = {
      carrier: 'fedex',
      trackingNumber: master,
      origin: { city: 'ALBANY', region: 'NY', country: 'US' },
      destination: { city: 'UTICA', region: 'NY', country: 'US' },
      pieces,
      events: [
        { kind: 'picked_up', at: '2026-11-19T17:00:00-05:00', place: { city: 'ALBANY' } },
        { kind: 'damaged', at: '2026-11-20T17:00:00-05:00', place: { city: 'UTICA' }, pieces: pieces.slice(2) },
      ],
    } as const;
    const answerTo = (request: WireRequest): WireResponse => {
      const arrived = {
        method: request.method,
        path: new URL(request.url).pathname,
        headers: { authorization: 'Bearer t', ...request.headers },
        body: request.body ?? '',
      };
      const call = fedexSandbox.route(arrived);
      expect(call).toMatchObject({ kind: 'track', inquiries: [{ trackingNumber: master }] });
      return fedexSandbox.tracking([{ inquiry: { trackingNumber: master }, parcels: [life] }], arrived);
    };
    const inquiries = [{ trackingNumber: master }];
    let reading = carrier.read(answerTo(carrier.request(inquiries, { requestId: 'r' })), inquiries);
    if (reading !== 'split' && 'next' in reading) reading = reading.read(answerTo(reading.next));
    expect(reading).toMatchObject([
      { ok: true, value: { pieces: [{ status: 'in_transit' }, { status: 'in_transit' }, { status: 'exception' }] } },
    ]);
  });
});

describe.skipIf(!hasReference)(`FedEx’s own document${referenceNote}`, () => {
  it('takes the request for pieces', () => {
    const document = openApi(referenceText('fedex/openapi/track-v1.openapi.json'));
    const all = numbers(60);
    const { requests } = exchange(
      [master],
      page([piece(master, 60)]),
      page(all.slice(0, 50).map((each) => piece(each, 60))),
      page(all.slice(50).map((each) => piece(each, 60))),
    );
    expect(requests).toHaveLength(3);
    for (const request of requests) {
      const sent = { ...request, headers: { ...request.headers, authorization: 'Bearer a-token' } };
      expect(document.faultsOfRequest(sent)).toEqual([]);
    }
  });
});
