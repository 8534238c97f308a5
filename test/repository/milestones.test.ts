import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { diff, milestone, milestones } from 'waybill';
import {
  from17Track,
  fromAfterShip,
  fromEasyPost,
  fromShipEngine,
  fromShippo,
  fromShopify,
  type StatusAndDetail,
} from 'waybill/crosswalk';
import { parcel, scan, scans } from '../parcel.ts';
import { hasReference, referenceNote, referenceText } from '../reference.ts';

const page = readFileSync(fileURLToPath(new URL('../../docs/milestones.md', import.meta.url)), 'utf8');

/** The words of each system in the page, by the milestone beside which they stand. */
function rowsOf(system: string): readonly (readonly [image: string, word: string])[] {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${system}\n`)) ?? '';
  return [...section.matchAll(/^\| (?:`(\w+)`|none) \| (.+) \|$/gm)].flatMap(([, image = 'none', words = '']) =>
    [...words.matchAll(/`(\w+)`/g)].map(([, word = '']) => [image, word] as const),
  );
}

/** What a customer is told when a parcel under way, or one that is about to be, comes into a status. */
function imageOf({ status, detail }: StatusAndDetail): string {
  const before = status === 'in_transit' ? [scans.label] : [scans.label, scans.pickedUp];
  const line = scan('XX', status, '12T10:00', { detail });
  const told = diff(parcel(before), parcel([...before, line])).flatMap((change) => milestone(change)?.milestone ?? []);
  return told.at(-1) ?? 'none';
}

/** Identifiers of a system, as its vendor publishes them. */
function published(from: string, to: string, pattern: RegExp): readonly string[] {
  const text = referenceText('taxonomies.md');
  const part = text.slice(text.indexOf(from), text.indexOf(to));
  return [...part.matchAll(pattern)].map(([, word = '']) => word);
}

/** A status alone; a detail beside the first status that it adds something to. */
function easyPost(word: string): StatusAndDetail {
  if (word === 'return') return fromEasyPost('return_to_sender', word);
  const alone = fromEasyPost(word);
  if (alone.status !== 'unknown') return alone;
  const beside = ['in_transit', 'failure', 'available_for_pickup', 'return_to_sender', 'pre_transit'].map((status) => [
    fromEasyPost(status),
    fromEasyPost(status, word),
  ]);
  return beside.find(([bare, said]) => JSON.stringify(bare) !== JSON.stringify(said))?.[1] ?? alone;
}

const systems: readonly [string, (word: string) => StatusAndDetail, () => readonly string[]][] = [
  ['EasyPost', easyPost, () => published('### A.2', '### A.3', /`([a-z_]+)`/g)],
  [
    'Shippo',
    (word) => (/^[A-Z_]+$/.test(word) ? fromShippo(word) : fromShippo('UNKNOWN', word)),
    () => published('### A.3', '### A.4', /`([A-Z]{5,}[A-Z_]*|[a-z]+_[a-z_]+|delayed|delivered|other)`/g),
  ],
  [
    'AfterShip',
    (word) => (word.includes('_') ? fromAfterShip('', word) : fromAfterShip(word)),
    () => published('Tags (9)', 'Subtags:', /`(\w+)`/g),
  ],
  [
    '17TRACK',
    (word) => (word.includes('_') ? from17Track(word.slice(0, word.indexOf('_')), word) : from17Track(word)),
    () => published('### A.10', '### A.11', /`([A-Z]\w+)`/g),
  ],
  [
    'ShipEngine',
    (word) => (word.length === 2 ? fromShipEngine(word) : fromShipEngine('UN', word)),
    () => published('### A.5', 'ShipEngine Connect', /`([A-Z][A-Z_]+)`/g),
  ],
  ['Shopify', fromShopify, () => []],
];

describe('the page of milestones', () => {
  it('explains every milestone, and no other', () => {
    const section = page.split(/^## /m)[0] ?? '';
    const words = [...section.matchAll(/^\| `(\w+)` \|/gm)].map(([, word]) => word);
    expect(words.toSorted()).toEqual([...milestones].toSorted());
  });

  it.each(systems)('has the image of each word of %s that the code has', (system, from) => {
    const rows = rowsOf(system);
    expect(rows.length).toBeGreaterThan(8);
    const computed = rows.map(([, word]) => [imageOf(from(word)), word]);
    expect(rows).toEqual(computed);
    expect(new Set(rows.map(([, word]) => word)).size).toBe(rows.length);
  });

  it.skipIf(!hasReference).each(systems)(`has every word of %s${referenceNote}`, (system, _, words) => {
    const known = new Set(rowsOf(system).map(([, word]) => word));
    expect(words().filter((word) => !known.has(word) && !notEvents.has(word))).toEqual([]);
  });
});

/** Words of the reference that name no event. */
const notEvents: ReadonlySet<string> = new Set([
  'substatus',
  'code',
  'text',
  'action_required',
  'status_detail',
  'status_code',
  'status_detail_code',
]);
