import { describe, expect, it } from 'vitest';
import { readStatus } from '../../../carriers/ups/status.ts';
import { type CodedStatus, type Family, familyOf } from '../../../carriers/ups/status-codes.ts';
import { hasReference, referenceJson, referenceNote } from '../../reference.ts';
import { published } from './published.ts';

function read(type?: string, code?: string, statusCode?: string, family: Family = 'package') {
  const status: CodedStatus = { type, code, statusCode };
  const { meaning, basis } = readStatus(status, family);
  return [...meaning, basis].join(' ');
}

describe('the status of a scan', () => {
  it('is decided by the status code whatever the type and the code beneath it', () => {
    expect(read('X', 'AR', '021')).toBe('out_for_delivery code');
    expect(read('D', '53', '006')).toBe('out_for_delivery code');
    expect(read(undefined, undefined, '026')).toBe('delivered delivered_by_partner code');
  });

  it('falls to the code under its type where the status code is missing, unavailable or unknown', () => {
    expect(read('I', 'OR')).toBe('in_transit received_at_origin_facility code');
    expect(read('X', 'KT', '000')).toBe('exception refused code');
    expect(read('D', 'ML', '999')).toBe('delivered delivered_to_safe_place code');
    expect(read('P', 'PU')).toBe('in_transit picked_up code');
  });

  it('never reads a code without its type', () => {
    expect(read('M', 'DP')).toBe('pre_transit label_created code');
    expect(read('I', 'DP')).toBe('in_transit departed_facility code');
    expect(read('I', 'DL')).toBe('out_for_delivery loaded_on_vehicle code');
    expect(read('X', 'DL')).toBe('returning return_to_sender code');
    expect(read('I', 'XD')).toBe('in_transit dropped_off code');
    expect(read('X', 'XD')).toBe('in_transit arrived_in_destination_country code');
    expect(read(undefined, 'DL')).toBe('unknown none');
  });

  it('falls to the type as a coarse category for codes that UPS does not publish', () => {
    expect(read('D', 'FS')).toBe('delivered category');
    expect(read('D', 'KB')).toBe('delivered category');
    expect(read('X', 'SR')).toBe('exception category');
    expect(read('NA', '??')).toBe('unknown code');
    expect(read('QQ', '??')).toBe('unknown none');
    expect(read('constructor', 'toString', 'valueOf')).toBe('unknown none');
  });

  it('takes the three digits where the current status has them for its code', () => {
    expect(read(undefined, '005')).toBe('in_transit code');
    expect(read('D', '011')).toBe('delivered code');
    expect(read(undefined, '161')).toBe('available_for_pickup at_pickup_point code');
  });

  it('puts back leading zeros that were lost', () => {
    expect(read('M', 'MP', '3')).toBe('pre_transit label_created code');
    expect(read('X', '6')).toBe('exception missorted code');
    expect(read('X', '16', '48')).toBe('exception transport_delay code');
  });

  it('makes a general status finer by the code beneath it', () => {
    expect(read('I', 'DS', '005')).toBe('in_transit arrived_at_destination_facility code');
    expect(read('I', 'AR', '025')).toBe('in_transit arrived_at_facility code');
    expect(read('X', '16', '048')).toBe('exception transport_delay code');
    expect(read('D', '3H', '011')).toBe('delivered delivered_to_neighbour code');
    expect(read('X', '48', '022')).toBe('delivery_attempted recipient_unavailable code');
    expect(read('X', '49', '024')).toBe('delivery_attempted final_attempt code');
  });

  it('lets the code decide under "Exception", which says no more than its type', () => {
    expect(read('X', 'DJ', '013')).toBe('exception weather_delay code');
    expect(read('X', 'K5', '013')).toBe('info claim code');
    expect(read('X', 'KP', '013')).toBe('returning return_to_sender code');
    expect(read('X', '??', '013')).toBe('exception code');
  });

  it('does not call delivered what waits for collection, went back, or travels on', () => {
    expect(read('D', '2Q', '011')).toBe('available_for_pickup at_pickup_point code');
    expect(read('D', '1N', '011')).toBe('available_for_pickup at_locker code');
    expect(read('D', 'B0', '011')).toBe('returned return_to_sender code');
    expect(read('D', '4X', '011')).toBe('in_transit relabelled code');
    expect(read('D', 'F7', '143')).toBe('in_transit handed_to_partner code');
    expect(read('D', 'EP', '144')).toBe('available_for_pickup at_post_office code');
  });

  it('reads Mail Innovations and freight by their own tables', () => {
    expect(read('I', 'OF')).toBe('out_for_delivery code');
    expect(read('I', 'OF', undefined, 'mail')).toBe('in_transit departed_facility code');
    expect(read('W', '044')).toBe('in_transit processed_at_facility code');
    expect(read('D', '012', undefined, 'freight')).toBe('delivered code');
    expect(read('X', 'A1', undefined, 'freight')).toBe('exception customs_held code');
    expect(read('X', 'A1')).toBe('returning damaged code');
    expect(read('I', 'AR', undefined, 'freight')).toBe('in_transit arrived_at_facility code');
  });

  it.each([
    ['1Z999AA10123456784', 'package'],
    ['1R12345678ABCDEF', 'package'],
    ['123456789012', 'package'],
    ['9261290100000000000005', 'mail'],
    ['MI123456ORDER7', 'mail'],
    ['123456789012345678', 'mail'],
    ['123456789', 'freight'],
  ])('takes %s for %s', (number, family) => {
    expect(familyOf(number)).toBe(family);
  });
});

