import * as codes from '../../carriers/codes.ts';
import * as carriers from '../../carriers/index.ts';
import { dhlSandbox, fedexSandbox, sandboxes } from '../../carriers/sandbox.ts';
import * as crosswalk from '../../src/crosswalk.ts';
import * as postgres from '../../src/fleet/postgres.ts';
import * as redis from '../../src/fleet/redis.ts';
import * as root from '../../src/index.ts';
import * as insights from '../../src/insights/index.ts';
import * as present from '../../src/present/index.ts';
import * as schema from '../../src/schema.ts';
import * as openTelemetry from '../../src/send/opentelemetry.ts';
import * as sqlite from '../../src/store/sqlite.ts';
import * as testing from '../../src/testing/index.ts';
import * as server from '../../src/testing/server.ts';
import * as watching from '../../src/watch/index.ts';
import * as webhooks from '../../src/webhooks/index.ts';

/** A call as somebody without types may make it. */
export interface Call {
  /** The exported function that is called, or the method of what it makes: `createTracker.track`. */
  readonly of: string;
  /** What is wrong, for people. */
  readonly what: string;
  readonly make: (tools: Tools) => unknown;
  /** What the error names; absent where the call ends in the right thing. */
  readonly names?: RegExp;
  /** Its code, if it is another one than `invalid_request`. */
  readonly code?: string;
}

/** What calls are made with. */
export interface Tools {
  readonly clock: testing.SettableClock;
  readonly tracker: ReturnType<typeof root.createTracker>;
  readonly fetch: root.Fetch;
}

/** Nothing that is written here is of the right type, which is the point. */
// biome-ignore lint/suspicious/noExplicitAny: plain JavaScript.
type Untyped = any;

const plain = {
  ...root,
  ...carriers,
  ...codes,
  ...crosswalk,
  ...insights,
  ...present,
  ...schema,
  ...openTelemetry,
  ...sqlite,
  ...redis,
  ...postgres,
} as Untyped;
const rest = { ...testing, ...server, ...watching, ...webhooks } as Untyped;
/** Every public function, without its types. */
export const js: Untyped = { ...plain, ...rest };

const keys = { clientId: 'shop', clientSecret: 'hush' };
const read = (): undefined => undefined;
const secret = 'Kestrel-7f3a91d04c2e8b56-Harbour';
const shop = 'https://shop.example/hooks';
const number = '449044304137821';
const life = testing.scenarios.delivered.lives({
  carrier: dhlSandbox,
  trackingNumber: '1234567890',
  start: '2026-11-16',
})[0];

/** A tracking as one has it from somewhere. */
export const tracking = {
  carrier: 'fedex',
  trackingNumber: number,
  status: 'in_transit',
  events: [],
  url: 'https://www.fedex.com/',
  mapping: 'fedex.track-v1@1',
} as const;

const push = (body = '{}'): Request => new Request(shop, { method: 'POST', body });

function wrong(of: string, names: RegExp, calls: Readonly<Record<string, Call['make']>>, code?: string): Call[] {
  return Object.entries(calls).map(([what, make]) => ({ of, what, make, names, ...(code !== undefined && { code }) }));
}

function right(of: string, calls: Readonly<Record<string, Call['make']>>): Call[] {
  return Object.entries(calls).map(([what, make]) => ({ of, what, make }));
}

/** A tracker with one carrier and these options. */
const made =
  (options: object): Call['make'] =>
  ({ clock, fetch }) =>
    js.createTracker({ carriers: [carriers.fedex(keys)], clock, fetch, ...options });

const withOptions =
  (of: string, first: readonly unknown[], options: unknown): Call['make'] =>
  ({ tracker }) =>
    (tracker as Untyped)[of](...first, options);

const factories: Readonly<Record<string, object>> = {
  fedex: keys,
  ups: keys,
  usps: keys,
  dhl: { apiKey: 'key' },
  dhlExpress: { username: 'shop', password: 'hush' },
  dhlParcelDe: { apiKey: 'key', apiSecret: 'hush', username: 'shop', password: 'hush' },
  dhlXmlPi: { siteId: 'shop', password: 'hush' },
};

function ofFactories(): Call[] {
  return Object.entries(factories).flatMap(([of, own]) => {
    const [first = ''] = Object.keys(own);
    const given = (options: object) => () => js[of]({ ...own, ...options });
    return [
      ...wrong(of, /options is missing/, { 'no options': () => js[of]() }),
      ...wrong(of, /options is null/, { null: () => js[of](null) }),
      ...wrong(of, /options is a text/, { 'a key for options': () => js[of]('key') }),
      ...wrong(of, new RegExp(`${first} is missing`), { 'no credentials': () => js[of]({}) }),
      ...wrong(of, new RegExp(`${first} is blank`), { 'a blank credential': given({ [first]: ' ' }) }),
      ...wrong(of, new RegExp(`${first} is no text`), { 'a number for a credential': given({ [first]: 5 }) }),
      ...wrong(of, new RegExp(`${first}x.* did you mean ${first}\\?`), {
        'a misspelt credential': given({ [`${first}x`]: 'key' }),
      }),
      ...wrong(of, /environment is a text; give production or test/, {
        'an environment that is none': given({ environment: 'sandbox' }),
      }),
      ...wrong(of, /maxConcurrency is 0/, { 'nothing at once': given({ maxConcurrency: 0 }) }),
      ...wrong(of, /maxConcurrency is NaN/, { 'NaN at once': given({ maxConcurrency: Number.NaN }) }),
      ...wrong(of, /baseUrl is a text/, {
        'an address without a scheme': given({ baseUrl: 'api.example' }),
        'an address that holds a password': given({ baseUrl: 'https://shop:hush@api.example' }),
      }),
      ...wrong(of, /locale is a text/, { 'a language that is none': given({ locale: 'English, please' }) }),
      ...wrong(of, /quotas\[0\]\.limit is 0/, {
        'a quota of nothing': given({ quotas: [{ limit: 0, intervalMs: 1 }] }),
      }),
      ...wrong(of, /quotas is an object/, { 'a quota alone': given({ quotas: { limit: 1, intervalMs: 1 } }) }),
    ];
  });
}

