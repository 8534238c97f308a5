import { describe, expect, it } from 'vitest';
import { createTracker } from 'waybill';
import { ups } from 'waybill/carriers/ups';
import type { BatchReading, Outcome, TrackingDraft } from 'waybill/kit';
import { activity, answer, number, only } from './answers.ts';

const credentials = { clientId: 'some-client', clientSecret: 'some-secret' };
const carrier = ups({ ...credentials, wholeShipment: true });

/** Numbers of a shipment's packages. */
function numbers(count: number, from = 0): string[] {
  return Array.from({ length: count }, (_, index) => `1Z999AA1${String(from + index).padStart(10, '0')}`);
}

function parcels(of: readonly string[], packageCount: number, code = 'AR', type = 'I'): object[] {
  return of.map((trackingNumber) => ({ trackingNumber, packageCount, activity: [activity(type, code)] }));
}

function page(packages: readonly object[]): object {
  return { trackResponse: { shipment: [{ inquiryNumber: number, package: packages }] } };
}

/** Answers page after page, and says what was asked for. */
function paged(
  asked: string,
  pages: readonly (object | string)[],
): { outcome: Outcome<TrackingDraft>; urls: string[] } {
  const inquiries = [{ trackingNumber: asked }];
  const urls = [carrier.request(inquiries, { requestId: 'r-1' }).url];
  let reading: BatchReading = carrier.read(answer(pages[0] ?? ''), inquiries, { requestId: 'r-1' });
  for (const next of pages.slice(1)) {
    if (reading === 'split' || !('next' in reading)) break;
    urls.push(reading.next.url);
    reading = reading.read(answer(next));
  }
  return { outcome: only(reading), urls };
}

describe('asking for a whole shipment', () => {
  it('goes to the shipment endpoint, fifty packages a call, with an id of its own for each call', () => {
    const request = carrier.request([{ trackingNumber: number }], { requestId: 'r-1' });
    expect(request.url).toBe(
      `https://onlinetools.ups.com/api/track/v1/shipment/details/${number}?locale=en_US&offset=0&count=50`,
    );
    const all = numbers(60);
    const reading = carrier.read(answer(page(parcels(all.slice(0, 50), 60))), [{ trackingNumber: number }], {
      requestId: 'r-1',
    });
    expect(reading).toMatchObject({
      next: { method: 'GET', headers: { transId: 'r-1-50' }, url: expect.stringContaining('offset=50&count=50') },
    });
  });

  it('reads on until there are as many packages as UPS counts, wherever the one asked for stands', () => {
    const all = numbers(120);
    const asked = all[110] ?? '';
    const { outcome, urls } = paged(asked, [
      page(parcels(all.slice(0, 50), 120, 'ML', 'D')),
      page(parcels(all.slice(50, 100), 120)),
      page(parcels(all.slice(100), 120, '48', 'X')),
    ]);
    expect(urls.map((url) => new URL(url).searchParams.get('offset'))).toEqual(['0', '50', '100']);
    expect(outcome).toMatchObject({
      trackingNumber: asked,
      value: { trackingNumber: asked, status: 'delivery_attempted', pieceCount: 120 },
    });
    const pieces = outcome.ok ? outcome.value.pieces : [];
    expect(pieces?.map(({ trackingNumber }) => trackingNumber)).toEqual(all);
    expect(new Set(pieces?.map(({ status }) => status))).toEqual(
      new Set(['delivered', 'in_transit', 'delivery_attempted']),
    );
    expect(outcome.ok && outcome.value.related).toHaveLength(119);
    expect(outcome.ok && outcome.value.issues).toBeUndefined();
  });

  it('takes one call for what fits into it', () => {
    expect(paged(number, [page(parcels([number, ...numbers(2)], 3))]).urls).toHaveLength(1);
    expect(paged(number, [page([{ trackingNumber: number, activity: [] }])]).outcome).toMatchObject({ ok: true });
  });

  it.each([
    ['the same packages again', page(parcels([number], 3))],
    ['an empty page', page([])],
    ['an error', { response: { errors: [{ code: '404', message: 'no' }] } }],
    ['a page of HTML', '<html></html>'],
  ])('ends at %s, keeps what there is and says what is missing', (_, second) => {
    const { outcome } = paged(number, [page(parcels([number], 3)), second]);
    expect(outcome).toMatchObject({
      ok: true,
      value: {
        issues: [{ path: 'trackResponse.shipment.0.package', expected: '3 packages', seen: '1 packages' }],
      },
    });
  });

  it('fails as the other endpoint does', () => {
    const unknown = { trackResponse: { shipment: [{ inquiryNumber: number, warnings: [{ code: 'TW0001' }] }] } };
    expect(paged(number, [unknown]).outcome).toMatchObject({ ok: false, error: { code: 'not_found' } });
    expect(paged(number, ['<html></html>']).outcome).toMatchObject({
      ok: false,
      error: { code: 'unexpected_response' },
    });
  });

  it('is a matter of one tracker call, token, headers and all', async () => {
    const all = [number, ...numbers(60)];
    const calls: Request[] = [];
    const tracker = createTracker({
      carriers: [ups({ ...credentials, clientId: 'whole-shipments', wholeShipment: true })],
      async fetch(request) {
        calls.push(request);
        const { pathname, searchParams } = new URL(request.url);
        if (pathname.endsWith('/token')) return Response.json({ access_token: 't', expires_in: '14399' });
        const offset = Number(searchParams.get('offset'));
        return Response.json(page(parcels(all.slice(offset, offset + 50), all.length)));
      },
    });
    const tracking = await tracker.track(number);
    expect(tracking.pieces).toHaveLength(61);
    const [, first, second] = calls.map(({ headers }) => headers.get('transId'));
    expect(calls).toHaveLength(3);
    expect(second).toBe(`${first}-50`);
    expect(calls[2]?.headers.get('authorization')).toBe('Bearer t');
  });

  it('ends a carrier that never ends', async () => {
    let calls = 0;
    const tracker = createTracker({
      carriers: [ups({ ...credentials, clientId: 'endless', wholeShipment: true })],
      async fetch(request) {
        if (request.url.endsWith('/token')) return Response.json({ access_token: 't', expires_in: '14399' });
        calls += 1;
        return Response.json(page(parcels(numbers(1, calls), 1_000_000)));
      },
    });
    await expect(tracker.track(number)).rejects.toMatchObject({ code: 'unexpected_response', trackingNumber: number });
    expect(calls).toBe(21);
  });
});

