import type { Options } from 'tsup';

export default {
  entry: {
    index: 'src/index.ts',
    kit: 'src/kit.ts',
    'kit-xml': 'src/kit-xml.ts',
    schema: 'src/schema.ts',
    crosswalk: 'src/crosswalk.ts',
    watch: 'src/watch/index.ts',
    webhooks: 'src/webhooks/index.ts',
    insights: 'src/insights/index.ts',
    sqlite: 'src/store/sqlite.ts',
    opentelemetry: 'src/send/opentelemetry.ts',
    testing: 'src/testing/index.ts',
    'testing/server': 'src/testing/server.ts',
    'carriers/index': 'carriers/index.ts',
    'carriers/sandbox': 'carriers/sandbox.ts',
    'carriers/fedex': 'carriers/fedex/index.ts',
    'carriers/ups': 'carriers/ups/index.ts',
    'carriers/usps': 'carriers/usps/index.ts',
    'carriers/dhl': 'carriers/dhl/index.ts',
    // Not for import: files of their own, so that a bundle of a live carrier leaves the XML parser out.
    'internal/fedex': 'carriers/fedex/fedex.ts',
    'internal/ups': 'carriers/ups/ups.ts',
    'internal/usps': 'carriers/usps/usps.ts',
    'internal/dhl': 'carriers/dhl/unified/dhl.ts',
  },
  format: 'esm',
  target: 'node20',
  platform: 'neutral',
  external: [/^node:/],
  removeNodeProtocol: false,
  dts: true,
  splitting: true,
  treeshake: true,
  clean: true,
  sourcemap: false,
  // Carriers import the kit by its public name; here that is the source beside them.
  esbuildOptions(options) {
    options.conditions = ['waybill-source'];
  },
} satisfies Options;
