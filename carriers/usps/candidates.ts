import { type Candidate, compact, type Inquiry, instantOf, type TrackingDraft } from 'waybill/kit';

/**
 * USPS uses numbers again after some months. Of several parcels with one number, the one that the inquiry's hints mean,
 * or the newest; the others are its candidates.
 */
export function chosen(first: TrackingDraft, others: readonly TrackingDraft[], inquiry: Inquiry): TrackingDraft {
  if (others.length === 0) return first;
  const newestFirst = [first, ...others].sort((a, b) => lastMs(b) - lastMs(a));
  const [newest = first] = newestFirst;
  const { parcel, because } = choice(newestFirst, newest, inquiry);
  return { ...parcel, candidates: newestFirst.map((each) => candidateOf(each, each === parcel ? because : undefined)) };
}

interface Choice {
  readonly parcel: TrackingDraft;
  readonly because: NonNullable<Candidate['because']>;
}

function choice(newestFirst: readonly TrackingDraft[], newest: TrackingDraft, inquiry: Inquiry): Choice {
  const { uniqueId, shippedAfter, shippedBefore, postalCode } = inquiry;
  const meant = (because: Choice['because'], isMeant: (parcel: TrackingDraft) => boolean): Choice | undefined => {
    const parcel = newestFirst.find(isMeant);
    return parcel && { parcel, because };
  };
  return (
    (uniqueId === undefined ? undefined : meant('unique_id', (parcel) => parcel.uniqueId === uniqueId)) ??
    (shippedAfter === undefined && shippedBefore === undefined
      ? undefined
      : meant('ship_date', (parcel) => isWithin(firstDay(parcel), shippedAfter, shippedBefore))) ??
    (postalCode === undefined
      ? undefined
      : meant('postal_code', ({ destination }) => destination?.postalCode === postalCode.slice(0, 5))) ?? {
      parcel: newest,
      because: 'newest',
    }
  );
}

function isWithin(day: string | undefined, after: string | undefined, before: string | undefined): boolean {
  return day !== undefined && (after === undefined || day >= after) && (before === undefined || day <= before);
}

function firstDay({ shippedAt, events }: TrackingDraft): string | undefined {
  return shippedAt ?? events[0]?.occurredAt?.slice(0, 10);
}

function lastEventAt({ events }: TrackingDraft): string | undefined {
  return events.findLast(({ occurredAt }) => occurredAt !== undefined)?.occurredAt;
}

function lastMs(parcel: TrackingDraft): number {
  const last = lastEventAt(parcel) ?? parcel.shippedAt;
  if (last === undefined) return 0;
  return instantOf(last) ?? instantOf(last.length === 10 ? `${last}T00:00:00Z` : `${last}Z`) ?? 0;
}

function candidateOf(parcel: TrackingDraft, because: Candidate['because'] | undefined): Candidate {
  const { uniqueId, status, service, shippedAt, destination } = parcel;
  return compact({
    uniqueId,
    status,
    service: service?.name,
    shippedAt,
    lastEventAt: lastEventAt(parcel),
    destination,
    chosen: because !== undefined,
    because,
  });
}