describe('a number that no package bears stands for the shipment', () => {
  const [first = '', second = '', third = ''] = numbers(3);
  const shipmentOf = (...lines: readonly (readonly [string, string])[]): TrackingDraft => {
    const packages = lines.flatMap(([type, code], index) =>
      parcels([[first, second, third][index] ?? ''], lines.length, code, type),
    );
    const { outcome } = paged(number, [page(packages)]);
    if (!outcome.ok) throw outcome.error;
    return outcome.value;
  };

  const delivered = ['D', 'ML'] as const;
  it.each([
    [[delivered, delivered], 'delivered', 'delivered_to_safe_place'],
    [[delivered, ['D', 'M3']], 'delivered', undefined],
    [[delivered, ['I', 'AR']], 'in_transit', 'delivered_in_part'],
    [
      [
        ['I', 'AR'],
        ['I', 'OT'],
      ],
      'in_transit',
      'arrived_at_facility',
    ],
    [[delivered, ['I', 'OT']], 'out_for_delivery', undefined],
    [[delivered, ['I', 'AR'], ['X', '13']], 'exception', 'damaged'],
    [[delivered, ['M', 'VP']], 'delivered', 'delivered_to_safe_place'],
    [
      [
        ['M', 'VP'],
        ['M', 'VP'],
      ],
      'cancelled',
      'cancelled_by_sender',
    ],
    [
      [
        ['M', 'MP'],
        ['I', 'AR'],
      ],
      'in_transit',
      'arrived_at_facility',
    ],
  ] as const)('%j: %s %s', (lines, status, detail) => {
    const tracking = shipmentOf(...lines);
    expect(tracking).toMatchObject({ trackingNumber: number, status, url: expect.stringContaining(number) });
    expect(tracking.detail).toBe(detail);
    expect(tracking.pieces).toHaveLength(lines.length);
    expect(tracking.delivery !== undefined).toBe(status === 'delivered');
  });

  it('with the lines of all packages, each naming its own, and a scan of several at once only once', () => {
    expect(shipmentOf(['I', 'AR'], ['I', 'AR'], ['I', 'DP']).events).toMatchObject([
      { code: 'AR', pieces: [first, second] },
      { code: 'DP', pieces: [third] },
    ]);
  });
});

describe('a shipment under a number that none of its packages bears', () => {
  const whole = (code: string, type: string) => {
    const packages = numbers(2).map((trackingNumber) => ({
      trackingNumber,
      packageCount: 2,
      activity: [activity(type, code)],
      deliveryDate: [
        { type: 'SDD', date: '20260315' },
        { type: 'RDD', date: '20260316' },
      ],
    }));
    return only(carrier.read(answer(page(packages)), [{ trackingNumber: 'H1234567890' }]));
  };

  it('keeps what was forecast and promised, on its way and delivered', () => {
    for (const [code, type, status] of [
      ['AR', 'I', 'in_transit'],
      ['KB', 'D', 'delivered'],
    ] as const) {
      expect(whole(code, type)).toMatchObject({
        ok: true,
        trackingNumber: 'H1234567890',
        value: { status, estimatedDelivery: { to: '2026-03-16' }, promisedDelivery: { to: '2026-03-15' } },
      });
    }
  });
});
