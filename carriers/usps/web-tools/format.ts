import { failed, fault, type Outcome, type Payload, type PayloadFormat, type TrackingDraft } from 'waybill/kit';
import { parseXml } from 'waybill/kit-xml';
import { identity } from '../numbers.ts';
import { outcomesOf } from '../read.ts';
import type { Reading } from '../wire.ts';
import { pathAsSent, translated } from './translate.ts';
import { readRootError, readTrackInfo, readTrackInfos } from './wire.ts';

const name = 'usps.web-tools';

/**
 * Answers of the Web Tools API (TrackV2 at `ShippingAPI.dll`), in sentences or in fields. USPS switched it off on
 * 25 January 2026; recordings are all that is left of it.
 */
export const webTools: PayloadFormat = {
  name,
  matches: isWebTools,
  read(payload) {
    if (payload.kind !== 'xml') return [];
    const document = parseXml(payload.body);
    if (!document.ok) return [failed('', fault(identity, 'unexpected_response'))];
    const readings = document.root === 'Error' ? [rootError(document.value)] : parcels(document.value);
    return outcomesOf(readings, name).map(withPathsAsSent);
  },
};

/** UPS names its root alike, and others have an `Error`: the element inside and the kind of number tell them apart. */
function isWebTools(payload: Payload): boolean {
  if (payload.kind !== 'xml') return false;
  if (payload.root === 'TrackResponse') return /<TrackInfo[\s>/]/.test(payload.body);
  if (payload.root !== 'Error' || !/<Number>/.test(payload.body)) return false;
  return /<Number>\s*(?:-2147|8004)/.test(payload.body) || /<(?:Source|HelpContext|HelpFile)[\s/>]/.test(payload.body);
}

function parcels(value: unknown): readonly (Reading | undefined)[] {
  return readTrackInfos(value).map((info, index) => {
    const reading = readTrackInfo(info);
    return reading && translated(reading, `TrackInfo.${index}`);
  });
}

function rootError(value: unknown): Reading | undefined {
  const reading = readRootError(value);
  return reading && translated(reading, '');
}

function withPathsAsSent(outcome: Outcome<TrackingDraft>): Outcome<TrackingDraft> {
  if (!outcome.ok || outcome.value.issues === undefined) return outcome;
  const issues = outcome.value.issues.map((issue) => ({ ...issue, path: pathAsSent(issue.path) }));
  return { ...outcome, value: { ...outcome.value, issues } };
}
