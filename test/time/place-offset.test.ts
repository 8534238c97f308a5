import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Place, readPayload } from 'waybill';
import { formats } from 'waybill/carriers';
import { atPlace } from '../../src/time/place-offset.ts';
import { wallClockOf } from '../../src/time/time.ts';
import {
  airportZones,
  cityZones,
  countryZones,
  postalAreaZones,
  regionZones,
  zipExceptions,
  zipZones,
} from '../../src/time/zone-data.ts';
import { zoneOf } from '../../src/time/zones.ts';
import { hasReference, referenceNote, referenceRoot } from '../reference.ts';

const memphis: Place = { city: 'Memphis', region: 'TN', postalCode: '38118', country: 'US' };

describe('a wall clock at its place', () => {
  it.each<[string, string, Place]>([
    ['2026-07-08T03:00:00', '2026-07-08T03:00:00-05:00', memphis],
    ['2026-12-08T03:00:00', '2026-12-08T03:00:00-06:00', memphis],
    ['2026-12-08T03:00:00.25', '2026-12-08T03:00:00.25-06:00', memphis],
    ['2026-07-08T03:00:00', '2026-07-08T03:00:00-05:00', { city: 'Memphis', region: 'TN', country: 'US' }],
    ['2026-07-08T03:00:00', '2026-07-08T03:00:00-07:00', { postalCode: '85001', country: 'US' }],
    ['2026-07-08T03:00:00', '2026-07-08T03:00:00-09:00', { postalCode: '99546', country: 'US' }],
    ['2026-07-08T03:00:00', '2026-07-08T03:00:00-02:30', { city: "St. John's", region: 'NL', country: 'CA' }],
    ['2026-07-08T03:00:00', '2026-07-08T03:00:00-06:00', { postalCode: 'S4P 3Y2', country: 'CA' }],
    ['2026-07-08T03:00:00', '2026-07-08T03:00:00+02:00', { country: 'DE' }],
    ['2026-07-08T03:00:00', '2026-07-08T03:00:00+05:45', { country: 'NP' }],
    ['2026-01-08T03:00:00', '2026-01-08T03:00:00+11:00', { region: 'VIC', country: 'AU' }],
    ['2026-07-08T03:00:00', '2026-07-08T03:00:00+02:00', { facility: 'BCN', country: 'ES' }],
    ['2026-07-08T03:00:00', '2026-07-08T03:00:00+01:00', { facility: 'LPA', country: 'ES' }],
    ['2026-07-08T03:00:00', '2026-07-08T03:00:00+12:00', { city: 'AUCKLAND', facility: 'AKL', country: 'NZ' }],
    ['2026-07-08T03:00:00', '2026-07-08T03:00:00-05:00', { postalCode: '60601999', region: 'IL', country: 'US' }],
    ['2026-07-08T03:00:00', '2026-07-08T03:00:00-04:00', { postalCode: '04401', country: 'US' }],
    ['2026-07-08T03:00:00', '2026-07-08T03:00:00-05:00', { postalCode: '37203', region: 'TN', country: 'US' }],
  ])('%s is %s', (wallClock, expected, place) => {
    expect(atPlace(wallClock, place)).toBe(expected);
  });

  it.each<[string, string, Place | undefined]>([
    ['no place is known', '2026-07-08T03:00:00', undefined],
    ['the country is not known', '2026-07-08T03:00:00', { city: 'Memphis' }],
    ['the country keeps several clocks', '2026-07-08T03:00:00', { country: 'US' }],
    ['the state keeps two clocks and nothing decides', '2026-07-08T03:00:00', { region: 'TN', country: 'US' }],
    ['a boundary divides the postal area', '2026-07-08T03:00:00', { postalCode: '37347', region: 'TN', country: 'US' }],
    ['state and ZIP disagree', '2026-07-08T03:00:00', { postalCode: '04401999', region: 'CA', country: 'US' }],
    ['state and ZIP disagree', '2026-07-08T03:00:00', { postalCode: '1000', region: 'IL', country: 'US' }],
    ['state and whole ZIP disagree', '2026-07-08T03:00:00', { postalCode: '10001', region: 'il', country: 'US' }],
    ['state and whole ZIP disagree', '2026-07-08T03:00:00', { postalCode: '04401', region: 'CA', country: 'US' }],
    ['an area of Spain is none that is known', '2026-07-08T03:00:00', { facility: 'XXX', country: 'ES' }],
    ['it is a date only', '2026-07-08', memphis],
    ['the hour comes twice in autumn', '2026-11-01T01:30:00', memphis],
    ['the hour does not come in spring', '2026-03-08T02:30:00', memphis],
  ])('stays without an offset where %s', (_, time, place) => {
    expect(atPlace(time, place)).toBe(time);
  });

  it('keeps the offset that the carrier gave, right or wrong', () => {
    expect(atPlace('2026-07-08T03:00:00+09:00', memphis)).toBe('2026-07-08T03:00:00+09:00');
    expect(atPlace('2026-07-08T03:00:00Z', memphis)).toBe('2026-07-08T03:00:00Z');
  });

  it('changes at both edges of daylight saving', () => {
    expect(atPlace('2026-03-08T01:59:59', memphis)).toBe('2026-03-08T01:59:59-06:00');
    expect(atPlace('2026-03-08T03:00:00', memphis)).toBe('2026-03-08T03:00:00-05:00');
    expect(atPlace('2026-11-01T00:59:59', memphis)).toBe('2026-11-01T00:59:59-05:00');
    expect(atPlace('2026-11-01T02:00:00', memphis)).toBe('2026-11-01T02:00:00-06:00');
  });

  it('gives back the wall clock of any instant that it can be told from', () => {
    const instants = fc.integer({ min: Date.UTC(2008, 0), max: Date.UTC(2030, 0) });
    const clock = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'America/Chicago',
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    fc.assert(
      fc.property(instants, (instant) => {
        const wallClock = clock.format(instant).replace(' ', 'T');
        const placed = atPlace(wallClock, memphis);
        // The hour that comes twice a year stays open.
        if (placed !== wallClock) expect(Date.parse(placed)).toBe(Math.floor(instant / 1000) * 1000);
      }),
    );
  });
});

