/** Prints, per carrier and table, how many of the published codes our tables know, and as what. */

import { coverage } from './published-tables.ts';
import { hasReference } from './reference.ts';

if (!hasReference) {
  console.log('The carriers’ reference material is not here: there are no published codes to count.');
} else {
  let published = 0;
  let mapped = 0;
  let carrier = '';
  for (const table of coverage()) {
    if (table.carrier !== carrier) console.log(`\n${table.carrier}`);
    carrier = table.carrier;
    const known = table.codes.length - table.missing.length;
    published += table.codes.length;
    mapped += known;
    const statuses = [...table.byStatus].map(([status, count]) => `${status} ${count}`).join(', ');
    console.log(`  ${table.table.padEnd(30)} ${`${known} of ${table.codes.length}`.padStart(12)}  ${statuses}`);
    if (table.missing.length > 0) console.log(`  ${' '.repeat(30)} MISSING: ${table.missing.join(' | ')}`);
  }
  console.log(`\n${mapped} of ${published} published codes are mapped.`);
  if (mapped < published) process.exitCode = 1;
}
