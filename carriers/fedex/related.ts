import { compact, present, type Reference, type RelatedNumber, text } from 'waybill/kit';
import { newestScan } from './events.ts';
import { postalNumberOf } from './numbers.ts';
import type { TrackResult } from './wire.ts';

/** Identifiers that are numbers of parcels (`PackageIdentifier.type`); all others are references. */
const relations: Readonly<Record<string, RelatedNumber['relation']>> = {
  COD_RETURN_TRACKING_NUMBER: 'return',
  GROUP_MPS: 'master',
  OUTBOUND_LINK_TO_RETURN: 'return',
  PARTNER_CARRIER_NUMBER: 'last_mile',
  REROUTE_TRACKING_NUMBER: 'replacement',
  RETURNED_TO_SHIPPER_TRACKING_NUMBER: 'return',
  STANDARD_MPS: 'master',
  TRACKING_NUMBER_OR_DOORTAG: 'duplicate',
};

/** A shipment's references, and the other numbers that belong to it. */
export interface IdentifiersReading {
  readonly references: readonly Reference[];
  readonly related: readonly RelatedNumber[];
}

/** Sorts `packageIdentifiers`; their text is under `value` or `values`, a list or bare. */
export function readIdentifiers(result: TrackResult, trackingNumber: string): IdentifiersReading {
  const references = new Map<string, Reference>();
  const related = new Map<string, RelatedNumber>();
  const relate = (number: RelatedNumber): void => {
    if (number.trackingNumber !== trackingNumber && !related.has(number.trackingNumber)) {
      related.set(number.trackingNumber, number);
    }
  };
  for (const { type, value, values } of present(result.additionalTrackingInfo?.packageIdentifiers)) {
    for (const entry of [...present(value), ...present(values)]) {
      const written = text(entry);
      if (written === undefined) continue;
      const relation = relationOf(type, result);
      if (relation === undefined) {
        references.set(`${type ?? ''} ${written}`, compact({ kind: text(type)?.toLowerCase(), value: written }));
      } else {
        const number = written.replaceAll(/\s/g, '').toUpperCase();
        relate(
          compact({ relation, trackingNumber: number, carrier: relation === 'last_mile' ? postOf(number) : 'fedex' }),
        );
      }
    }
  }
  const postal = isWithPost(result) ? postalNumberOf(trackingNumber) : undefined;
  if (postal !== undefined) relate({ relation: 'last_mile', trackingNumber: postal, carrier: 'usps' });
  return { references: [...references.values()], related: [...related.values()] };
}

function relationOf(type: string | null | undefined, result: TrackResult): RelatedNumber['relation'] | undefined {
  if (type === null || type === undefined || !Object.hasOwn(relations, type)) return undefined;
  // The link is the same from both ends; only a parcel that goes back has something to say of its return.
  return type === 'OUTBOUND_LINK_TO_RETURN' && isReturn(result) ? 'outbound' : relations[type];
}

function isReturn({ returnDetail }: TrackResult): boolean {
  return text(returnDetail?.authorizationName) !== undefined || present(returnDetail?.reasonDetail).length > 0;
}

/** The partner of the last mile is the US post where the number is one of its labels; otherwise FedEx does not say. */
function postOf(number: string): 'usps' | undefined {
  return /^9[2-5]\d{20}(?:\d{4})?$/.test(number) ? 'usps' : undefined;
}

/** Ground Economy ends with the US post where FedEx says so: at its facility, data sent to it, or its delivery. */
function isWithPost(result: TrackResult): boolean {
  return (
    result.serviceCommitMessage?.type?.startsWith('USPS_') === true ||
    newestScan(result, 'AX') !== undefined ||
    newestScan(result, 'OX') !== undefined
  );
}

/** Whether the identifiers name the number under which the parcel goes back to its shipper. */
export function hasReturnNumber(result: TrackResult): boolean {
  return present(result.additionalTrackingInfo?.packageIdentifiers).some(
    ({ type }) => type === 'RETURNED_TO_SHIPPER_TRACKING_NUMBER',
  );
}
