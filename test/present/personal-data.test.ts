import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Tracking } from '../../src/kit.ts';
import { personalFields, publicView, redact, redacted } from '../../src/present/index.ts';
import { trackingJsonSchema, trackingSchema } from '../../src/schema.ts';
import { anyTracking } from '../diff/lives.ts';
import { parcel, scans } from '../parcel.ts';

/** A tracking that has everything the model has, each text of a person recognisable. */
const full: Tracking = {
  ...parcel([scans.pickedUp, scans.delivered]),
  uniqueId: 'secret-unique',
  url: 'https://carrier.example/secret-url',
  delivery: {
    at: '2026-11-12T14:30:00-06:00',
    signedBy: 'secret-signer',
    leftAt: 'secret-porch',
    to: 'neighbour',
    attempts: 2,
    place: { city: 'Austin', postalCode: 'secret-zip', facility: 'secret-shop' },
    proof: [{ kind: 'photo', url: 'https://carrier.example/secret-photo' }],
  },
  origin: { city: 'Memphis', country: 'US', postalCode: 'secret-zip', facility: 'secret-dock' },
  destination: { city: 'Austin', region: 'TX', country: 'US', postalCode: 'secret-zip', facility: 'secret-office' },
  references: [{ kind: 'invoice', value: 'secret-invoice' }],
  pieces: [
    {
      trackingNumber: 'SECRETPIECE0001',
      status: 'delivered',
      events: [
        {
          ...parcel([scans.delivered]).events[0]!,
          id: 'secret-event',
          description: 'left with secret-neighbour',
          nextStep: 'call secret-neighbour',
          pieces: ['SECRETPIECE0001'],
          place: { city: 'Austin', postalCode: 'secret-zip', facility: 'secret-shop' },
        },
      ],
    },
  ],
  related: [{ relation: 'return', trackingNumber: 'SECRETRETURN01' }],
  candidates: [
    {
      uniqueId: 'secret-candidate',
      status: 'delivered',
      chosen: true,
      destination: { city: 'Austin', postalCode: 'secret-zip', facility: 'secret-office' },
    },
  ],
};

interface Node {
  readonly $comment?: string;
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly $defs?: Readonly<Record<string, Node>>;
}

/** Every free text of the model by its path. */
function textsOf(root: Node): readonly string[] {
  const walk = (node: Node, path: string): readonly string[] => {
    const part = node.$ref === undefined ? node : (root.$defs?.[node.$ref.slice('#/$defs/'.length)] ?? {});
    if (part.items !== undefined) return walk(part.items, `${path}.*`);
    if (part.properties !== undefined) {
      return Object.entries(part.properties).flatMap(([key, value]) =>
        walk(value, path === '' ? key : `${path}.${key}`),
      );
    }
    return part.type === 'string' && part.enum === undefined && part.pattern === undefined ? [path] : [];
  };
  return walk(root, '');
}

/** Free texts that tell of no person: codes of carriers, towns, kinds, what we say ourselves. */
const harmless: readonly RegExp[] = [
  /(^|\.)carrier$/,
  /(^|\.)(code|reasonCode|city|region)$/,
  /^service\.name$/,
  /^candidates\.\*\.service$/,
  /^references\.\*\.kind$/,
  /^issues\.\*\.(path|expected|seen)$/,
];

describe('the fields that may hold personal data', () => {
  it('are named one by one: no free text of the model is left open', () => {
    const texts = textsOf(trackingJsonSchema() as Node);
    expect(texts.length).toBeGreaterThan(30);
    const open = texts.filter((path) => !(path in personalFields) && !harmless.some((known) => known.test(path)));
    expect(open).toEqual([]);
    expect(Object.keys(personalFields).filter((path) => !texts.includes(path))).toEqual([]);
  });

  it('are marked in the JSON Schema', () => {
    const { properties = {}, $defs = {} } = trackingJsonSchema() as Node;
    const commentOf = (name: string, field: string): string | undefined => $defs[name]?.properties?.[field]?.$comment;
    expect(properties.trackingNumber?.$comment).toBe('personal data: identifier');
    expect(commentOf('Delivery', 'signedBy')).toBe('personal data: name');
    expect(commentOf('Place', 'postalCode')).toBe('personal data: address');
    expect(commentOf('Place', 'city')).toBeUndefined();
    expect(commentOf('ProofReference', 'url')).toBe('personal data: link');
  });
});

describe('redact', () => {
  it('takes every personal text out, keeps what support needs, and still fits the schema', () => {
    const safe = redact(full);
    expect(JSON.stringify(safe)).not.toMatch(/secret/i);
    expect(trackingSchema.safeParse(safe).success).toBe(true);
    expect(safe).toMatchObject({
      carrier: 'fedex',
      trackingNumber: '…9012',
      status: full.status,
      delivery: { at: full.delivery?.at, to: 'neighbour', attempts: 2, signedBy: redacted },
      origin: { city: 'Memphis', country: 'US' },
    });
    expect(safe.events.map(({ status, code, occurredAt }) => [status, code, occurredAt])).toEqual(
      full.events.map(({ status, code, occurredAt }) => [status, code, occurredAt]),
    );
  });

  it('does not touch what it was given', () => {
    const before = structuredClone(full);
    redact(full);
    expect(full).toEqual(before);
  });

  it('is total, and done once is done', () => {
    fc.assert(
      fc.property(anyTracking, (tracking) => {
        const safe = redact(tracking);
        expect(trackingSchema.safeParse(safe).success).toBe(true);
        expect(redact(safe)).toEqual(safe);
      }),
    );
  });
});

describe('publicView', () => {
  /** All that a stranger may see; a key more is a decision. */
  const allowed = new Set(
    [
      'carrier trackingNumber status detail shippedAt pickupBy pieceCount fetchedAt',
      'service service.code service.name',
      'estimatedDelivery estimatedDelivery.from estimatedDelivery.to',
      'promisedDelivery promisedDelivery.from promisedDelivery.to',
      'delivery delivery.at delivery.to delivery.attempts',
      'origin origin.city origin.region origin.country',
      'destination destination.city destination.region destination.country',
      'events events.* events.*.status events.*.detail events.*.occurredAt events.*.timeBasis',
      'events.*.place events.*.place.city events.*.place.region events.*.place.country',
    ].flatMap((line) => line.split(' ')),
  );

  function keysOf(value: unknown, path = ''): readonly string[] {
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, item]) => {
      const own = `${path}${path === '' ? '' : '.'}${Array.isArray(value) ? '*' : key}`;
      return [own, ...keysOf(item, own)];
    });
  }

  it('has nothing but what is on the list, whatever the model has', () => {
    const later = { ...full, consignee: 'secret-consignee' } as Tracking;
    const view = publicView(later);
    expect(JSON.stringify(view)).not.toMatch(/secret/i);
    expect(keysOf(view).filter((key) => !allowed.has(key))).toEqual([]);
    expect(view).toMatchObject({ trackingNumber: '123456789012', delivery: { to: 'neighbour' } });
    expect(view.events).toHaveLength(full.events.length);
  });

  it('has nothing more of any tracking', () => {
    fc.assert(
      fc.property(anyTracking, (tracking) => {
        const keys = keysOf(publicView(tracking));
        expect(keys.filter((key) => !allowed.has(key))).toEqual([]);
      }),
    );
  });
});
