import type { CarrierId, Place } from '../model/tracking.ts';
import { type Choice, chosen } from './random.ts';
import { type Zone, zones } from './zones.ts';

/** A place and the clock on its wall. */
interface Stop {
  readonly place: Place;
  readonly zone: Zone;
}

/** Where a parcel comes by. */
export interface ParcelRoute {
  readonly sender: Stop;
  /** The building that takes it in. */
  readonly origin: Stop;
  readonly hub: Stop;
  /** The building that it is delivered from. */
  readonly depot: Stop;
  readonly door: Stop;
  /** A shop near the door that keeps parcels. */
  readonly shop: Stop;
}

function us(zone: Zone, city: string, region: string, postalCode: string, facility?: string): Stop {
  return { zone, place: { city, region, postalCode, country: 'US', ...(facility !== undefined && { facility }) } };
}

function de(city: string, postalCode: string, facility?: string): Stop {
  const place = { city, postalCode, country: 'DE', ...(facility !== undefined && { facility }) };
  return { zone: zones.centralEurope, place };
}

const { eastern, central, mountain, arizona, pacific } = zones;

/** From somewhere and to somewhere; the hub between is the carrier's. */
const starts: Choice<Pick<ParcelRoute, 'sender' | 'origin'>> = [
  {
    sender: us(pacific, 'Portland', 'OR', '97209'),
    origin: us(pacific, 'Troutdale', 'OR', '97060', 'Troutdale Sort'),
  },
  {
    sender: us(arizona, 'Tempe', 'AZ', '85281'),
    origin: us(arizona, 'Phoenix', 'AZ', '85034', 'Phoenix Gateway'),
  },
  {
    sender: us(eastern, 'Providence', 'RI', '02903'),
    origin: us(eastern, 'Warwick', 'RI', '02886', 'Warwick Center'),
  },
];

const ends: Choice<Pick<ParcelRoute, 'depot' | 'door' | 'shop'>> = [
  {
    depot: us(eastern, 'Watertown', 'MA', '02472', 'Watertown Station'),
    door: us(eastern, 'Cambridge', 'MA', '02139'),
    shop: us(eastern, 'Cambridge', 'MA', '02139', 'Quill & Kettle Stationers'),
  },
  {
    depot: us(mountain, 'Commerce City', 'CO', '80022', 'Commerce City Station'),
    door: us(mountain, 'Boulder', 'CO', '80302'),
    shop: us(mountain, 'Boulder', 'CO', '80302', 'Pine Street Market'),
  },
  {
    depot: us(central, 'Saint Paul', 'MN', '55114', 'Midway Station'),
    door: us(central, 'Minneapolis', 'MN', '55408'),
    shop: us(central, 'Minneapolis', 'MN', '55408', 'Lake & Lyndale Hardware'),
  },
];

const hubs: Readonly<Record<string, Stop>> = {
  fedex: us(central, 'Memphis', 'TN', '38118', 'Memphis Hub'),
  ups: us(eastern, 'Louisville', 'KY', '40213', 'Louisville Hub'),
  usps: us(central, 'Chicago', 'IL', '60607', 'Chicago Distribution Center'),
  dhl: us(eastern, 'Hebron', 'KY', '41048', 'Cincinnati Gateway'),
};

const otherHub = us(central, 'Kansas City', 'MO', '64120', 'Kansas City Hub');

/** A route within the United States; the same seed gives the same one. */
export function routeAtHome(carrier: CarrierId, seed: number): ParcelRoute {
  return {
    ...chosen(starts, seed),
    ...chosen(ends, Math.floor(seed / starts.length)),
    hub: hubs[carrier] ?? otherHub,
  };
}

/** A route from Germany to the United States; customs is at the hub. */
export function routeAbroad(carrier: CarrierId, seed: number): ParcelRoute {
  return {
    ...routeAtHome(carrier, seed),
    sender: de('Jena', '07743'),
    origin: de('Leipzig', '04435', 'Leipzig Gateway'),
  };
}
