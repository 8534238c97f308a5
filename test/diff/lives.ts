import fc from 'fast-check';
import {
  assembleTracking,
  type Candidate,
  type EventStatus,
  type Issue,
  type ParcelReading,
  type Piece,
  type Place,
  type Scan,
  type StatusDetail,
  type TimeWindow,
  type Tracking,
  type TrackingStatus,
} from '../../src/kit.ts';

/*
 * Lives of parcels as a carrier would show them, answer after answer: scans come, late ones among them, are reworded,
 * completed, put right and taken back, forecasts move, pieces and other facts appear. Every answer is built by the kit,
 * as an adapter would.
 */

/** What a carrier can show of a parcel at one moment. */
type Look = Pick<ParcelReading, 'scans'> & Omit<Partial<ParcelReading>, 'scans' | 'order'>;

const places: readonly Place[] = [
  { city: 'Austin', region: 'TX', postalCode: '78701', country: 'US' },
  { city: 'Memphis', region: 'TN', postalCode: '38118', country: 'US' },
  { city: 'Leipzig', country: 'DE', facility: 'Hub 3' },
  { country: 'FR' },
  { facility: 'Depot Nord' },
];

/** Where clocks stand as they do in growing lives, so that an offset that is learned later changes nothing. */
const inOneZone: readonly Place[] = [
  { city: 'Austin', region: 'TX', postalCode: '78701', country: 'US' },
  { city: 'Dallas', region: 'TX', country: 'US' },
  { facility: 'Depot Nord' },
];

/** What scans say: code, status, detail, wording. */
const scanKinds: readonly (readonly [string, EventStatus, StatusDetail | undefined, string])[] = [
  ['OC', 'pre_transit', 'label_created', 'Label made'],
  ['PU', 'in_transit', 'picked_up', 'Picked up'],
  ['AR', 'in_transit', 'arrived_at_facility', 'Arrived'],
  ['DP', 'in_transit', undefined, 'Left'],
  ['HP', 'in_transit', 'handed_to_partner', 'Given to the post'],
  ['FW', 'in_transit', 'forwarded', 'Sent on'],
  ['OD', 'out_for_delivery', undefined, 'On the vehicle'],
  ['DE', 'delivery_attempted', 'recipient_unavailable', 'Nobody there'],
  ['WX', 'exception', 'weather_delay', 'Storm'],
  ['CD', 'exception', 'customs_held', 'Customs'],
  ['HL', 'available_for_pickup', 'at_pickup_point', 'At the shop'],
  ['DL', 'delivered', 'signed_for', 'Delivered'],
  ['RS', 'returning', 'return_to_sender', 'Going back'],
  ['NI', 'info', 'recipient_notified', 'Message sent'],
  ['PH', 'info', 'photo_available', 'Photo added'],
  ['??', 'unknown', undefined, 'Something else'],
];

const offsets = ['-06:00', '-05:00', '+01:00'] as const;
const start = Date.UTC(2026, 10, 2, 8);
const minuteMs = 60_000;

function wallClock(minutes: number): string {
  return new Date(start + minutes * minuteMs).toISOString().slice(0, 19);
}

/** A scan at some minute of a life of about two weeks; `form` says how much of its time is known. */
const scan: fc.Arbitrary<Scan> = fc
  .record({
    kind: fc.constantFrom(...scanKinds),
    minutes: fc.integer({ min: 0, max: 20_000 }),
    form: fc.constantFrom('offset', 'offset', 'offset', 'wall', 'date', 'none'),
    offset: fc.constantFrom(...offsets),
    place: fc.option(fc.constantFrom(...places), { nil: undefined, freq: 4 }),
    reason: fc.option(fc.constantFrom('A12', '08'), { nil: undefined, freq: 1 }),
    nextStep: fc.option(fc.constantFrom('Call us.', 'Wait.'), { nil: undefined, freq: 1 }),
  })
  .map(({ kind: [code, status, detail, description], minutes, form, offset, place, reason, nextStep }) => {
    const wall = wallClock(minutes);
    const times = { offset: `${wall}${offset}`, wall, date: wall.slice(0, 10), none: undefined };
    return {
      status,
      detail,
      basis: status === 'unknown' ? 'none' : 'code',
      code,
      description,
      occurredAt: times[form],
      place,
      reasonCode: reason,
      nextStep,
    };
  });

