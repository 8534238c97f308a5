/** What a field may tell of a person. */
export type PersonalData =
  /** A name, or a text that may hold one. */
  | 'name'
  /** Where somebody lives or works. */
  | 'address'
  /** What leads to the parcel, its order or its people elsewhere. */
  | 'identifier'
  /** A link that shows any of it; may hold a token that expires. */
  | 'link';

const event = {
  // The scan's place is in it, with its postal code.
  id: 'identifier',
  description: 'name',
  nextStep: 'name',
  'pieces.*': 'identifier',
} as const;

/** A scan near the door has the recipient's postal code and shop. */
const place = { postalCode: 'address', facility: 'address' } as const;

/**
 * The fields of a tracking that may hold personal data, by their path, `*` for every item of a list. A test holds that every
 * text of the model stands here or is known to hold none.
 */
export const personalFields: Readonly<Record<string, PersonalData>> = {
  trackingNumber: 'identifier',
  uniqueId: 'identifier',
  statusDescription: 'name',
  estimateDescription: 'name',
  url: 'link',
  deliveryChangeUrl: 'link',
  ...under('events.*', event),
  ...under('events.*.place', place),
  ...under('delivery', { signedBy: 'name', leftAt: 'name' }),
  ...under('delivery.place', place),
  'delivery.proof.*.url': 'link',
  ...under('origin', place),
  ...under('destination', place),
  'references.*.value': 'identifier',
  'pieces.*.trackingNumber': 'identifier',
  ...under('pieces.*.events.*', event),
  ...under('pieces.*.events.*.place', place),
  'related.*.trackingNumber': 'identifier',
  'candidates.*.uniqueId': 'identifier',
  ...under('candidates.*.destination', place),
};

function under(path: string, fields: Readonly<Record<string, PersonalData>>): Readonly<Record<string, PersonalData>> {
  return Object.fromEntries(Object.entries(fields).map(([name, kind]) => [`${path}.${name}`, kind]));
}
