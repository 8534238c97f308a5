/**
 * The public surface: every name that an entry exports, with its type as the built declarations have it. It stands in
 * `test/surface.txt`, so that a change of it is seen and meant; `--write` writes it anew.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const recorded = `${root}test/surface.txt`;
const { exports } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
};
const entries = Object.entries(exports).flatMap(([name, target]) =>
  typeof target === 'string' ? [] : [{ name, path: `${root}${target.types.slice(2)}` }],
);

if (entries.some(({ path }) => !existsSync(path)))
  throw new Error('Nothing is built to be read: run npm run build first.');

const program = ts.createProgram(
  entries.map(({ path }) => path),
  {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    noEmit: true,
    types: ['node'],
  },
);
const checker = program.getTypeChecker();
const printer = ts.createPrinter({ removeComments: true });

/** One export on its own lines, without its comments. */
function written(symbol: ts.Symbol): string {
  const declared = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const texts = (declared.declarations ?? []).map((declaration) => {
    const statement = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
    return printer
      .printNode(ts.EmitHint.Unspecified, statement, declaration.getSourceFile())
      .replaceAll(/^(?:export )?(?:declare )?/g, '')
      .replaceAll(/\s+/g, ' ');
  });
  return `${symbol.name}: ${texts.join(' ')}`;
}

const surface = entries
  .map(({ name, path }) => {
    const source = program.getSourceFile(path);
    const module = source && checker.getSymbolAtLocation(source);
    const symbols = module === undefined ? [] : checker.getExportsOfModule(module);
    return [`# ${name}`, ...symbols.map(written).sort(), ''].join('\n');
  })
  .join('\n');

if (process.argv.includes('--write')) {
  writeFileSync(recorded, surface);
  console.log(`${surface.split('\n').length} lines of the public surface are written down`);
} else {
  const [then, now] = [existsSync(recorded) ? readFileSync(recorded, 'utf8') : '', surface].map((text) =>
    text.split('\n'),
  );
  const gone = then?.filter((line) => !now?.includes(line)) ?? [];
  const come = now?.filter((line) => !then?.includes(line)) ?? [];
  for (const line of gone) console.error(`- ${line}`);
  for (const line of come) console.error(`+ ${line}`);
  console.log(
    `${now?.length} lines of the public surface, ${gone.length + come.length} of them other than written down`,
  );
  if (gone.length + come.length > 0) {
    console.error('Where that is meant: npm run surface -- --write, and commit test/surface.txt.');
    process.exitCode = 1;
  }
}
