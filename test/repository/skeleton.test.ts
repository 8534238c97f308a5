import { librarySources } from './files.ts';
import { prove } from './prove.ts';
import { carriersAreAlike } from './skeleton.ts';

const whole: Record<string, string> = {
  'carriers/swift/index.ts': `export { swift } from './swift.ts';`,
  'carriers/swift/swift.ts': 'export function swift() {}',
  'carriers/swift/request.ts': 'export const trackRequest = 1;',
  'carriers/swift/wire.ts': 'export const wire = 1;',
  'carriers/swift/read.ts': 'export function readResponse() {}\nexport const readStored = 1;',
  'carriers/swift/tracking.ts': 'export function trackingOf() {}',
  'carriers/swift/events.ts': 'export function scanOf() {}',
  'carriers/swift/delivery.ts': 'export function deliveryOf() {}\nexport const forecastOf = () => 1;',
  'carriers/swift/status.ts': `export { currentStatusOf } from './status-codes.ts';`,
  'carriers/swift/status-codes.ts': 'export function currentStatusOf() {}',
  'carriers/swift/codes.ts': 'export const codeTables = [];',
  'carriers/swift/errors.ts': 'export function errorOf() {}',
  'carriers/swift/numbers.ts': 'export const identity = 1;',
  'carriers/swift/sandbox.ts': 'export const swiftSandbox = 1;',
};
const division: Record<string, string> = {
  'carriers/dhl/index.ts': '',
  'carriers/dhl/codes.ts': 'export const codeTables = {};',
  'carriers/dhl/shared/place.ts': '',
  'carriers/dhl/express/express.ts': '',
  'carriers/dhl/express/request.ts': '',
  'carriers/dhl/express/wire.ts': '',
  'carriers/dhl/express/read.ts': 'export const readResponse = 1, readStored = 2;',
  'carriers/dhl/express/tracking.ts': 'export function trackingOf() {}',
  'carriers/dhl/express/events.ts': 'export function scanOf() {}',
};
const without = (path: string) => Object.fromEntries(Object.entries(whole).filter(([each]) => each !== path));

prove(
  {
    name: 'every carrier has the same files with the same exported names',
    rule: carriersAreAlike,
    exceptions: 'skeleton',
    breaches: [
      ...['tracking', 'swift', 'sandbox', 'read'].map((name) => without(`carriers/swift/${name}.ts`)),
      { ...whole, 'carriers/swift/utils.ts': '' },
      { ...whole, 'carriers/swift/statuses.ts': '' },
      { ...whole, 'carriers/swift/fedex.ts': '' },
      { ...whole, 'carriers/swift/events.ts': 'function scanOf() {}\nexport function lineOf() {}' },
      { ...whole, 'carriers/swift/delivery.ts': 'export function deliveryOf() {}' },
      { ...whole, 'carriers/swift/read.ts': `export type { readResponse, readStored } from './x.ts';` },
      { ...whole, 'carriers/swift/soap/format.ts': '', 'carriers/swift/soap/wire.ts': '' },
      {
        ...whole,
        'carriers/swift/soap/format.ts': '',
        'carriers/swift/soap/wire.ts': '',
        'carriers/swift/soap/translate.ts': '',
        'carriers/swift/soap/spell.ts': '',
      },
      { ...whole, 'carriers/swift/soap/old/format.ts': '' },
      { ...division, 'carriers/dhl/place.ts': '' },
      { ...division, 'carriers/dhl/freight/wire.ts': '' },
      { ...division, 'carriers/dhl/express/dhl.ts': '' },
      { ...division, 'carriers/dhl/express/delivery.ts': '' },
      { ...division, 'carriers/dhl/express/numbers.ts': 'export const numbers = 1;' },
      { ...division, 'carriers/dhl/shared/deep/place.ts': '' },
    ],
    keeps: [
      whole,
      {
        ...whole,
        'carriers/swift/grant.ts': '',
        'carriers/swift/sandbox-calls.ts': '',
        'carriers/swift/lookups.ts': '',
      },
      {
        ...whole,
        'carriers/swift/soap/format.ts': '',
        'carriers/swift/soap/wire.ts': '',
        'carriers/swift/soap/translate.ts': '',
      },
      division,
      {
        ...division,
        'carriers/dhl/unified/dhl.ts': '',
        'carriers/dhl/unified/request.ts': '',
        'carriers/dhl/unified/wire.ts': '',
        'carriers/dhl/unified/read.ts': division['carriers/dhl/express/read.ts'] ?? '',
      },
      { 'carriers/index.ts': '', 'src/read/anything.ts': '' },
    ],
  },
  librarySources(),
);