function ofWebhookSecrets(): Call[] {
  const few = /webhookSecret is/;
  return ['fedex', 'ups', 'usps', 'dhl'].flatMap((of) => {
    const given = (webhookSecret: unknown) => () => js[of]({ ...factories[of], webhookSecret });
    return wrong(of, few, {
      'a short secret': given('short'),
      'a blank secret': given(' '.repeat(32)),
      'no secrets in a list': given([]),
      'a short secret beside a long one': given([secret, 'short']),
      'a secret that is no text': given(5),
    });
  });
}

const options = {
  'a wait that is no number': { maxWaitMs: Number.NaN },
  'a wait in words': { maxWaitMs: '5s' },
  'a wait below 0': { maxWaitMs: -1 },
};

/** Every wrong call. */
export const calls: readonly Call[] = [
  ...wrong('createTracker', /options is missing/, { nothing: () => js.createTracker() }),
  ...wrong('createTracker', /carriers is missing/, { 'no carriers': () => js.createTracker({}) }),
  ...wrong('createTracker', /carriers is an object/, {
    'one carrier': () => js.createTracker({ carriers: carriers.fedex(keys) }),
  }),
  ...wrong('createTracker', /carriers\[0\] is a function/, {
    'a factory': () => js.createTracker({ carriers: [carriers.fedex] }),
  }),
  ...wrong('createTracker', /carriers\[0\] is a text/, { 'a name': () => js.createTracker({ carriers: ['fedex'] }) }),
  ...wrong('createTracker', /carriers\[0\] is an object/, {
    'a carrier that does nothing at once': () =>
      js.createTracker({ carriers: [{ ...carriers.fedex(keys), maxConcurrency: 0 }] }),
    'a carrier that takes no numbers': () =>
      js.createTracker({ carriers: [{ ...carriers.fedex(keys), maxBatch: Number.NaN }] }),
  }),
  ...wrong('createTracker', /maxWaitMs is NaN/, { 'a wait that is no number': made({ maxWaitMs: Number.NaN }) }),
  ...wrong('createTracker', /maxWaitMs is a text/, { 'a wait in words': made({ maxWaitMs: '60000' }) }),
  ...wrong('createTracker', /timeoutMs is 0/, { 'no time': made({ timeoutMs: 0 }) }),
  ...wrong('createTracker', /retries is -1/, { 'fewer than no retries': made({ retries: -1 }) }),
  ...wrong('createTracker', /retries is 1.5/, { 'half a retry': made({ retries: 1.5 }) }),
  ...wrong('createTracker', /maxResponseBytes is 0/, { 'no answer': made({ maxResponseBytes: 0 }) }),
  ...wrong('createTracker', /fetch is an object/, { 'a fetch that is none': made({ fetch: {} }) }),
  ...wrong('createTracker', /tokens is an object/, { 'no store': made({ tokens: {} }) }),
  ...wrong('createTracker', /limiters is an instance of Map/, { 'a store for limiters': made({ limiters: 5 }) }).map(
    (call) => ({ ...call, names: /limiters is 5/ }),
  ),
  ...wrong('createTracker', /turnstile is an instance of Map/, {
    'a store for turnstile': made({ turnstile: new Map() }),
  }),
  ...wrong('createTracker', /share is a text/, { 'yes for true': made({ share: 'yes' }) }),
  ...wrong('createTracker', /onPayload is true/, { 'no listener of payloads': made({ onPayload: true }) }),
  ...wrong('createTracker', /onSignal is true/, { 'no listener': made({ onSignal: true }) }),
  ...wrong('createTracker', /clock is a function/, { 'Date for a clock': made({ clock: Date }) }),
  ...wrong('createTracker', /random is 0.5/, { 'one chance': made({ random: 0.5 }) }),
  ...wrong('createTracker', /no option maxWait, did you mean maxWaitMs\?/, {
    'a misspelt option': made({ maxWait: 5 }),
  }),
  ...wrong('createTracker', /no option timeout, did you mean timeoutMs\?/, { 'a unit left out': made({ timeout: 5 }) }),
  ...wrong('createTracker', /no option retry, did you mean retries\?/, { 'one retry': made({ retry: 5 }) }),
  ...wrong('createTracker', /no option apiKey; there are carriers, /, {
    'what is no option': made({ apiKey: 'hush' }),
  }),

  ...['track', 'trackReference', 'proofOfDelivery', 'trackMany'].flatMap((of) => {
    const first = of === 'trackMany' ? [[number]] : [number];
    return [
      ...Object.entries(options).flatMap(([what, given]) =>
        wrong(`createTracker.${of}`, /maxWaitMs is/, { [what]: withOptions(of, first, given) }),
      ),
      ...wrong(`createTracker.${of}`, /signal is an instance of AbortController/, {
        'a controller for its signal': withOptions(of, first, { signal: new AbortController() }),
      }),
      ...wrong(`createTracker.${of}`, /carrier is an object/, {
        'a carrier for its id': withOptions(of, first, { carrier: {} }),
      }),
      ...wrong(`createTracker.${of}`, /options is a text/, { 'a text for options': withOptions(of, first, 'fedex') }),
      ...wrong(`createTracker.${of}`, /options is null/, { 'null for options': withOptions(of, first, null) }),
      ...wrong(`createTracker.${of}`, /no option maxWaitMS, did you mean maxWaitMs\?/, {
        'a misspelt option': withOptions(of, first, { maxWaitMS: 5 }),
      }),
    ];
  }),
  ...wrong(
    'createTracker.track',
    /tracking number/,
    { nothing: ({ tracker }) => (tracker as Untyped).track() },
    'invalid_number',
  ),
  ...wrong(
    'createTracker.track',
    /tracking number/,
    { null: ({ tracker }) => (tracker as Untyped).track(null) },
    'invalid_number',
  ),
  ...wrong(
    'createTracker.track',
    /tracking number/,
    { 'a number': ({ tracker }) => (tracker as Untyped).track(449044304137821) },
    'invalid_number',
  ),
  ...wrong('createTracker.track', /postcode.*postalCode/, {
    'a misspelt hint': ({ tracker }) => (tracker as Untyped).track({ trackingNumber: number, postalcod: '38118' }),
  }).map((call) => ({ ...call, names: /no option postalcod, did you mean postalCode\?/ })),
  ...wrong('createTracker.track', /postalCode is 38118/, {
    'a postal code as a number': ({ tracker }) =>
      (tracker as Untyped).track({ trackingNumber: number, postalCode: 38118 }),
  }),
  ...wrong('createTracker.track', /shippedAfter is a text/, {
    'a day in words': ({ tracker }) =>
      (tracker as Untyped).track({ trackingNumber: number, shippedAfter: 'yesterday' }),
  }),
  ...wrong('createTracker.track', /shippedAfter is an invalid Date/, {
    'a Date of nothing': ({ tracker }) =>
      (tracker as Untyped).track({ trackingNumber: number, shippedAfter: new Date(Number.NaN) }),
  }),
  ...wrong('createTracker.trackMany', /numbers is a text/, {
    'one number': ({ tracker }) => (tracker as Untyped).trackMany(number),
  }),
  ...wrong('createTracker.trackMany', /numbers is missing/, {
    nothing: ({ tracker }) => (tracker as Untyped).trackMany(),
  }),
  ...wrong('createTracker.trackMany', /numbers is a promise, to be awaited/, {
    'a promise of a list': ({ tracker }) => (tracker as Untyped).trackMany(Promise.resolve([number])),
  }),
  ...wrong('createTracker.trackReference', /reference is missing/, {
    nothing: ({ tracker }) => (tracker as Untyped).trackReference(),
  }),
  ...wrong('createTracker.trackReference', /reference is a blank text/, {
    blank: ({ tracker }) => (tracker as Untyped).trackReference(' '),
  }),
  ...wrong('createTracker.trackReference', /no option accountNo, did you mean accountNumber\?/, {
    'a misspelt hint': ({ tracker }) => (tracker as Untyped).trackReference({ reference: 'A-1', accountNo: '1' }),
  }),
  ...wrong('createTracker.trackReference', /destination\.country is 1/, {
    'a country as a number': ({ tracker }) =>
      (tracker as Untyped).trackReference({ reference: 'A-1', destination: { country: 1 } }),
  }),
  ...wrong('createTracker.call', /describe is missing/, {
    'no call': ({ tracker }) => (tracker as Untyped).call('fedex'),
  }),
  ...wrong('createTracker.call', /scope is a text; give track or subscribe/, {
    'a scope that is none': ({ tracker }) => (tracker as Untyped).call('fedex', () => undefined, { scope: 'all' }),
  }),

  ...wrong('createTracker.onClose', /listener is missing/, {
    nothing: ({ tracker }) => (tracker as Untyped).onClose(),
  }),

  ...wrong('readPayload', /body is an object.*JSON\.stringify/, {
    'what is parsed': () => js.readPayload({}, carriers.formats),
  }),
  ...wrong('readPayload', /body is missing/, { nothing: () => js.readPayload() }),
  ...wrong('readPayload', /body is null/, { null: () => js.readPayload(null, carriers.formats) }),
  ...wrong('readPayload', /body is a promise/, {
    'a promise of a text': () => js.readPayload(Promise.resolve('{}'), carriers.formats),
  }),
  ...wrong('readPayload', /formats is missing/, { 'no formats': () => js.readPayload('{}') }),
  ...wrong('readPayload', /formats\[0\] is a text/, { 'a format by name': () => js.readPayload('{}', ['fedex']) }),
  ...wrong('stitch', /first is missing/, { nothing: () => js.stitch() }),
  ...wrong('stitch', /last is an object/, { 'an outcome': () => js.stitch(tracking, { ok: true }) }),
  ...wrong('identifyAmong', /carriers is a text/, { 'in another order': () => js.identifyAmong(number, []) }),
  ...wrong('identify', /trackingNumber is missing/, { nothing: () => js.identify() }),
  ...wrong('identify', /trackingNumber is 5/, { 'a number': () => js.identify(5) }),
  ...right('identifyFedex', { nothing: () => js.identifyFedex() }),
  ...right('identifyUps', { nothing: () => js.identifyUps() }),
  ...right('identifyUsps', { nothing: () => js.identifyUsps() }),
  ...right('identifyDhl', { nothing: () => js.identifyDhl() }),
  ...right('identifyDhlExpress', { nothing: () => js.identifyDhlExpress() }),
  ...right('identifyDhlParcelDe', { nothing: () => js.identifyDhlParcelDe() }),

  ...wrong('diff', /next is missing/, { 'one alone': () => js.diff(tracking) }),
  ...wrong('diff', /previous is null/, { 'null for none': () => js.diff(null, tracking) }),
  ...wrong('diff', /next is an object/, { 'an outcome': () => js.diff(undefined, { ok: true, value: tracking }) }),
  ...wrong('diff', /history is a text/, { 'no for false': () => js.diff(undefined, tracking, { history: 'no' }) }),
  ...wrong('diff', /no option histroy, did you mean history\?/, {
    'a misspelt option': () => js.diff(undefined, tracking, { histroy: true }),
  }),
  ...wrong('remember', /next is missing/, { 'one alone': () => js.remember(tracking) }),
  ...wrong('patch', /changes is missing/, { 'no changes': () => js.patch(tracking) }),
  ...wrong('patch', /changes\[0\] is an object/, { 'no change': () => js.patch(tracking, [{}]) }),
  ...wrong('patch', /previous is a text/, { 'a number': () => js.patch(number, []) }),
  ...wrong('milestone', /change is missing/, { nothing: () => js.milestone() }),
  ...wrong('milestone', /change is an empty list/, { 'all changes': () => js.milestone([]) }),
  ...wrong('toCloudEvent', /change is an object/, { 'a tracking': () => js.toCloudEvent(tracking) }),
  ...wrong('toCloudEvent', /time is a text/, {
    'a day for a time': () => js.toCloudEvent(js.diff(undefined, tracking)[0], { time: '2026-11-20' }),
  }),
  ...right('toCloudEvent', {
    'a Date': () => js.toCloudEvent(js.diff(undefined, tracking)[0], { time: new Date(0) }),
  }),
  ...right('isChange', {
    nothing: () => js.isChange(),
    null: () => js.isChange(null),
    'a text': () => js.isChange('x'),
  }),
  ...right('isFinal', { nothing: () => js.isFinal(), 'no status': () => js.isFinal('arrived') }),
  ...right('isTrackingError', { nothing: () => js.isTrackingError(), null: () => js.isTrackingError(null) }),
  ...right('TrackingError', { 'no details': () => new js.TrackingError('network', 'Nothing.') }),
  ...right('WaitTooLong', { 'a wait': () => new js.WaitTooLong(5) }),
  ...wrong('createLimiterPool', /clock is 5/, { 'no clock': () => js.createLimiterPool(5) }),
  ...wrong('storeTurnstile', /store is missing/, { nothing: () => js.storeTurnstile() }),
  ...wrong('storeTurnstile', /store is an object/, { 'no store': () => js.storeTurnstile({}) }),
  ...wrong('storeTurnstile', /fromIntervalMs is NaN/, {
    NaN: () => js.storeTurnstile(new Map(), { fromIntervalMs: Number.NaN }),
  }),
  ...wrong('storeTurnstile', /no option fromInterval, did/, {
    'a misspelt option': () => js.storeTurnstile(new Map(), { fromInterval: 0 }),
  }),

  ...ofFactories(),
  ...ofWebhookSecrets(),
  ...wrong('fedex', /childSecret is missing/, { 'half a pair': () => js.fedex({ ...keys, childKey: 'key' }) }),
  ...wrong('fedex', /grantType is a text/, { 'no grant': () => js.fedex({ ...keys, grantType: 'password' }) }),
  ...wrong('fedex', /proofFormat is a text; give PDF or PNG/, {
    'another format': () => js.fedex({ ...keys, proofFormat: 'JPG' }),
  }),
  ...wrong('ups', /webhookCheck/, {
    'both ways': () => js.ups({ ...keys, webhookSecret: secret, webhookCheck: () => true }),
  }),
  ...wrong('ups', /webhookCheck is true/, { 'a check that is none': () => js.ups({ ...keys, webhookCheck: true }) }),
  ...wrong('usps', /api is a text; give v3r2 or v3/, { 'another version': () => js.usps({ ...keys, api: 'v2' }) }),
  ...wrong('usps', /webhookContacts\[0\] is a text/, {
    'no address': () => js.usps({ ...keys, webhookContacts: ['me'] }),
  }),
  ...wrong('dhl', /limit is 0/, { 'no shipments': () => js.dhl({ apiKey: 'key', limit: 0 }) }),
  ...wrong('dhl', /originCountryCode is a text/, {
    'a country in words': () => js.dhl({ apiKey: 'key', originCountryCode: 'Germany' }),
  }),
  ...wrong('dhl', /webhookHeader is a blank text/, { 'no header': () => js.dhl({ apiKey: 'key', webhookHeader: '' }) }),
  ...wrong('dhlExpress', /numbersPerRequest is 200/, {
    'too many': () => js.dhlExpress({ ...factories.dhlExpress, numbersPerRequest: 200 }),
  }),
  ...wrong('dhlExpress', /levelOfDetail is a text/, {
    'another level': () => js.dhlExpress({ ...factories.dhlExpress, levelOfDetail: 'most' }),
  }),
  ...wrong('carriersFromEnv', /environment is missing/, { nothing: () => js.carriersFromEnv() }),
  ...wrong('carriersFromEnv', /FEDEX_CLIENT_SECRET/, {
    'half a pair': () => js.carriersFromEnv({ FEDEX_CLIENT_ID: 'id' }),
  }),
  ...wrong('carriersFromEnv', /environment is a text; give production or test/, {
    'an environment that is none': () => js.carriersFromEnv({}, { environment: 'sandbox' }),
  }),
  ...right('carriersFromEnv', {
    'blank variables': () => js.carriersFromEnv({ FEDEX_CLIENT_ID: '', DHL_API_KEY: ' ' }),
  }),

  ...wrong('readTracking', /store is a text/, { 'the number first': () => js.readTracking(number, new Map()) }),
  ...wrong('readTracking', /number is missing/, { 'no number': () => js.readTracking(new Map()) }),
  ...wrong('absorb', /next is missing/, { 'no tracking': () => js.absorb(new Map()) }),
  ...wrong('absorb', /store is an object/, { 'no store': () => js.absorb({}, tracking) }),
  ...wrong('acknowledge', /events is an object/, { 'one event': () => js.acknowledge(new Map(), { key: 'a' }) }),
  ...wrong('release', /events\[0\] is a text/, { 'keys alone': () => js.release(new Map(), ['a']) }),
  ...wrong('nextPoll', /options is missing/, { 'no time': () => js.nextPoll(tracking) }),
  ...wrong('nextPoll', /tracking is a text/, { 'a number': () => js.nextPoll(number, { now: 0 }) }),
  ...wrong('watch', /tracker is missing/, { nothing: () => js.watch() }),
  ...wrong('watch', /numbers is a text/, { 'one number': ({ tracker }) => js.watch(tracker, number) }),
  ...wrong('watch', /lease\.ms is 0/, {
    'no time': ({ tracker }) => js.watch(tracker, [], { store: new Map(), lease: { ms: 0 } }),
  }),
  ...wrong('watch', /lease needs a store with compareAndSet/, {
    'a lease over a Map': ({ tracker }) => js.watch(tracker, [], { store: new Map(), lease: {} }),
  }),
  ...wrong('watch', /once is false/, { 'no pass': ({ tracker }) => js.watch(tracker, [], { once: false }) }),
  ...wrong('watch', /once is an object; give true, or \{ maxMs, maxRequests \}/, {
    'a bound that is none': ({ tracker }) => js.watch(tracker, [], { once: { maxRequests: 0 } }),
    'a bound that there is not': ({ tracker }) => js.watch(tracker, [], { once: { maxCalls: 5 } }),
  }),
  ...wrong('watch', /share is 0/, { 'no share': ({ tracker }) => js.watch(tracker, [number], { share: 0 }) }),
  ...wrong('watch', /shortestMs is NaN/, {
    'no pause': ({ tracker }) => js.watch(tracker, [number], { cadence: { shortestMs: Number.NaN } }),
  }),
  ...wrong('watch', /numbers is missing/, { 'no numbers': ({ tracker }) => js.watch(tracker) }),
  ...wrong('watch', /store is a text/, {
    'a path for a store': ({ tracker }) => js.watch(tracker, [], { store: 'watch.db' }),
  }),
  ...wrong('watch', /cadence is 5/, { 'a cadence in minutes': ({ tracker }) => js.watch(tracker, [], { cadence: 5 }) }),
  ...wrong('watch', /cadence\.graceMs is NaN/, {
    'no grace': ({ tracker }) => js.watch(tracker, [], { cadence: { graceMs: Number.NaN } }),
  }),
  ...wrong('watch', /cadence\.every\.moving\.dayMs is 0/, {
    'an interval of nothing': ({ tracker }) =>
      js.watch(tracker, [], {
        cadence: { every: { ...watching.defaultCadence.every, moving: { dayMs: 0, nightMs: 1 } } },
      }),
  }),
  ...wrong('watch', /cadence\.every\.quiet is missing/, {
    'a part of the intervals': ({ tracker }) =>
      js.watch(tracker, [], { cadence: { every: { ...watching.defaultCadence.every, quiet: undefined } } }),
  }),
  ...wrong('watch', /no option interval; there are/, {
    'what is no option': ({ tracker }) => js.watch(tracker, [], { interval: 5 }),
  }),
  ...wrong('watch', /untilSettled is 1/, { '1 for true': ({ tracker }) => js.watch(tracker, [], { untilSettled: 1 }) }),
  ...wrong('watch', /tracking is a text/, {
    'a number to offer': ({ tracker }) => js.watch(tracker, []).offer(number),
  }),
  ...wrong('plan', /load is a text/, { 'one number': ({ tracker }) => js.plan(number, tracker.carriers) }),
  ...wrong('plan', /load is an object/, {
    'a count that is none': ({ tracker }) => js.plan({ fedex: '1200' }, tracker.carriers),
    'a status that is none': ({ tracker }) => js.plan({ fedex: { moving: 5 } }, tracker.carriers),
  }),
  ...wrong('plan', /carriers is an object/, { 'the tracker': ({ tracker }) => js.plan([number], tracker) }),
  ...wrong('plan', /no option every; there are cadence/, {
    'a part of the cadence': ({ tracker }) => js.plan([number], tracker.carriers, { every: 5 }),
  }),

  ...wrong('receive', /tracker is missing/, { nothing: () => js.receive() }),
  ...wrong('receive', /id is missing/, { 'no carrier': ({ tracker }) => js.receive(tracker) }),
  ...wrong('receive', /id is an instance of Request/, {
    'no carrier before it': ({ tracker }) => js.receive(tracker, push()),
  }),
  ...wrong('receive', /no carrier mule/, {
    'a carrier that is not there': ({ tracker }) => js.receive(tracker, 'mule', push()),
  }),
  ...wrong('receive', /request is missing/, { 'no request': ({ tracker }) => js.receive(tracker, 'dhl') }),
  ...wrong('receive', /request is an object.*toNodeHandler/, {
    "a request of Node's": ({ tracker }) =>
      js.receive(tracker, 'dhl', {
        method: 'POST',
        headers: {},
        url: '/',
        body: { parsed: true },
        on: () => undefined,
      }),
  }),
  ...wrong('receive', /request is an object/, {
    'a body as text': ({ tracker }) => js.receive(tracker, 'dhl', { method: 'POST', headers: {}, body: '{}' }),
  }),
  ...wrong('receive', /body/, {
    'a body that was read': async ({ tracker }) => {
      const request = push();
      await request.text();
      return js.receive(tracker, 'dhl', request);
    },
  }),
  ...wrong('receive', /store is an object/, {
    'no store': ({ tracker }) => js.receive(tracker, 'dhl', push(), { store: {} }),
  }),
  ...wrong('receive', /deliver is an empty list/, {
    'no function': ({ tracker }) => js.receive(tracker, 'dhl', push(), { deliver: [] }),
  }),
  ...wrong('receive', /toleranceMs is NaN/, {
    NaN: ({ tracker }) => js.receive(tracker, 'dhl', push(), { toleranceMs: Number.NaN }),
  }),
  ...wrong('receive', /maxBodyBytes is 0/, {
    'no body': ({ tracker }) => js.receive(tracker, 'dhl', push(), { maxBodyBytes: 0 }),
  }),
  ...wrong('receive', /timeoutMs is 0/, {
    'no time': ({ tracker }) => js.receive(tracker, 'dhl', push(), { timeoutMs: 0 }),
  }),
  ...wrong('receive', /no option secret; there are/, {
    'a secret here': ({ tracker }) => js.receive(tracker, 'dhl', push(), { secret }),
  }),
  ...wrong('toNodeHandler', /onError is missing/, {
    'nobody to tell': ({ tracker }) => js.toNodeHandler(tracker, 'dhl', {}),
  }),
  ...wrong('toNodeHandler', /no carrier mule/, {
    'a carrier that is not there': ({ tracker }) => js.toNodeHandler(tracker, 'mule', { onError: () => undefined }),
  }),
  ...wrong('toNodeHandler', /no option onerror, did you mean onError\?/, {
    'a misspelt option': ({ tracker }) =>
      js.toNodeHandler(tracker, 'dhl', { onerror: () => undefined, onError: () => undefined }),
  }),
  ...wrong('subscribe', /url is a text; give an address that begins with https/, {
    'an address without TLS': ({ tracker }) =>
      js.subscribe(tracker, 'dhl', { trackingNumbers: [number] }, { url: 'http://shop.example/hooks' }),
  }),
  ...wrong('subscribe', /url is a blank text/, {
    'a blank address': ({ tracker }) => js.subscribe(tracker, 'dhl', { trackingNumbers: [number] }, { url: '' }),
  }),
  ...wrong('subscribe', /target is a text/, {
    'one number': ({ tracker }) => js.subscribe(tracker, 'dhl', number, { url: shop }),
  }),
  ...wrong('subscribe', /target is an object/, {
    'numbers that are none': ({ tracker }) => js.subscribe(tracker, 'dhl', { trackingNumbers: [5] }, { url: shop }),
    'no account': ({ tracker }) => js.subscribe(tracker, 'dhl', { account: '' }, { url: shop }),
  }),
  ...wrong('subscribe', /maxWaitMs is NaN/, {
    NaN: ({ tracker }) => js.subscribe(tracker, 'dhl', { account: 'a' }, { url: shop, maxWaitMs: Number.NaN }),
  }),
  ...wrong('subscribe', /no option uri, did you mean url\?/, {
    'a misspelt option': ({ tracker }) => js.subscribe(tracker, 'dhl', { account: 'a' }, { uri: shop }),
  }),
  ...right('subscribe', {
    'no numbers': ({ tracker }) => js.subscribe(tracker, 'dhl', { trackingNumbers: [] }, { url: shop }),
  }),
  ...wrong('unsubscribe', /subscription is missing/, { nothing: ({ tracker }) => js.unsubscribe(tracker) }),
  ...wrong('unsubscribe', /subscription is a text/, { 'its id': ({ tracker }) => js.unsubscribe(tracker, 'sub-1') }),
  ...wrong('unsubscribe', /subscription is an object/, {
    'the outcome': ({ tracker }) => js.unsubscribe(tracker, { ok: true, value: {} }),
  }),

  ...wrong('assess', /tracking is missing/, { nothing: () => js.assess() }),
  ...wrong('assess', /options is missing/, { 'no present': () => js.assess(tracking) }),
  ...wrong('assess', /now is missing/, { 'no now': () => js.assess(tracking, {}) }),
  ...wrong('assess', /now is an invalid Date/, {
    'a Date of nothing': () => js.assess(tracking, { now: new Date('x') }),
  }),
  ...wrong('assess', /Give now/, { 'a day for now': () => js.assess(tracking, { now: 'today' }) }),
  ...wrong('assess', /no option polcy, did you mean policy\?/, {
    'a misspelt option': () => js.assess(tracking, { now: 0, polcy: {} }),
  }),
  ...wrong('assess', /policy\.riskHours is a text/, {
    'hours in words': () => js.assess(tracking, { now: 0, policy: { riskHours: '12h' } }),
  }),
  ...wrong('assess', /policy\.weekend\[0\] is 7/, {
    'an eighth day': () => js.assess(tracking, { now: 0, policy: { weekend: [7] } }),
  }),
  ...right('assess', { 'a Date': () => js.assess(tracking, { now: new Date() }) }),
  ...wrong('nextConcernAt', /now is true/, { 'true for now': () => js.nextConcernAt(tracking, { now: true }) }),
  ...right('nextConcernAt', { 'a Date': () => js.nextConcernAt(tracking, { now: new Date() }) }),
  ...wrong('concernChanges', /previous is missing/, { nothing: () => js.concernChanges() }),
  ...wrong('concernChanges', /next\[0\] is a text/, { 'a kind': () => js.concernChanges([], ['late']) }),
  ...wrong('concernChanges', /told is an empty list/, { 'a list for told': () => js.concernChanges([], [], []) }).map(
    (call) => ({
      ...call,
      make: () => js.concernChanges([], [], 'told'),
      names: /told is a text/,
    }),
  ),
  ...wrong('serviceClassOf', /tracking is missing/, { nothing: () => js.serviceClassOf() }),
  ...wrong('summarize', /trackings is an object/, { 'one tracking': () => js.summarize(tracking, { now: 0 }) }),
  ...wrong('summarize', /tracking is an object/, { outcomes: () => js.summarize([{ ok: false }], { now: 0 }) }),
  ...wrong('summarize', /options is missing/, { 'no present': () => js.summarize([]) }),
  ...right('summarize', { 'a Date': () => js.summarize([tracking], { now: new Date() }) }),

  ...wrong('headline', /tracking is missing/, { nothing: () => js.headline() }),
  ...wrong('headline', /tracking is an object/, { 'an outcome': () => js.headline({ ok: true, value: tracking }) }),
  ...wrong('headline', /language is a text/, { 'a tag': () => js.headline(tracking, { language: 'de' }) }),
  ...wrong('headline', /language is an object/, {
    'a tag that is none': () => js.headline(tracking, { language: { locale: 'not a tag', texts: {} } }),
  }),
  ...wrong('headline', /no option locale/, { 'a locale': () => js.headline(tracking, { locale: 'de' }) }),
  ...wrong('headline', /Give now/, { 'a day for now': () => js.headline(tracking, { now: 'today' }) }),
  ...right('headline', { 'a Date': () => js.headline(tracking, { now: new Date() }) }),
  ...wrong('progress', /tracking is missing/, { nothing: () => js.progress() }),
  ...wrong('progress', /language is a text/, { 'a tag': () => js.progress(tracking, { language: 'de' }) }),
  ...wrong('formatTime', /time is missing/, { nothing: () => js.formatTime() }),
  ...wrong('formatTime', /time is a Date/, { 'a Date': () => js.formatTime(new Date()) }),
  ...wrong('formatTime', /no ISO 8601 time/, { words: () => js.formatTime('soon') }),
  ...wrong('formatTime', /today is a text/, {
    'a word for today': () => js.formatTime('2026-11-20', { today: 'now' }),
  }),
  ...wrong('formatTime', /withOffset is a text/, { yes: () => js.formatTime('2026-11-20', { withOffset: 'yes' }) }),
  ...wrong('formatWindow', /window is missing/, { nothing: () => js.formatWindow() }),
  ...wrong('formatWindow', /window is a text/, { 'a day': () => js.formatWindow('2026-11-20') }),
  ...wrong('formatWindow', /no ISO 8601 time/, { words: () => js.formatWindow({ to: 'soon' }) }),
  ...wrong('todayOf', /tracking is missing/, { nothing: () => js.todayOf() }),
  ...wrong('todayOf', /now is missing/, { 'no now': () => js.todayOf(tracking) }),
  ...wrong('loadLanguage', /locale is missing/, { nothing: () => js.loadLanguage() }),
  ...wrong('loadLanguage', /there are en, de/, { 'one there is not': () => js.loadLanguage('pt-BR') }),
  ...wrong('mailText', /milestone is missing/, { nothing: () => js.mailText() }),
  ...wrong('mailText', /milestone is an object/, {
    'the whole milestone': () => js.mailText({ milestone: 'delivered', key: 'a' }, tracking),
  }),
  ...wrong('mailText', /tracking is missing/, { 'no tracking': () => js.mailText('delivered') }),
  ...wrong('mailText', /from is a blank text/, { nobody: () => js.mailText('delivered', tracking, { from: ' ' }) }),
  ...wrong('shortText', /milestone is a text/, { 'a status': () => js.shortText('pre_transit', tracking) }),
  ...wrong('shortText', /url is a text/, {
    'a long link': () => js.shortText('delivered', tracking, { url: `https://shop.example/${'x'.repeat(90)}` }),
  }),
  ...wrong('smsSize', /text is missing/, { nothing: () => js.smsSize() }),
  ...wrong('redact', /tracking is missing/, { nothing: () => js.redact() }),
  ...wrong('publicView', /tracking is an object/, { 'an outcome': () => js.publicView({ ok: true }) }),
  ...wrong('mailText', /carrierName is a blank/, {
    'no name': () => js.mailText('delivered', tracking, { carrierName: '' }),
  }),
  ...wrong('toneOf', /parcel is missing/, { nothing: () => js.toneOf() }),
  ...wrong('toneOf', /parcel is a text/, { 'a status': () => js.toneOf('delivered') }),
  ...wrong('iconOf', /status is an object/, { 'a tracking': () => js.iconOf(tracking) }),

  ...['toAfterShip', 'toEasyPost', 'to17Track', 'toShipEngine', 'toShippo', 'toShopify', 'toWooCommerce'].flatMap(
    (of) => [
      ...wrong(of, /ours is missing/, { nothing: () => js[of]() }),
      ...wrong(of, /ours is a text/, { 'a status alone': () => js[of]('delivered') }),
      ...wrong(of, /ours is an object/, { 'a status that is none': () => js[of]({ status: 'constructor' }) }),
    ],
  ),
  ...Object.keys(crosswalk)
    .filter((of) => of.startsWith('from'))
    .flatMap((of) =>
      right(of, {
        nothing: () => js[of](),
        null: () => js[of](null, null),
        'an object': () => js[of]({}),
        'a number': () => js[of](5),
      }),
    ),
  ...right('trackingJsonSchema', { 'what it does not take': () => js.trackingJsonSchema('Tracking') }),

  ...wrong('sqliteStore', /path is missing/, { nothing: () => js.sqliteStore() }),
  ...wrong('sqliteStore', /path is a blank text/, { 'a blank path': () => js.sqliteStore('') }),
  ...wrong('sqliteStore', /busyTimeoutMs is NaN/, {
    NaN: () => js.sqliteStore(':memory:', { busyTimeoutMs: Number.NaN }),
  }),
  ...wrong('sqliteStore', /no option timeoutMs, did|no option timeoutMs; there/, {
    'another option': () => js.sqliteStore(':memory:', { timeoutMs: 1 }),
  }),
  ...['redisStore', 'redisTurnstile', 'postgresStore', 'postgresTurnstile', 'createPostgresTables'].flatMap((of) => [
    ...wrong(of, /client is missing/, { nothing: () => js[of]() }),
    ...wrong(of, /client is an object/, { 'no client': () => js[of]({}) }),
    ...wrong(of, /timeoutMs is 0/, { 'no time': () => js[of]({ query: read, call: read }, { timeoutMs: 0 }) }),
    ...wrong(of, /no option prefx, did|no option prefx; /, {
      'a misspelt key': () => js[of]({ query: read, call: read }, { prefx: 'a' }),
    }),
  ]),
  ...wrong('postgresTables', /prefix is 5/, { 'a number': () => js.postgresTables({ prefix: 5 }) }),
  ...wrong('openTelemetry', /tracerProvider is an object/, {
    'no provider': () => js.openTelemetry({ tracerProvider: {} }),
  }),
  ...wrong('openTelemetry', /httpSpans is a text/, { 'no for false': () => js.openTelemetry({ httpSpans: 'no' }) }),
  ...wrong('observeQuotas', /tracker is missing/, { nothing: () => js.observeQuotas() }),

  ...wrong('scenarioNumber', /carrier is a text/, { 'an id': () => js.scenarioNumber('fedex', 'delivered') }),
  ...wrong('scenarioNumber', /scenario is a text/, { 'no scenario': () => js.scenarioNumber(fedexSandbox, 'arrived') }),
  ...wrong('scenarioParcels', /clock is a list/, { sandboxes: () => js.scenarioParcels(sandboxes) }),
  ...wrong('createSandbox', /options is missing/, { nothing: () => js.createSandbox() }),
  ...wrong('createSandbox', /carriers\[0\] is an object/, {
    'real carriers': () => js.createSandbox({ carriers: [carriers.fedex(keys)] }),
  }),
  ...wrong('createSandbox', /parcels is a list/, {
    numbers: () => js.createSandbox({ carriers: sandboxes, parcels: [number] }),
  }),
  ...wrong('createSandbox', /accounts\[0\] is an object/, {
    'an account of nobody': () => js.createSandbox({ carriers: sandboxes, accounts: [keys] }),
  }),
  ...wrong('createSandbox', /quotas is an empty list/, {
    'a list of quotas': () => js.createSandbox({ carriers: sandboxes, quotas: [] }),
  }).map((call) => ({
    ...call,
    make: () => js.createSandbox({ carriers: sandboxes, quotas: 5 }),
    names: /quotas is 5/,
  })),
  ...wrong('createSandbox', /faults\[0\]\.kind is a text/, {
    'a fault that is none': () => js.createSandbox({ carriers: sandboxes, faults: [{ kind: 'fire' }] }),
  }),
  ...wrong('createSandbox', /latencyMs is -1/, {
    'faster than light': () => js.createSandbox({ carriers: sandboxes, latencyMs: -1 }),
  }),
  ...wrong('createSandbox', /seed is a text/, {
    'a seed in words': () => js.createSandbox({ carriers: sandboxes, seed: 'x' }),
  }),
  ...wrong('createSandbox', /life is a text/, {
    'a number to add': () => js.createSandbox({ carriers: sandboxes }).parcels.add(number),
  }),
  ...wrong('createSandbox', /chance is 2/, {
    'twice certain': () => js.createSandbox({ carriers: sandboxes }).inject({ kind: 'html', chance: 2 }),
  }),
  ...wrong('pushesOf', /sandbox is a text/, { 'a name': () => js.pushesOf('dhl', life, { url: shop, secret }) }),
  ...wrong('pushesOf', /life is missing/, { 'no life': () => js.pushesOf(dhlSandbox) }),
  ...wrong('pushesOf', /secret is missing/, { 'no secret': () => js.pushesOf(fedexSandbox, life, { url: shop }) }),
  ...wrong('explainCode', /carrier is a text; give a carrier: fedex/, {
    'no carrier': () => js.explainCode('kestrel', 'OD'),
  }),
  ...wrong('explainCode', /code is/, { 'no code': () => js.explainCode('fedex') }),
  ...right('explainCode', { 'a code': () => js.explainCode('fedex', 'OD') }),
  ...wrong('similarCodes', /carrier is missing/, { nothing: () => js.similarCodes() }),
  ...right('similarCodes', { 'a code': () => js.similarCodes('fedex', '84') }),
  ...wrong('storeConformance', /test is missing; give the runner's test function/, {
    nothing: () => js.storeConformance(),
  }),
  ...wrong('storeConformance', /open is an instance of Map/, {
    'a store itself': () => js.storeConformance(read, new Map()),
  }),
  ...wrong('storeConformance', /compareAndSet is a text/, {
    'a flag in words': () => js.storeConformance(read, read, { compareAndSet: 'no' }),
  }),
  ...right('storeConformance', { 'two functions': () => js.storeConformance(read, read) }),
  ...wrong('turnstileConformance', /open is missing/, { 'no turnstile': () => js.turnstileConformance(read) }),
  ...right('turnstileConformance', { 'two functions': () => js.turnstileConformance(read, read) }),
  ...wrong('carrierConformance', /open is an object/, { 'a carrier itself': () => js.carrierConformance(read, {}) }),
  ...right('carrierConformance', { 'two functions': () => js.carrierConformance(read, read) }),
  ...wrong('record', /options is missing/, { nothing: () => js.record() }),
  ...wrong('record', /numbers is missing/, { 'no numbers': () => js.record({}) }),
  ...wrong('record', /numbers is an object; give invented numbers/, {
    'no texts': () => js.record({ numbers: { 1: 2 } }),
  }),
  ...right('record', { numbers: () => js.record({ numbers: {} }) }),
  ...wrong('replay', /recording is an object; give what recording\(\) gave/, { 'something else': () => js.replay({}) }),
  ...right('replay', { 'a recording': () => js.replay({ version: 1, exchanges: [] }) }),
  ...wrong('settableClock', /start is missing/, { nothing: () => js.settableClock() }),
  ...wrong('settableClock', /start is a text/, { 'a day': () => js.settableClock('2026-11-20') }),
  ...wrong('settableClock', /ms is NaN/, { 'on by NaN': () => js.settableClock(0).advance(Number.NaN) }),
  ...wrong('settableClock', /ms is -1/, { backwards: () => js.settableClock(0).advance(-1) }),
  ...wrong('settableClock', /autoAdvance is a text/, {
    'a flag in words': () => js.settableClock(0, { autoAdvance: 'yes' }),
  }),
  ...right('settableClock', { 'a Date': () => js.settableClock(new Date()) }),
  ...wrong('scenarios', /options is missing/, { nothing: () => js.scenarios.delivered.lives() }),
  ...wrong('scenarios', /start is a text/, {
    'a day in words': () =>
      js.scenarios.delivered.lives({ carrier: fedexSandbox, trackingNumber: number, start: 'today' }),
  }),
  ...right('scenarios', {
    'a Date': () => js.scenarios.delivered.lives({ carrier: fedexSandbox, trackingNumber: number, start: new Date(0) }),
  }),
  ...wrong('serveSandbox', /sandbox is missing/, { nothing: () => js.serveSandbox() }),
  ...wrong('serveSandbox', /port is 70000/, {
    'no port': ({ clock }) => js.serveSandbox(js.createSandbox({ carriers: sandboxes, clock }), { port: 70_000 }),
  }),
];