const window: fc.Arbitrary<TimeWindow> = fc
  .record({
    day: fc.integer({ min: 8, max: 28 }),
    hour: fc.option(fc.integer({ min: 8, max: 18 }), { nil: undefined }),
    days: fc.integer({ min: 0, max: 2 }),
    open: fc.constantFrom('neither', 'neither', 'from', 'to'),
  })
  .map(({ day, hour, days, open }) => {
    const end = (later: number): string => {
      const date = `2026-11-${String(day + later).padStart(2, '0')}`;
      return hour === undefined ? date : `${date}T${String(hour + later).padStart(2, '0')}:00:00`;
    };
    return { ...(open !== 'from' && { from: end(0) }), ...(open !== 'to' && { to: end(days) }) };
  });

const piece: fc.Arbitrary<Piece> = fc.record(
  {
    trackingNumber: fc.constantFrom('P1', 'P2', 'P3'),
    status: fc.constantFrom<TrackingStatus[]>('in_transit', 'out_for_delivery', 'delivered'),
    weight: fc.constant({ value: 2, unit: 'kg' as const }),
  },
  { requiredKeys: ['trackingNumber'], noNullPrototype: true },
);

const candidate: fc.Arbitrary<Candidate> = fc.record(
  {
    uniqueId: fc.constantFrom('a~1', 'b~2'),
    status: fc.constantFrom<TrackingStatus[]>('in_transit', 'delivered'),
    chosen: fc.boolean(),
  },
  { requiredKeys: ['status', 'chosen'], noNullPrototype: true },
);

const issue: fc.Arbitrary<Issue> = fc
  .constantFrom('events.1.date', 'weight')
  .map((path) => ({ path, expected: 'a time', seen: 'number' }));

