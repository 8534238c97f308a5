import { describe, expect, it } from 'vitest';
import { carrierNames } from 'waybill/carriers';
import { codeTables, explainCode, similarCodes } from 'waybill/carriers/codes';

const tables = Object.entries(codeTables).flatMap(([carrier, tables]) =>
  tables.map((table) => [`${carrier}: ${table.name}`, carrier, table] as const),
);

describe('codes of carriers', () => {
  it('are there for every carrier', () => {
    expect(Object.keys(codeTables).toSorted()).toEqual(Object.keys(carrierNames).toSorted());
  });

  it.each(tables)('%s: every code that is listed has a meaning', (_, carrier, { name, codes, meaning }) => {
    expect(codes.length).toBeGreaterThan(0);
    for (const code of codes.filter((each) => !each.endsWith('*'))) {
      expect(meaning(code), code).toBeDefined();
      expect(explainCode(carrier, code).map((each) => each.name)).toContain(name);
    }
    for (const odd of ['', 'constructor', '__proto__', 'no such code at all', 'x'.repeat(10_000)]) meaning(odd);
  });

  it('have every meaning where there are several', () => {
    const meanings = explainCode('ups', 'DM');
    expect(new Set(meanings.map(({ status, detail }) => `${status} ${detail}`)).size).toBeGreaterThan(1);
    expect(meanings.every(({ field, document }) => field !== '' && document !== '')).toBe(true);
  });

  it('are known in small letters and without leading zeros where nothing else is meant', () => {
    expect(explainCode('fedex', ' od ')).toMatchObject([{ code: 'OD', status: 'out_for_delivery' }, {}]);
    expect(explainCode('ups', '3')).toEqual(
      expect.arrayContaining([expect.objectContaining({ status: 'pre_transit' })]),
    );
  });

  it('that nobody knows have no meaning, and may be like others', () => {
    expect(explainCode('fedex', 'ZZ9')).toEqual([]);
    expect(explainCode('fedex', 'constructor')).toEqual([]);
    expect(similarCodes('usps', '1')).toEqual(['01']);
  });
});
