import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { statusDetails } from '../../src/model/detail.ts';
import { eventStatuses } from '../../src/model/status.ts';
import { coverage, publishedTables } from '../published-tables.ts';
import { hasReference, referenceNote, referencePath, referenceText } from '../reference.ts';

describe.skipIf(!hasReference)(`every code that a carrier publishes${referenceNote}`, () => {
  const tables = hasReference ? coverage() : [];

  it.each(tables)('$carrier, $table: is mapped', ({ codes, missing }) => {
    expect(codes).not.toEqual([]);
    expect(missing).toEqual([]);
  });

  it('is mapped to a status and a detail of ours', () => {
    for (const { codes } of tables) expect(codes.every((code) => code.trim() !== '')).toBe(true);
    for (const [carrier, published] of Object.entries(publishedTables)) {
      for (const table of published) {
        for (const code of tables.find(({ file, table: name }) => file === table.file && name === table.name)?.codes ??
          []) {
          const [status, detail] = table.meaning(code) ?? [];
          expect({ carrier, code, known: eventStatuses.some((word) => word === status) }).toMatchObject({
            known: true,
          });
          if (detail !== undefined) expect(statusDetails).toContain(detail);
        }
      }
    }
  });

  it('is in a table: no file that proposes statuses is left out', () => {
    const covered = new Set(tables.map(({ file }) => file));
    const proposing = Object.keys(publishedTables).flatMap((carrier) =>
      readdirSync(referencePath(`${carrier}/codes`))
        .map((name) => `${carrier}/codes/${name}`)
        .filter((file) => file.endsWith('.json') && referenceText(file).includes('"proposedStatus"')),
    );
    expect(proposing).not.toEqual([]);
    expect(proposing.filter((file) => !covered.has(file))).toEqual([]);
  });
});