/** Facts beside the history; any of them may be unknown. */
const facts = fc.record(
  {
    uniqueId: fc.constantFrom('2461~1', '2461~2'),
    service: fc.constantFrom({ code: 'GND', name: 'Ground' }, { name: 'Express Saver' }),
    estimatedDelivery: window,
    statusDescription: fc.constantFrom('It is near', 'It is there'),
    estimateDescription: fc.constantFrom('By end of day', 'Before noon'),
    deliveryChangeUrl: fc.constantFrom('https://acme.example/change'),
    promisedDelivery: window,
    shippedAt: fc.constantFrom('2026-11-02', '2026-11-02T10:00:00-06:00'),
    pickupBy: fc.constantFrom('2026-11-20', '2026-11-22'),
    origin: fc.constantFrom(...places),
    destination: fc.constantFrom(...places),
    delivery: fc.record(
      {
        at: fc.constantFrom('2026-11-12T10:00:00', '2026-11-12'),
        leftAt: fc.constantFrom('Porch', 'Desk'),
        attempts: fc.integer({ min: 1, max: 3 }),
        proof: fc.array(
          fc
            .tuple(fc.constantFrom('signature' as const, 'photo' as const), fc.webUrl())
            .map(([kind, url]) => ({ kind, url })),
          { minLength: 1, maxLength: 2 },
        ),
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
    pieces: fc.uniqueArray(piece, { maxLength: 3, selector: ({ trackingNumber }) => trackingNumber }),
    related: fc.constantFrom(
      [{ relation: 'last_mile' as const, trackingNumber: '9400', carrier: 'usps' }],
      [{ relation: 'return' as const, trackingNumber: 'R1' }],
    ),
    candidates: fc.array(candidate, { maxLength: 2 }),
    issues: fc.array(issue, { maxLength: 2 }),
    mapping: fc.constantFrom('test.v1@2026.10', 'test.v1@2026.11'),
  },
  { requiredKeys: [], noNullPrototype: true },
);

/** What may happen to a life between two answers. */
type Turn = (look: Look) => Look;

function at(scans: readonly Scan[], pick: number): number {
  return scans.length === 0 ? -1 : pick % scans.length;
}

function altered(pick: number, alter: (scan: Scan) => Scan): Turn {
  return (look) => ({
    ...look,
    scans: look.scans.map((line, index) => (index === at(look.scans, pick) ? alter(line) : line)),
  });
}

const pick = fc.nat(50);

/** A scan that the carrier learns of; most come last, some late. */
const scanned: fc.Arbitrary<Turn> = fc
  .tuple(fc.array(scan, { minLength: 1, maxLength: 3 }), fc.nat(4))
  .map(([news, back]) => (look) => ({
    ...look,
    scans: look.scans.toSpliced(Math.max(0, look.scans.length - back), 0, ...news),
  }));
const repeated: fc.Arbitrary<Turn> = pick.map((n) => (look) => {
  const again = look.scans[at(look.scans, n)];
  return again === undefined ? look : { ...look, scans: [...look.scans, again] };
});
const reworded: fc.Arbitrary<Turn> = fc
  .tuple(pick, fc.constantFrom('Zugestellt', 'Unterwegs', 'Delivered, front door'))
  .map(([n, description]) => altered(n, (line) => ({ ...line, description })));
const offsetAdded: fc.Arbitrary<Turn> = fc
  .tuple(pick, fc.constantFrom(...offsets))
  .map(([n, offset]) =>
    altered(n, (line) =>
      line.occurredAt?.length === 19 ? { ...line, occurredAt: `${line.occurredAt}${offset}` } : line,
    ),
  );
const timeFilledIn: fc.Arbitrary<Turn> = fc.tuple(pick, fc.integer({ min: 0, max: 20_000 })).map(([n, minutes]) =>
  altered(n, (line) => {
    const { occurredAt = wallClock(minutes).slice(0, 10) } = line;
    return occurredAt.length === 10 ? { ...line, occurredAt: `${occurredAt}${wallClock(minutes).slice(10)}` } : line;
  }),
);
const placeFilledIn: fc.Arbitrary<Turn> = fc
  .tuple(pick, fc.constantFrom(...places))
  .map(([n, place]) => altered(n, (line) => ({ ...line, place: { ...place, ...line.place } })));
const overtaken: fc.Arbitrary<Turn> = scan.map((line) => ({ scans, ...look }) => ({
  ...look,
  scans: [...scans.map(({ nextStep: _, ...rest }) => rest), line],
}));
const timePutRight: fc.Arbitrary<Turn> = fc.tuple(pick, fc.integer({ min: -600, max: 600 })).map(([n, by]) =>
  altered(n, (line) => {
    if (line.occurredAt === undefined || line.occurredAt.length === 10) return line;
    const wall = new Date(Date.parse(`${line.occurredAt.slice(0, 19)}Z`) + by * minuteMs).toISOString().slice(0, 19);
    return { ...line, occurredAt: `${wall}${line.occurredAt.slice(19)}` };
  }),
);
const withdrawn: fc.Arbitrary<Turn> = pick.map((n) => (look) => ({
  ...look,
  scans: look.scans.filter((_, index) => index !== at(look.scans, n)),
}));
const factsLearned: fc.Arbitrary<Turn> = facts.map((news) => (look) => ({ ...look, ...news }));
const factsForgotten: fc.Arbitrary<Turn> = facts.map((news) => ({ scans }) => ({ ...news, scans }));
const stated: fc.Arbitrary<Turn> = fc
  .option(
    fc.record({
      status: fc.constantFrom<TrackingStatus[]>('in_transit', 'exception', 'delivered', 'out_for_delivery'),
      basis: fc.constantFrom('code' as const, 'category' as const),
    }),
    { nil: undefined },
  )
  .map((current) => (look) => ({ ...look, current }));
const toSender: fc.Arbitrary<Turn> = fc
  .constantFrom(true, false, undefined)
  .map((deliveredToSender) => (look) => ({ ...look, deliveredToSender }));

/** An answer with the look of the parcel at that moment. */
function answerOf(look: Look, index: number): Tracking {
  const { scans, ...rest } = look;
  const draft = assembleTracking({
    carrier: 'fedex',
    trackingNumber: '123456789012',
    url: 'https://example.com/track/123456789012',
    mapping: 'test.v1@2026.11',
    ...rest,
    scans,
    order: 'oldest-first',
  });
  return index % 5 === 4
    ? draft
    : { ...draft, fetchedAt: `2026-11-${String(2 + (index % 20)).padStart(2, '0')}T12:00:00Z` };
}

function lifeOf(turn: fc.Arbitrary<Turn>, first: fc.Arbitrary<Look>): fc.Arbitrary<readonly Tracking[]> {
  return fc.tuple(first, fc.array(turn, { minLength: 1, maxLength: 12 })).map(([look, turns]) => {
    const looks = [look];
    for (const take of turns) looks.push(take(looks.at(-1) ?? look));
    return looks.map(answerOf);
  });
}

const beginning: fc.Arbitrary<Look> = fc
  .tuple(fc.array(scan, { maxLength: 6 }), facts)
  .map(([scans, known]) => ({ ...known, scans }));

/** Lives to which anything happens that ever happened to a parcel's data. */
export const anyLife: fc.Arbitrary<readonly Tracking[]> = lifeOf(
  fc.oneof(
    { arbitrary: scanned, weight: 5 },
    ...[repeated, reworded, offsetAdded, timeFilledIn, placeFilledIn, timePutRight, withdrawn, overtaken].map(
      (arbitrary) => ({
        arbitrary,
        weight: 1,
      }),
    ),
    { arbitrary: factsLearned, weight: 2 },
    factsForgotten,
    stated,
    toSender,
  ),
  beginning,
);

/** One answer of any such life. */
export const anyTracking: fc.Arbitrary<Tracking> = anyLife.map((life) => life.at(-1) ?? answerOf({ scans: [] }, 0));

/** How a life without setbacks in its data is revealed: `late` scans come after younger ones. */
export interface GrowingLife {
  readonly answers: readonly Tracking[];
  /** The scans in the order in which the carrier told of them. */
  readonly scans: readonly Scan[];
}

/**
 * Lives whose history only grows, by scans of known and different times, in order or late; lines are reworded and
 * completed on the way. Kinds of scan can be left out by their codes.
 */
export function growingLife(order: 'in order' | 'late', without: readonly string[] = []): fc.Arbitrary<GrowingLife> {
  const kinds = scanKinds.filter(([code]) => !without.includes(code));
  const line = fc.record({
    kind: fc.constantFrom(...kinds),
    minutes: fc.integer({ min: 0, max: 20_000 }),
    lateBy: order === 'late' ? fc.constantFrom(0, 0, 0, 2000, 9000) : fc.constant(0),
    place: fc.option(fc.constantFrom(...inOneZone), { nil: undefined }),
    placeLater: fc.boolean(),
    offsetLater: fc.boolean(),
  });
  return fc.uniqueArray(line, { minLength: 1, maxLength: 14, selector: ({ minutes }) => minutes }).map((lines) => {
    const told = lines.toSorted((a, b) => a.minutes + a.lateBy - (b.minutes + b.lateBy));
    const scanOf = ({ kind, minutes, place, placeLater, offsetLater }: (typeof told)[number], age: number): Scan => ({
      status: kind[1],
      detail: kind[2],
      basis: 'code',
      code: kind[0],
      description: age > 2 ? `${kind[3]}.` : kind[3],
      occurredAt: `${wallClock(minutes)}${offsetLater && age < 1 ? '' : '-06:00'}`,
      place: placeLater && age < 2 ? undefined : place,
    });
    const looks = told.map((_, index) => told.slice(0, index + 1).map((one, nth) => scanOf(one, index - nth)));
    return { answers: looks.map((scans, index) => answerOf({ scans }, index)), scans: looks.at(-1) ?? [] };
  });
}

/**
 * Lives that go to and fro between a few answers: lines, statuses, forecasts, pieces and facts come, go and come again.
 * Times differ, so that no two lines trade places. Some are lives of a number that two shipments carry.
 */
export const flappingLife: fc.Arbitrary<readonly Tracking[]> = fc
  .uniqueArray(fc.record({ kind: fc.constantFrom(...scanKinds), minutes: fc.integer({ min: 0, max: 9000 }) }), {
    minLength: 1,
    maxLength: 6,
    selector: ({ minutes }) => minutes,
  })
  .chain((lines) => {
    const all = lines
      .toSorted((a, b) => a.minutes - b.minutes)
      .map(
        ({ kind: [code, status, detail, description], minutes }): Scan => ({
          status,
          detail,
          basis: 'code',
          code,
          description,
          occurredAt: `${wallClock(minutes)}-06:00`,
        }),
      );
    const known = facts.map(({ uniqueId: _, delivery: __, ...rest }) => rest);
    const current = fc.option(
      fc.record({
        status: fc.constantFrom<TrackingStatus[]>('in_transit', 'exception', 'delivered', 'available_for_pickup'),
        basis: fc.constant('code' as const),
      }),
      { nil: undefined, freq: 2 },
    );
    const look = fc.record({ scans: fc.subarray(all), known, current, isOther: fc.boolean() });
    return fc.tuple(
      fc.array(look, { minLength: 2, maxLength: 4 }),
      fc.array(fc.nat(3), { minLength: 2, maxLength: 12 }),
      fc.constantFrom([undefined, undefined], ['2461~1', '2461~1'], ['2461~1', '2461~2']),
    );
  })
  .map(([looks, order, shipments]) =>
    order.map((index, step) => {
      const { scans, known, current, isOther } = looks[index % looks.length] as (typeof looks)[number];
      return answerOf({ ...known, uniqueId: shipments[Number(isOther)], current, scans }, step);
    }),
  );
