import { describe, expect, it } from 'vitest';
import {
  from17Track,
  fromActiveShipping,
  fromAfterShip,
  fromDeliveryTracker,
  fromEasyPost,
  fromHautelook,
  fromKarrio,
  fromParcelTrap,
  fromShip24,
  fromShipEngine,
  fromShipit,
  fromShipmentTracker,
  fromShippo,
  fromShipup,
  fromShopify,
  fromTrackingMore,
  fromTsShipmentTracking,
  fromWooCommerce,
  type StatusAndDetail,
  to17Track,
  toAfterShip,
  toEasyPost,
  toShipEngine,
  toShippo,
  toShopify,
  toWooCommerce,
} from 'waybill/crosswalk';
import { statusDetails } from '../src/model/detail.ts';
import { type EventStatus, eventStatuses } from '../src/model/status.ts';
import { hasReference, referenceNote, referenceText } from './reference.ts';

const standings: readonly StatusAndDetail[] = eventStatuses.flatMap((status) => [
  { status },
  ...statusDetails.map((detail) => ({ status, detail })),
]);

interface System {
  readonly name: string;
  /** The coarse and the fine word. */
  readonly to: (ours: StatusAndDetail) => readonly [string, string];
  readonly from: (coarse: string, fine?: string) => StatusAndDetail;
  /** Statuses of ours for which the system has no word of its own, and what its nearest word reads as. */
  readonly coarser: Partial<Record<EventStatus, readonly EventStatus[]>>;
}

const systems: readonly System[] = [
  {
    name: 'EasyPost',
    to: (ours) => [toEasyPost(ours).status, toEasyPost(ours).status_detail],
    from: fromEasyPost,
    coarser: { delivery_attempted: ['exception'], returned: ['returning'] },
  },
  {
    name: 'Shippo',
    to: (ours) => [toShippo(ours).status, toShippo(ours).substatus],
    from: fromShippo,
    coarser: {
      returned: ['returning'],
      cancelled: ['unknown'],
      // Shippo tells an address question and a closed door apart, but not whether somebody stood there.
      delivery_attempted: ['delivery_attempted', 'exception'],
      exception: ['exception', 'delivery_attempted'],
    },
  },
  {
    name: 'AfterShip',
    to: (ours) => [toAfterShip(ours).tag, toAfterShip(ours).subtag],
    from: fromAfterShip,
    coarser: {},
  },
  {
    name: 'ShipEngine',
    to: (ours) => [toShipEngine(ours).status_code, toShipEngine(ours).status_detail_code],
    from: fromShipEngine,
    coarser: {},
  },
  {
    name: '17TRACK',
    to: (ours) => [to17Track(ours).status, to17Track(ours).sub_status],
    from: from17Track,
    coarser: {},
  },
];

describe.each(systems)('the crosswalk with $name', ({ to, from, coarser }) => {
  it('has words for every status with every detail, and knows them itself', () => {
    for (const ours of standings) {
      const [coarse, fine] = to(ours);
      expect(coarse).toMatch(/^\w+$/);
      expect(fine).toMatch(/^\w+$/);
      if (ours.status !== 'unknown' && ours.status !== 'info' && coarser[ours.status] === undefined) {
        expect({ ours, back: from(coarse, fine).status }).not.toEqual({ ours, back: 'unknown' });
      }
    }
  });

  it('brings every status back, but for those the system has no word for', () => {
    for (const status of eventStatuses) {
      if (status === 'info') continue;
      const expected = coarser[status] ?? [status];
      expect({ status, back: expected }).toEqual({
        status,
        back: expect.arrayContaining([from(...to({ status })).status]),
      });
    }
  });

  it('never calls a parcel delivered, returned or cancelled that is not, nor the other way round', () => {
    const final = ['delivered', 'returned', 'cancelled'];
    for (const ours of standings) {
      const back = from(...to(ours)).status;
      if (final.includes(back)) expect({ ours, back }).toEqual({ ours, back: ours.status });
      if (ours.status === 'delivered') expect({ ours, back }).toEqual({ ours, back: 'delivered' });
    }
  });

  it('never makes up a detail that contradicts ours', () => {
    for (const ours of standings.filter(({ detail }) => detail === undefined)) {
      const back = from(...to(ours));
      if (back.detail !== undefined) expect(defaults).toContain(back.detail);
    }
  });

  it('reads words that it does not know as unknown', () => {
    for (const word of ['', 'teleported', 'constructor', '__proto__', 'Teleported_001']) {
      expect(from(word)).toEqual({ status: 'unknown' });
      expect(from(word, word)).toEqual({ status: 'unknown' });
    }
  });
});

