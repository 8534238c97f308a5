import { compactOrAbsent, countryCode, type Issue, plainText, type Scan, text, timeOrIssue } from 'waybill/kit';
import { meaningOfCode } from './status.ts';
import type { WireScan } from './wire.ts';

/** One line of the history. Heron writes the wall clock at the scan and no zone; none is made up. */
export function scanOf(scan: WireScan, path: string, issues: Issue[]): Scan {
  const code = text(scan.code);
  const meaning = meaningOfCode(code);
  const [status, detail] = meaning ?? (['unknown'] as const);
  return {
    status,
    detail,
    basis: meaning === undefined ? 'none' : 'code',
    code,
    description: plainText(scan.text),
    occurredAt: timeOrIssue(text(scan.time), issues, `${path}.time`),
    place: compactOrAbsent({ city: text(scan.town), country: countryCode(text(scan.country)) }),
  };
}