describe('the zone tables', () => {
  const zones = [
    ...[countryZones, zipZones, regionZones, airportZones, postalAreaZones].flatMap((table) => Object.keys(table)),
    ...Object.values(zipExceptions),
    ...Object.values(cityZones).flatMap((byZone) => Object.keys(byZone)),
  ].filter((zone) => zone !== 'none');

  it('name zones that the platform knows', () => {
    for (const zone of zones) expect(() => new Intl.DateTimeFormat('en', { timeZone: zone }), zone).not.toThrow();
  });

  it('name each country, region, airport and postal area once', () => {
    for (const table of [countryZones, regionZones, airportZones, postalAreaZones]) {
      const keys = Object.values(table).flatMap((list) => list.split(' '));
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it.each(Object.entries(cityZones))('leave %s open without a city', (region) => {
    const [country = '', state = ''] = region.split('-');
    expect(zoneOf({ country, region: state })).toBeUndefined();
  });
});

describe.skipIf(!hasReference)(`recorded scans with a place and an offset${referenceNote}`, () => {
  /** FedEx's made-up specimen has Seattle at -07:00 in February. */
  const wrong = new Set(['2018-02-02T12:01:00-07:00']);

  it('have the offset that the place gives', () => {
    const files = readdirSync(referenceRoot, { recursive: true, encoding: 'utf8' }).filter((path) =>
      /examples.*\.(json|xml)$/.test(path),
    );
    const events = files
      .flatMap((path) => readPayload(readFileSync(`${referenceRoot}${path}`, 'utf8'), formats))
      .flatMap((outcome) => (outcome.ok ? outcome.value.events : []));
    const both = events.flatMap(({ occurredAt, timeBasis, place }) => {
      if (occurredAt === undefined || timeBasis !== 'carrier' || place === undefined || occurredAt.endsWith('Z'))
        return [];
      const derived = atPlace(wallClockOf(occurredAt), place);
      return derived === wallClockOf(occurredAt) || wrong.has(occurredAt) ? [] : [{ occurredAt, derived }];
    });
    const equal = both.filter(({ occurredAt, derived }) => occurredAt === derived).length;
    console.log(`${equal} of ${both.length} offsets derived from places equal the carrier’s own`);
    expect(both.length).toBeGreaterThan(60);
    for (const { occurredAt, derived } of both) expect(derived).toBe(occurredAt);
  });
});
