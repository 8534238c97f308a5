import type { Options } from 'tsup';

export default {
  entry: {
    index: 'src/index.ts',
    kit: 'src/kit.ts',
    'kit-xml': 'src/kit-xml.ts',
    schema: 'src/schema.ts',
    crosswalk: 'src/crosswalk.ts',
    sqlite: 'src/sqlite.ts',
    testing: 'src/testing/index.ts',
    'testing/server': 'src/testing/server.ts',
    'carriers/index': 'carriers/index.ts',
    'carriers/sandbox': 'carriers/sandbox.ts',
    'carriers/fedex': 'carriers/fedex/index.ts',
    'carriers/ups': 'carriers/ups/index.ts',
    'carriers/usps': 'carriers/usps/index.ts',
    'carriers/dhl': 'carriers/dhl/index.ts',
  },
  format: 'esm',
  target: 'node20',
  platform: 'neutral',
  removeNodeProtocol: false,
  dts: true,
  splitting: true,
  treeshake: true,
  clean: true,
  sourcemap: false,
} satisfies Options;
