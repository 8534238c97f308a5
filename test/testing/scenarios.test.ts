import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fedexSandbox, sandboxes, upsSandbox, uspsSandbox } from 'waybill/carriers/sandbox';
import { type ScenarioName, scenarios } from 'waybill/testing';
import { mod7, mod10, weightedMod11 } from '../../src/identify/check-digit.ts';
import { partnerOf, sandboxOf } from '../sandboxes.ts';

const names = Object.keys(scenarios) as ScenarioName[];
const carriers = sandboxes.map(({ carrier }) => carrier);

const checks: Record<string, (number: string) => boolean> = {
  fedex: (number) => /^\d{12}$/.test(number) && weightedMod11(number, [3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1]),
  ups: (number) => /^1Z[A-Z0-9]{16}$/.test(number) && mod10(number.slice(2), 2),
  usps: (number) => /^9400\d{18}$/.test(number) && mod10(number),
  dhl: (number) => /^\d{10}$/.test(number) && mod7(number),
  'dhl-express': (number) => /^\d{10}$/.test(number) && mod7(number),
  'dhl-parcel-de': (number) => /^0034\d{16}$/.test(number) && mod10(number),
};

/** The zone whose clocks hang in a place of the scenarios. */
const zones: Record<string, string> = {
  OR: 'America/Los_Angeles',
  AZ: 'America/Phoenix',
  RI: 'America/New_York',
  MA: 'America/New_York',
  CO: 'America/Denver',
  MN: 'America/Chicago',
  TN: 'America/Chicago',
  IL: 'America/Chicago',
  KY: 'America/New_York',
  DE: 'Europe/Berlin',
};

/** The offset that the zone database gives for a moment. */
function offsetAt(zone: string, at: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(
    new Date(at),
  );
  return parts.find(({ type }) => type === 'timeZoneName')?.value.replace('GMT', '') ?? '';
}

