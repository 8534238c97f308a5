import { type Carrier, matchFormats, mod10, type NumberFormat, pathSegment } from 'waybill/kit';

/** Two letters, eight digits and a check digit: HP123456784. */
const formats: readonly NumberFormat[] = [
  { name: 'parcel', pattern: /^HP\d{9}$/, check: (number) => mod10(number.slice(2)), likelihood: 0.9 },
];

/** Who Heron is: for messages, for numbers and for people. */
export const identity = {
  id: 'heron',
  name: 'Heron Parcel',
  numberPattern: /^HP\d{9}$/,
  identify: (cleaned) => matchFormats('heron', formats, cleaned),
  trackingUrl: (trackingNumber) => `https://heronparcel.example/where/${pathSegment(trackingNumber)}`,
} satisfies Pick<Carrier, 'id' | 'name' | 'numberPattern' | 'identify' | 'trackingUrl'>;
