import { describe, expect, it } from 'vitest';
import { dimensionsOf, weightOf } from 'waybill/kit';

describe('a weight', () => {
  it.each([
    ['LB', 'lb'],
    ['LBS', 'lb'],
    ['LBS.', 'lb'],
    ['L', 'lb'],
    ['KG', 'kg'],
    ['KGS', 'kg'],
    ['K', 'kg'],
    ['KGM', 'kg'],
    ['kilograms', 'kg'],
    ['GRAM', 'g'],
    ['GRM', 'g'],
    ['OZS', 'oz'],
    ['ONZ', 'oz'],
    [' oz ', 'oz'],
  ])('in %s is in %s', (unit, expected) => {
    expect(weightOf('1.50', unit)).toEqual({ value: 1.5, unit: expected });
  });

  it.each([
    ['0.0', 'LBS'],
    [-1, 'KG'],
    ['', 'KG'],
    [1, 'stone'],
    [1, ''],
    [1, undefined],
    [1, 'constructor'],
    [null, 'KG'],
  ])('%j in %j is none', (value, unit) => {
    expect(weightOf(value, unit)).toBeUndefined();
  });
});

describe('outer measures', () => {
  it.each([
    ['IN', 'in'],
    ['inches', 'in'],
    ['I', 'in'],
    ['CM', 'cm'],
    ['CMT', 'cm'],
    ['C', 'cm'],
    ['MTR', 'm'],
  ])('in %s are in %s', (unit, expected) => {
    expect(dimensionsOf('10', 20, '30.5', unit)).toEqual({ length: 10, width: 20, height: 30.5, unit: expected });
  });

  it('are absent unless all three and the unit are there', () => {
    expect(dimensionsOf(1, 2, 0, 'CM')).toBeUndefined();
    expect(dimensionsOf(1, undefined, 3, 'CM')).toBeUndefined();
    expect(dimensionsOf(1, 2, 3, 'ell')).toBeUndefined();
    expect(dimensionsOf(1, 2, 3, null)).toBeUndefined();
  });
});