const cases = fc.record({
  name: fc.constantFrom(...names),
  carrier: fc.constantFrom(...sandboxes),
  serial: fc.integer({ min: 0, max: 9_999_999 }),
  start: fc
    .date({ min: new Date('2024-01-01'), max: new Date('2029-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
});

describe('scenarios', () => {
  it('tell at least eighteen different stories, each in one line', () => {
    expect(names.length).toBeGreaterThanOrEqual(18);
    const descriptions = names.map((name) => scenarios[name].description);
    expect(new Set(descriptions).size).toBe(names.length);
    for (const description of descriptions) expect(description).toMatch(/^[A-Z][^\n]{8,90}$/);
  });

  it.each(names)('%s is in order, from the day asked, with the number asked', (name) => {
    fc.assert(
      fc.property(cases, ({ carrier, serial, start }) => {
        const trackingNumber = carrier.sampleNumber(serial);
        const lives = scenarios[name].lives({ carrier, partner: partnerOf(carrier), trackingNumber, start });
        if (name === 'notFound') expect(lives).toEqual([]);
        else
          expect(lives.some((life) => life.carrier === carrier.carrier && life.trackingNumber === trackingNumber)).toBe(
            true,
          );
        for (const { events, destination, origin } of lives) {
          expect(events.length).toBeGreaterThan(0);
          const instants = events.map(({ at }) => Date.parse(at));
          expect(instants).toEqual(instants.toSorted((a, b) => a - b));
          expect(new Set(instants).size).toBe(instants.length);
          expect([origin.city, destination.city].includes(undefined)).toBe(false);
        }
        expect(lives.length === 0 || lives.some(({ events }) => events[0]?.at.startsWith(start))).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('have the offset that the place has on that day', () => {
    fc.assert(
      fc.property(cases, ({ name, carrier, serial, start }) => {
        const trackingNumber = carrier.sampleNumber(serial);
        for (const { events } of scenarios[name].lives({
          carrier,
          partner: partnerOf(carrier),
          trackingNumber,
          start,
        })) {
          for (const { at, place } of events) {
            const zone = zones[place.region ?? place.country ?? ''];
            expect(zone, JSON.stringify(place)).toBeDefined();
            expect(at.slice(19)).toBe(offsetAt(zone ?? '', at));
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are the same for the same number and start, and start on the sender’s day of an instant', () => {
    const options = { carrier: fedexSandbox, trackingNumber: fedexSandbox.sampleNumber(5) };
    const instant = Date.parse('2026-11-20T03:00:00Z');
    const [life] = scenarios.delivered.lives({ ...options, start: instant });
    expect(life?.events[0]?.at.slice(0, 10)).toBe('2026-11-19');
    expect(scenarios.delivered.lives({ ...options, start: '2026-11-19' })).toEqual([life]);
    expect(scenarios.delivered.lives({ ...options, start: '2026-11-19T23:30:00-08:00' })).toEqual([life]);
  });

  it('name every number of theirs with a good check digit', () => {
    fc.assert(
      fc.property(cases, ({ name, carrier, serial, start }) => {
        const trackingNumber = carrier.sampleNumber(serial);
        const lives = scenarios[name].lives({ carrier, partner: partnerOf(carrier), trackingNumber, start });
        for (const life of lives) {
          const named = [
            { carrier: life.carrier, trackingNumber: life.trackingNumber },
            ...(life.pieces ?? []).map((trackingNumber) => ({ carrier: life.carrier, trackingNumber })),
            ...(life.related ?? []),
          ];
          for (const { carrier: owner = '', trackingNumber } of named) {
            expect(checks[owner]?.(trackingNumber), `${owner} ${trackingNumber}`).toBe(true);
          }
        }
      }),
    );
  });

  it('end as their names say', () => {
    const last = (name: ScenarioName) => {
      const lives = scenarios[name].lives({
        carrier: upsSandbox,
        partner: uspsSandbox,
        trackingNumber: upsSandbox.sampleNumber(1),
        start: '2026-11-16',
      });
      return lives.map(({ events }) => events.at(-1)?.kind);
    };
    expect(Object.fromEntries(names.map((name) => [name, last(name)]))).toEqual({
      labelOnly: ['label_created'],
      cancelled: ['cancelled'],
      inTransit: ['departed_facility'],
      outForDelivery: ['out_for_delivery'],
      delivered: ['delivered'],
      leftWithNeighbour: ['delivered_to_neighbour'],
      attempted: ['delivery_attempted'],
      deliveredAtSecondAttempt: ['delivered'],
      waitingForPickup: ['available_for_pickup'],
      collected: ['collected'],
      customsHold: ['customs_held'],
      clearedCustoms: ['departed_facility'],
      weatherDelay: ['weather_delay'],
      wrongAddress: ['address_issue'],
      damaged: ['damaged'],
      lost: ['lost'],
      returning: ['departed_facility'],
      returned: ['returned'],
      multiPiece: ['delivered', 'delivered', 'departed_facility'],
      reusedNumber: ['delivered', 'departed_facility'],
      handedToPost: ['delivered_by_post', 'delivered'],
      refundAfterDelivery: ['refund_note'],
      notFound: [],
    });
  });
});

describe('a parcel that changes hands', () => {
  const options = { start: '2026-11-16' };

  it('is told by both carriers, each of which names the other’s number', () => {
    const [asked, given] = [upsSandbox.sampleNumber(1), uspsSandbox.sampleNumber(1)];
    const [first, last] = scenarios.handedToPost.lives({
      ...options,
      carrier: upsSandbox,
      partner: uspsSandbox,
      trackingNumber: asked,
    });
    expect(first).toMatchObject({ carrier: 'ups', trackingNumber: asked });
    expect(last).toMatchObject({
      carrier: 'usps',
      related: [{ relation: 'first_mile', carrier: 'ups', trackingNumber: asked }],
    });
    expect(first?.related).toEqual([
      { relation: 'last_mile', carrier: 'usps', trackingNumber: last?.trackingNumber ?? '' },
    ]);
    const asPost = { ...options, carrier: uspsSandbox, partner: upsSandbox, trackingNumber: given };
    expect(scenarios.handedToPost.lives(asPost)).toMatchObject([
      { carrier: 'ups' },
      { carrier: 'usps', trackingNumber: given, related: [{ relation: 'first_mile', carrier: 'ups' }] },
    ]);
  });

  it('is half a story where nobody is named as the other one', () => {
    const lives = sandboxes.map((carrier) =>
      scenarios.handedToPost.lives({ ...options, carrier, trackingNumber: carrier.sampleNumber(1) }),
    );
    expect(
      lives.map((halves) => halves.map(({ carrier, related, events }) => [carrier, related, events.at(-1)?.kind])),
    ).toEqual(
      sandboxes.map(({ carrier, deliversForOthers }) => [
        [carrier, undefined, deliversForOthers === true ? 'delivered' : 'delivered_by_post'],
      ]),
    );
  });
});

describe('sample numbers', () => {
  it.each(carriers)('of %s have good check digits', (carrier) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999 }), (serial) => {
        expect(checks[carrier]?.(sandboxOf(carrier).sampleNumber(serial))).toBe(true);
      }),
    );
  });

  it.each(carriers)('of %s never repeat', (carrier) => {
    const serials = [...Array.from({ length: 20_000 }, (_, serial) => serial), 9_999_998, 9_999_999];
    expect(new Set(serials.map((serial) => sandboxOf(carrier).sampleNumber(serial))).size).toBe(serials.length);
  });
});