describe.skipIf(!hasReference)(`published codes${referenceNote}`, () => {
  it.each(published)('$name: every code has a meaning', ({ file, codes, meaning }) => {
    const all = codes(referenceJson(file));
    expect(all.length).toBeGreaterThan(2);
    expect(all.filter((code) => meaning(code) === undefined)).toEqual([]);
  });

  it('have unknown for a meaning only where UPS says that it has none', () => {
    const unknown = published.flatMap(({ file, name, codes, meaning }) =>
      codes(referenceJson(file)).flatMap((code) => (meaning(code)?.[0] === 'unknown' ? [`${name} ${code}`] : [])),
    );
    expect(unknown.sort()).toEqual([
      'activity types NA',
      'freight activity codes 000',
      'status description codes 000',
      'status description codes 148',
      'status description codes 163',
    ]);
  });

  // Texts that say in so many words what happened; the table must not say otherwise.
  const words: readonly (readonly [RegExp, string])[] = [
    [/pending release from a (?:government agency|non-ups broker)/i, 'exception customs_held'],
    [/ups is (?:preparing|reviewing)\b.*\bclearance/i, 'in_transit customs_processing'],
    [/^ups initiated contact with/i, 'exception customs_documents_required'],
    [
      /due to (?:special )?operating conditions, (?:delivery of )?your package may be delayed/i,
      'exception operational_delay',
    ],
    [/^severe weather conditions/i, 'exception weather_delay'],
    [/has refused the delivery|refused the delivery\.$/i, 'exception refused'],
    [/attempting to update the address|alternate delivery address\.$/i, 'exception address_issue'],
    [/mechanical failure/i, 'exception transport_delay'],
    [/delivery instructions have been provided/i, 'info delivery_change_requested'],
    [/unauthorized|hazardous material identified/i, 'exception dangerous_or_prohibited'],
  ];

  it.each(words)('package exceptions that read like %s are %s', (pattern, expected) => {
    const file = 'ups/codes/package-exceptions.json';
    const rows = referenceJson<readonly { readonly code: string; readonly description: string }[]>(file);
    const alike = rows.filter(({ description }) => pattern.test(description));
    expect(alike.length).toBeGreaterThan(0);
    const table = published.find((candidate) => candidate.file === file);
    const odd = alike.filter(({ code }) => table?.meaning(code)?.join(' ') !== expected);
    expect(odd.map(({ code, description }) => `${code} ${description}`)).toEqual([]);
  });
});