/** What a bare status of ours may come back with: the detail is what the status means. */
const defaults = [
  'label_created',
  'return_to_sender',
  'at_pickup_point',
  'arrived_at_destination_facility',
  'undeliverable',
];

describe('particular crossings', () => {
  it.each([
    [{ status: 'exception', detail: 'weather_delay' }, 'in_transit/weather_delay', 'TRANSIT/delayed', 'Exception_017'],
    [{ status: 'exception', detail: 'lost' }, 'failure/lost', 'FAILURE/package_lost', 'Exception_013'],
    [
      { status: 'delivered', detail: 'delivered_to_neighbour' },
      'delivered/arrived_at_destination',
      'DELIVERED/delivered',
      'Delivered_005',
    ],
    [
      { status: 'available_for_pickup', detail: 'at_locker' },
      'available_for_pickup/arrived_at_pickup_location',
      'TRANSIT/pickup_available',
      'AvailableForPickup_001',
    ],
    [
      { status: 'delivery_attempted', detail: 'recipient_unavailable' },
      'failure/delivery_exception',
      'TRANSIT/delivery_attempted',
      'AttemptFail_002',
    ],
    [{ status: 'returned' }, 'return_to_sender/return', 'RETURNED/return_to_sender', 'Exception_011'],
    [{ status: 'unknown', detail: 'tracking_expired' }, 'unknown/expired', 'UNKNOWN/other', 'Expired_001'],
  ] as const)('%j', (ours, easyPost, shippo, afterShip) => {
    expect(Object.values(toEasyPost(ours)).join('/')).toBe(easyPost);
    expect(Object.values(toShippo(ours)).join('/')).toBe(shippo);
    expect(toAfterShip(ours).subtag).toBe(afterShip);
  });

  it('a tracking or an event goes in as it is', () => {
    expect(toShipEngine({ ...{ events: [] }, status: 'delivered', detail: 'delivered_to_po_box' })).toEqual({
      status_code: 'DE',
      status_detail_code: 'DELIVERED_TO_PO_BOX',
    });
  });

  it('EasyPost: a settled status stands whatever the detail repeats; an open one is decided by the detail', () => {
    expect(fromEasyPost('delivered', 'arrived_at_destination')).toEqual({ status: 'delivered' });
    expect(fromEasyPost('delivered', 'damaged')).toEqual({ status: 'delivered', detail: 'damaged' });
    expect(fromEasyPost('in_transit', 'held')).toEqual({ status: 'exception', detail: 'held' });
    expect(fromEasyPost('in_transit', 'label_created')).toEqual({ status: 'in_transit' });
    expect(fromEasyPost('in_transit', 'status_update')).toEqual({ status: 'in_transit' });
    expect(fromEasyPost('failure', 'address_correction')).toEqual({ status: 'exception', detail: 'address_issue' });
    expect(fromEasyPost('failure', 'return')).toEqual({ status: 'exception' });
    expect(fromEasyPost('unknown', 'lost')).toEqual({ status: 'exception', detail: 'lost' });
    expect(fromEasyPost('delivered', null)).toEqual({ status: 'delivered' });
  });

  it('a detail that does not move the parcel leaves the status to the coarse word', () => {
    expect(fromShippo('TRANSIT', 'delivery_rescheduled')).toEqual({
      status: 'in_transit',
      detail: 'delivery_rescheduled',
    });
    expect(fromShipEngine('DE', 'PROOF_OF_DELIVERY')).toEqual({ status: 'delivered', detail: 'proof_available' });
    expect(fromShipEngine('AC', 'CARRIER_STATUS_NOT_MAPPED')).toEqual({ status: 'in_transit', detail: 'accepted' });
  });

  it('a code without a public meaning is read by its family', () => {
    expect(fromAfterShip('Exception', 'Exception_014')).toEqual({ status: 'exception' });
    expect(fromAfterShip('InTransit', 'InTransit_012')).toEqual({ status: 'in_transit' });
    expect(fromAfterShip('Delivered', 'Delivered_999')).toEqual({ status: 'delivered' });
    expect(fromAfterShip('', 'Delivered_999')).toEqual({ status: 'delivered' });
    expect(from17Track('InTransit', 'InTransit_Next')).toEqual({ status: 'in_transit' });
  });

  it('karrio: a reason explains a settled status and decides an open one', () => {
    expect(fromKarrio('delivered', 'carrier_damaged_parcel')).toEqual({ status: 'delivered', detail: 'damaged' });
    expect(fromKarrio('return_to_sender', 'consignee_refused')).toEqual({ status: 'returning', detail: 'refused' });
    expect(fromKarrio('delivery_failed', 'consignee_not_home')).toEqual({
      status: 'delivery_attempted',
      detail: 'recipient_unavailable',
    });
    expect(fromKarrio('on_hold', 'unknown')).toEqual({ status: 'exception', detail: 'held' });
  });
});

