import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Inquiry } from '../../src/carrier/carrier.ts';
import { createLimiterPool } from '../../src/send/limiter/pool.ts';
import { createTracker, type Tracker, type TrackerOptions } from '../../src/tracker.ts';
import { type DepotOptions, depot, depotNumber, depotNumbers } from './depot.ts';
import { collect } from './harness.ts';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const track = 'https://depot.example/track';

/** A tracker over the real global fetch; nothing is waited for between attempts. */
function tracking(options: DepotOptions = {}, more: Partial<TrackerOptions> = {}): Tracker {
  return createTracker({ carriers: [depot(options)], limiters: createLimiterPool(), random: () => 0, ...more });
}

const asked = async (request: Request): Promise<readonly string[]> => {
  const { inquiries } = (await request.json()) as { inquiries: readonly Inquiry[] };
  return inquiries.map(({ trackingNumber }) => trackingNumber);
};
const found = (numbers: readonly string[]) => HttpResponse.json({ parcels: numbers.map((number) => ({ number })) });

describe('over the global fetch', () => {
  it('a list of numbers goes out in full requests with token, key and body', async () => {
    const sizes: number[] = [];
    server.use(
      http.post('https://depot.example/token', async ({ request }) => {
        expect(await request.text()).toBe('grant_type=client_credentials&client_secret=key-1');
        return HttpResponse.json({ token: 'real', expiresInMs: 60_000 });
      }),
      http.post(track, async ({ request }) => {
        expect(request.headers.get('authorization')).toBe('Bearer real');
        expect(request.headers.get('x-depot-key')).toBe('key-1');
        expect(request.headers.get('x-request-id')).toMatch(/^[0-9a-f]{16}$/);
        const numbers = await asked(request);
        sizes.push(numbers.length);
        return found(numbers);
      }),
    );
    const outcomes = await collect(tracking({ withGrant: true }).trackMany(depotNumbers(23)));
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(sizes.toSorted()).toEqual([3, 5, 5, 5, 5]);
  });

  it('a network error, a broken server and a good answer are one good answer', async () => {
    let attempt = 0;
    server.use(
      http.post(track, async ({ request }) => {
        attempt += 1;
        if (attempt === 1) return HttpResponse.error();
        return attempt === 2 ? new HttpResponse('<h1>Oops</h1>', { status: 502 }) : found(await asked(request));
      }),
    );
    expect(await tracking().track(depotNumber(1))).toMatchObject({ status: 'in_transit' });
    expect(attempt).toBe(3);
  });

  it('a redirect is not followed', async () => {
    let isFollowed = false;
    server.use(
      http.post(track, () => new HttpResponse(null, { status: 307, headers: { location: 'https://evil.example/' } })),
      http.all('https://evil.example/', () => {
        isFollowed = true;
        return found([]);
      }),
    );
    await expect(tracking().track(depotNumber(1))).rejects.toMatchObject({ code: 'unexpected_response' });
    expect(isFollowed).toBe(false);
  });

  it('an abort reaches the wire and comes back as it was', async () => {
    const controller = new AbortController();
    const reason = new Error('mine');
    server.use(
      http.post(track, () => {
        controller.abort(reason);
        return new Promise<never>(() => undefined);
      }),
    );
    await expect(tracking().track(depotNumber(1), { signal: controller.signal })).rejects.toBe(reason);
  });

  it('a body that never ends is cut at the limit', async () => {
    server.use(
      http.post(track, () => {
        const endless = new ReadableStream({ pull: (stream) => stream.enqueue(new Uint8Array(65_536)) });
        return new HttpResponse(endless);
      }),
    );
    const tracker = tracking({}, { maxResponseBytes: 1_000_000 });
    await expect(tracker.track(depotNumber(1))).rejects.toMatchObject({ code: 'unexpected_response' });
  });
});
