import type { SandboxHub } from '../carrier/sandbox.ts';
import { type Choice, chosen } from './random.ts';

/** A place and the clock on its wall. */
type Stop = SandboxHub;

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

function us(timeZone: string, city: string, region: string, postalCode: string, facility?: string): Stop {
  return { timeZone, place: { city, region, postalCode, country: 'US', ...(facility !== undefined && { facility }) } };
}

function de(city: string, postalCode: string, facility?: string): Stop {
  const place = { city, postalCode, country: 'DE', ...(facility !== undefined && { facility }) };
  return { timeZone: 'Europe/Berlin', place };
}

const eastern = 'America/New_York';
const central = 'America/Chicago';
const mountain = 'America/Denver';
const arizona = 'America/Phoenix';
const pacific = 'America/Los_Angeles';

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

const usualHub = us(central, 'Kansas City', 'MO', '64120', 'Kansas City Hub');

/** A route within the United States by way of the carrier's hub; the same seed gives the same one. */
export function routeAtHome(hub: SandboxHub | undefined, seed: number): ParcelRoute {
  return { ...chosen(starts, seed), ...chosen(ends, Math.floor(seed / starts.length)), hub: hub ?? usualHub };
}

/** A route from Germany to the United States; customs is at the hub. */
export function routeAbroad(hub: SandboxHub | undefined, seed: number): ParcelRoute {
  return {
    ...routeAtHome(hub, seed),
    sender: de('Jena', '07743'),
    origin: de('Leipzig', '04435', 'Leipzig Gateway'),
  };
}