describe.skipIf(!hasReference)(`every word of the other systems${referenceNote}`, () => {
  const sections = new Map(
    (hasReference ? referenceText('taxonomies.md') : '')
      .split(/^### /m)
      .slice(1)
      .map((section) => [section.split(' ', 1)[0], section]),
  );

  /** The words in back quotes of a section, from one marker to another. */
  function words(section: string, from: string | RegExp, to?: string): readonly string[] {
    const text = sections.get(section) ?? '';
    const start = text.search(from);
    const end = to === undefined ? undefined : text.indexOf(to, start);
    expect(start, `${section} ${from}`).toBeGreaterThanOrEqual(0);
    return [...text.slice(start, end).matchAll(/`(\w+)`/g)].map(([, word]) => word ?? '');
  }

  /** AfterShip's sub-tags are written once with the family and then as `_002`, some as a range. */
  const afterShipSubtags = (sections.get('A.4') ?? '')
    .split('\n')
    .filter((line) => line.startsWith('- `'))
    .flatMap((line) => {
      const family = /^- `(\w+)_001`/.exec(line)?.[1] ?? '';
      return [...line.matchAll(/_(\d{3})`/g)].map(([, number]) => `${family}_${number}`);
    });

  const meansNothing = new Set([
    ...['unknown', 'error', 'UNKNOWN', 'UN', 'Pending', 'NotFound', 'pending', 'notfound', 'not_found', 'other'],
    ...['NotFound_Other', 'NotFound_InvalidCode', 'CARRIER_STATUS_NOT_MAPPED'],
    ...['Pending_001', 'Pending_002', 'Pending_006'],
  ]);
  const unread = '~';

  const lists: readonly [string, number, () => readonly string[], (word: string) => StatusAndDetail][] = [
    ['karrio status', 12, () => words('A.1', 'Status', 'Incident'), (word) => fromKarrio(word)],
    ['karrio reason', 35, () => words('A.1', 'Incident'), (word) => fromKarrio(unread, word)],
    ['EasyPost status', 10, () => words('A.2', 'Status', 'status_detail'), (word) => fromEasyPost(word)],
    ['EasyPost detail', 28, () => words('A.2', 'status_detail'), (word) => fromEasyPost(unread, word)],
    ['Shippo status', 6, () => words('A.3', 'Status \\(', 'substatus'), (word) => fromShippo(word)],
    ['Shippo sub-status', 27, () => words('A.3', 'substatus', 'The SDK'), (word) => fromShippo(unread, word)],
    ['AfterShip tag', 9, () => words('A.4', 'Tags', 'Subtags'), (word) => fromAfterShip(word)],
    ['AfterShip sub-tag', 52, () => afterShipSubtags, (word) => fromAfterShip(unread, word)],
    ['ShipEngine status', 8, () => words('A.5', 'status_code', 'status_detail'), (word) => fromShipEngine(word)],
    [
      'ShipEngine detail',
      75,
      () => words('A.5', 'status_detail', 'ShipEngine Connect'),
      (word) => fromShipEngine(unread, word),
    ],
    ['17TRACK status', 9, () => words('A.10', 'Status', 'Sub-status'), (word) => from17Track(word)],
    ['17TRACK sub-status', 30, () => words('A.10', 'Sub-status'), (word) => from17Track(unread, word)],
    ['Ship24 milestone', 8, () => words('A.11', 'Milestones', 'Codes'), (word) => fromShip24(word)],
    ['Ship24 code', 20, () => words('A.11', 'Codes'), (word) => fromShip24(unread, word)],
    ['active_shipping', 27, () => words('A.6', 'FedEx symbols', 'UPS'), fromActiveShipping],
    ['active_shipping UPS', 6, () => words('A.6', 'UPS'), fromActiveShipping],
    ['shipit', 6, () => words('A.7', '`'), fromShipit],
    ['delivery-tracker', 9, () => words('A.8', '`'), fromDeliveryTracker],
    ['ts-shipment-tracking', 7, () => words('A.9', '`'), fromTsShipmentTracking],
    ['TrackingMore', 8, () => words('A.12', 'TrackingMore', 'ParcelTrap'), fromTrackingMore],
    ['ParcelTrap', 8, () => words('A.12', 'ParcelTrap', 'Shipup'), fromParcelTrap],
    ['Shipup', 9, () => words('A.12', 'Shipup', 'sauladam'), fromShipup],
    ['shipment-tracker', 6, () => words('A.12', 'sauladam', 'hautelook'), fromShipmentTracker],
    ['hautelook', 4, () => words('A.12', 'hautelook'), fromHautelook],
  ];

  it.each(lists)('%s: all %i have an image', (_, count, list, from) => {
    const all = list();
    expect(all).toHaveLength(count);
    for (const word of all) {
      if (!meansNothing.has(word))
        expect({ word, image: from(word) }).not.toEqual({ word, image: { status: 'unknown' } });
    }
  });

  /** Fine words whose coarse word is another system's idea of the status: both ways cannot be the same. */
  const ambiguous: Readonly<Record<string, readonly string[]>> = {
    'EasyPost status': ['error'],
    'EasyPost detail': ['failure', 'delivery_exception', 'arrived_at_destination', 'address_correction'],
    'Shippo sub-status': ['package_processing', 'reschedule_delivery'],
    'AfterShip sub-tag': ['Exception_014', 'Exception_015', 'OutForDelivery_002'],
  };

  it.each(systems)('$name: a coarse word comes back as it went', ({ name, to, from }) => {
    const entry = lists.find(([list]) => list.startsWith(`${name} status`) || list.startsWith(`${name} tag`));
    for (const word of entry?.[2]() ?? []) {
      if (!ambiguous[`${name} status`]?.includes(word)) expect(to(from(word))[0]).toBe(word);
    }
    expect(entry?.[2]().length).toBeGreaterThan(5);
  });

  it.each([
    ['EasyPost detail', toEasyPost, 'status_detail'],
    ['Shippo sub-status', toShippo, 'substatus'],
    ['17TRACK sub-status', to17Track, 'sub_status'],
  ] as const)('%s: a fine word comes back as it went', (name, to, key) => {
    const [, , list, from] = lists.find(([list]) => list === name) ?? lists[0]!;
    for (const word of list()) {
      const back: unknown = Reflect.get(to(from(word)), key);
      if (!ambiguous[name]?.includes(word) && !meansNothing.has(word))
        expect({ word, back }).toEqual({ word, back: word });
    }
  });
});

describe('the words of shops', () => {
  it.each<[StatusAndDetail, string | undefined]>([
    [{ status: 'pre_transit' }, 'LABEL_PRINTED'],
    [{ status: 'pre_transit', detail: 'not_received' }, 'CONFIRMED'],
    [{ status: 'in_transit', detail: 'picked_up' }, 'CARRIER_PICKED_UP'],
    [{ status: 'in_transit', detail: 'departed_facility' }, 'IN_TRANSIT'],
    [{ status: 'exception', detail: 'weather_delay' }, 'DELAYED'],
    [{ status: 'exception', detail: 'lost' }, 'FAILURE'],
    [{ status: 'returning' }, 'FAILURE'],
    [{ status: 'delivered', detail: 'collected' }, 'DELIVERED'],
    [{ status: 'cancelled' }, undefined],
    [{ status: 'info', detail: 'photo_available' }, undefined],
  ])('Shopify: %o', (ours, theirs) => {
    expect(toShopify(ours)).toBe(theirs);
  });

  it('of Shopify are read whatever their case, and a failure tells nothing of the parcel', () => {
    expect(fromShopify('carrier_picked_up')).toEqual({ status: 'in_transit', detail: 'picked_up' });
    expect(fromShopify('PICKED_UP')).toEqual({ status: 'delivered', detail: 'collected' });
    expect(fromShopify('delayed')).toEqual({ status: 'exception', detail: 'delayed' });
    for (const word of ['failure', null, undefined, '', 'constructor'])
      expect(fromShopify(word)).toEqual({ status: 'unknown' });
  });

  it('of WooCommerce are those of the order: completed is shipped, and money tells nothing', () => {
    expect(toWooCommerce({ status: 'pre_transit' })).toBe('processing');
    expect(toWooCommerce({ status: 'out_for_delivery' })).toBe('completed');
    expect(toWooCommerce({ status: 'cancelled' })).toBeUndefined();
    expect(fromWooCommerce('wc-completed')).toEqual({ status: 'in_transit' });
    expect(fromWooCommerce('delivered')).toEqual({ status: 'delivered' });
    for (const word of ['cancelled', 'refunded', 'on-hold', ''])
      expect(fromWooCommerce(word)).toEqual({ status: 'unknown' });
  });

  it('never call a parcel delivered that is not', () => {
    for (const ours of standings) {
      for (const back of [fromShopify(toShopify(ours)), fromWooCommerce(toWooCommerce(ours) ?? '')]) {
        if (['delivered', 'returned', 'cancelled'].includes(back.status)) expect(back.status).toBe(ours.status);
      }
    }
  });
});
