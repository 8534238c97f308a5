import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EventStatus, eventStatuses } from '../../src/model/status.ts';

import { inOrder } from '../../src/time/order.ts';

const line = (name: string, occurredAt?: string) => ({ name, occurredAt });
const namesOf = (lines: readonly { name: string }[]) => lines.map(({ name }) => name).join('');

describe('the order of scans', () => {
  it('is oldest first, whichever way the carrier lists them', () => {
    const lines = [line('c', '2026-11-20T12:00:00Z'), line('b', '2026-11-20T11:00:00Z'), line('a', '2026-11-20')];
    expect(namesOf(inOrder(lines, 'newest-first'))).toBe('abc');
    expect(namesOf(inOrder(lines.toReversed(), 'oldest-first'))).toBe('abc');
  });

  it('goes by instants across offsets, not by wall clocks', () => {
    const lines = [
      line('a', '2026-11-20T23:00:00-08:00'),
      line('b', '2026-11-21T03:00:00-05:00'),
      line('c', '2026-11-21T02:30:00-06:00'),
    ];
    expect(namesOf(inOrder(lines.toReversed(), 'oldest-first'))).toBe('abc');
  });

  it('takes a time without offset at the offset of the line before it', () => {
    const lines = [
      line('a', '2026-11-20T10:00:00-08:00'),
      line('b', '2026-11-20T11:00:00'),
      line('c', '2026-11-20T19:30:00Z'),
    ];
    expect(namesOf(inOrder(lines, 'oldest-first'))).toBe('abc');
  });

  it('takes the first offset for lines before it', () => {
    const lines = [line('b', '2026-11-20T11:00:00'), line('a', '2026-11-20T10:00:00-08:00')];
    expect(namesOf(inOrder(lines, 'oldest-first'))).toBe('ab');
  });

  it('keeps a date among the lines of its day where the carrier put it', () => {
    const lines = [
      line('a', '2026-11-20T10:00:00'),
      line('b', '2026-11-20'),
      line('c', '2026-11-20T15:00:00'),
      line('d', '2026-11-21'),
    ];
    expect(namesOf(inOrder(lines, 'oldest-first'))).toBe('abcd');
  });

  it('keeps a line without time behind the line before it', () => {
    const lines = [line('x'), line('c', '2026-11-21'), line('y'), line('a', '2026-11-20'), line('z')];
    expect(namesOf(inOrder(lines, 'oldest-first'))).toBe('xazcy');
    expect(namesOf(inOrder([line('a'), line('b')], 'newest-first'))).toBe('ba');
  });

  it('keeps the carrier’s order of ties', () => {
    const at = '2026-11-20T10:00:00Z';
    expect(namesOf(inOrder([line('a', at), line('b', at), line('c', at)], 'oldest-first'))).toBe('abc');
    expect(namesOf(inOrder([line('a', at), line('b', at), line('c', at)], 'newest-first'))).toBe('cba');
  });

  const told = (name: string, status: EventStatus, occurredAt?: string) => ({ name, status, occurredAt });

  it.each(['2026-11-20T10:00:00Z', '2026-11-20', undefined])(
    'of one time (%s) the label is first, the delivery last',
    (at) => {
      const lines = [
        told('d', 'delivered', at),
        told('i', 'info', at),
        told('o', 'out_for_delivery', at),
        told('t', 'in_transit', at),
        told('l', 'pre_transit', at),
      ];
      expect(namesOf(inOrder(lines, 'oldest-first'))).toBe('liotd');
      expect(namesOf(inOrder(lines, 'newest-first'))).toBe('ltoid');
    },
  );

  it('a scan of a day stands behind a label of that day, and a label of a day before its scans', () => {
    const label = told('l', 'pre_transit', '2026-11-20T10:36:00-05:00');
    const pickedUp = told('p', 'in_transit', '2026-11-20');
    const later = told('a', 'in_transit', '2026-11-20T20:00:00-05:00');
    expect(namesOf(inOrder([label, pickedUp, later], 'oldest-first'))).toBe('lpa');
    expect(namesOf(inOrder([later, label, pickedUp], 'newest-first'))).toBe('lpa');
    const accepted = told('a', 'in_transit', '2026-11-20T11:31:00');
    expect(namesOf(inOrder([accepted, told('l', 'pre_transit', '2026-11-20')], 'oldest-first'))).toBe('la');
    expect(
      namesOf(
        inOrder(
          [told('x', 'in_transit', '2026-11-19T23:00:00'), accepted, told('l', 'pre_transit', '2026-11-20')],
          'oldest-first',
        ),
      ),
    ).toBe('xla');
  });

  it('loses, adds and changes nothing, and sorting twice is sorting once', () => {
    const time = fc.constantFrom(
      undefined,
      '2026-11-20',
      '2026-11-21',
      '2026-11-20T10:00:00',
      '2026-11-20T23:59:59.999999999',
      '2026-11-20T10:00:00-08:00',
      '2026-11-20T19:00:00Z',
      '2026-11-21T01:00:00+14:00',
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(time, fc.constantFrom(...eventStatuses))),
        fc.constantFrom('newest-first', 'oldest-first'),
        (all, order) => {
          const lines = all.map(([occurredAt, status], index) => told(`${index};`, status, occurredAt));
          const sorted = inOrder(lines, order);
          expect(sorted.toSorted((a, b) => Number.parseInt(a.name, 10) - Number.parseInt(b.name, 10))).toEqual(lines);
          const exact = sorted.filter(
            ({ occurredAt }) => occurredAt !== undefined && /[Z+-]\d*:?\d*$/.test(occurredAt.slice(19)),
          );
          const instants = exact.map(({ occurredAt = '' }) => Date.parse(occurredAt));
          expect(instants).toEqual(instants.toSorted((a, b) => a - b));
        },
      ),
    );
  });
});
