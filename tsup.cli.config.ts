import type { Options } from 'tsup';

/** The command line: its parser and tables are bundled, and it takes the library from beside it as any program does. */
export default {
  entry: { cli: 'src/cli/main.ts' },
  format: 'esm',
  target: 'node22',
  platform: 'node',
  external: [/^waybill/],
  removeNodeProtocol: false,
  dts: false,
  treeshake: true,
  sourcemap: false,
} satisfies Options;
