import type { Options } from 'tsup';

/** The entries of the package, each by the file that it is in `dist`. */
export const entry = {
  index: 'src/index.ts',
  kit: 'src/kit.ts',
  'kit-xml': 'src/kit-xml.ts',
  schema: 'src/schema.ts',
  crosswalk: 'src/crosswalk.ts',
  watch: 'src/watch/index.ts',
  webhooks: 'src/webhooks/index.ts',
  insights: 'src/insights/index.ts',
  present: 'src/present/index.ts',
  sqlite: 'src/store/sqlite.ts',
  opentelemetry: 'src/send/opentelemetry.ts',
  redis: 'src/fleet/redis.ts',
  postgres: 'src/fleet/postgres.ts',
  testing: 'src/testing/index.ts',
  'testing/server': 'src/testing/server.ts',
  'carriers/index': 'carriers/index.ts',
  'carriers/sandbox': 'carriers/sandbox.ts',
  'carriers/codes': 'carriers/codes.ts',
  'carriers/fedex': 'carriers/fedex/index.ts',
  'carriers/ups': 'carriers/ups/index.ts',
  'carriers/usps': 'carriers/usps/index.ts',
  'carriers/dhl': 'carriers/dhl/index.ts',
};

/** Declarations that entries share: whoever follows a type there meets a file and a name that can be read, and no hash. */
const shared = [
  'carrier/account',
  'carrier/carrier',
  'carrier/payload',
  'carrier/push',
  'carrier/sandbox',
  'carrier/wire',
  'diff/diff',
  'diff/milestone',
  'identify/identify',
  'insights/calendar',
  'insights/concern',
  'insights/policy',
  'model/change',
  'model/detail',
  'model/error',
  'model/outcome',
  'model/status',
  'model/store',
  'model/tracking',
  'model/watch-event',
  'options/options',
  'read/shape',
  'read/status-table',
  'send/limiter/sliding-window',
  'send/limiter/turnstile',
  'send/payload-listener',
  'send/telemetry',
  'send/tracking-source',
  'send/transport',
  'testing/accounts',
  'testing/faults',
  'testing/parcels',
  'testing/random',
  'testing/report',
  'testing/sandbox',
  'testing/sliding-window',
  'time/clock',
];

/**
 * What makes a value and does nothing else. A bundler leaves out a table or a schema that nobody uses only where each call in it
 * is marked so; marked by hand, every tenth is forgotten.
 */
const makers = [
  'new (?:Map|Set|WeakMap|WeakSet|RegExp)',
  'Object\\.(?:fromEntries|entries|keys)',
  'z\\.\\w+',
  'optionsOf|fieldsOf|optional|allowedValue|listOf|oneOf|wholeNumber|aFunction|withMethods|iterable',
  'objectField|listField|formatNamed',
  'remembered|twin|createLimiterPool',
];

const made = new RegExp(`(?<=(?:^|[=:(,[?]|=>|\\.\\.\\.|return)\\s*)(?=(?:${makers.join('|')})(?:<.*?>)?\\()`, 'g');

/** A source whose {@link makers} are marked, outside of its comments. */
export function withPureCalls(source: string): string {
  return source
    .split('\n')
    .map((line) => (/^\s*(?:\*|\/\*|\/\/)/.test(line) ? line : line.replaceAll(made, '/* @__PURE__ */ ')))
    .join('\n');
}

/** Declarations only: what runs is built by `build.config.ts`. */
export default {
  entry,
  format: 'esm',
  external: [/^node:/],
  removeNodeProtocol: false,
  dts: {
    only: true,
    entry: { ...entry, ...Object.fromEntries(shared.map((name) => [`types/${name}`, `src/${name}.ts`])) },
  },
  clean: true,
} satisfies Options;
