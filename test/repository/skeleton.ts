import ts from 'typescript';
import type { SourceFile } from './files.ts';
import { parse, type Rule } from './rule.ts';

/** The files of a folder by name, without `.ts`: whether it must be there, and what it must export if it is. */
type Skeleton = Readonly<Record<string, { readonly required?: true; readonly exports?: readonly string[] }>>;

/** `<name>` is the folder's name; `*` stands for any further word. */
const carrier: Skeleton = {
  index: { required: true },
  '<name>': { required: true },
  request: { required: true },
  grant: {},
  wire: { required: true },
  read: { required: true, exports: ['readResponse', 'readStored'] },
  tracking: { required: true, exports: ['trackingOf'] },
  events: { required: true, exports: ['scanOf'] },
  delivery: { required: true, exports: ['deliveryOf', 'forecastOf'] },
  status: { required: true, exports: ['currentStatusOf'] },
  'status-*': {},
  codes: { required: true, exports: ['codeTables'] },
  errors: { required: true, exports: ['errorOf'] },
  numbers: { required: true, exports: ['identity'] },
  push: {},
  subscriptions: {},
  lookups: {},
  // A whole shipment where one number is asked for: its pages, its pieces.
  shipment: {},
  // What several old formats are read by.
  'old-formats': {},
  place: {},
  time: {},
  sandbox: { required: true },
  'sandbox-*': {},
};

/** One of several APIs of a carrier has of the same files those that it has a use for. */
const division: Skeleton = {
  ...Object.fromEntries(Object.entries(carrier).map(([name, { exports }]) => [name, exports ? { exports } : {}])),
  ...Object.fromEntries(['<name>', 'request', 'wire'].map((name) => [name, { required: true }] as const)),
  read: { required: true, exports: ['readResponse', 'readStored'] },
  delivery: { exports: ['deliveryOf'] },
  translate: {},
};

/** The format of a service that is no longer asked is put in the words of the one that is. */
const oldFormat: Skeleton = {
  wire: { required: true },
  translate: { required: true },
  format: { required: true },
  // Where an answer is made of records that are put together first.
  records: {},
  status: {},
  errors: {},
};

/** Carriers of several APIs: a barrel, what the APIs share, and for each its folder and what stands there for `<name>`. */
const partedInto: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  dhl: { unified: 'dhl', express: 'express', 'express-xml': 'express-xml', 'parcel-de': 'parcel-de' },
};
const barrel: Skeleton = { index: { required: true }, codes: { required: true, exports: ['codeTables'] } };
const shared = 'shared';

/** Who knows one carrier knows all: the same files with the same exported names. */
export const carriersAreAlike: Rule = (files) => {
  const folders = new Map<string, SourceFile[]>();
  for (const file of files) {
    const folder = /^(carriers\/.+)\/[^/]+$/.exec(file.path)?.[1];
    if (folder === undefined) continue;
    folders.set(folder, [...(folders.get(folder) ?? []), file]);
  }
  return [...folders].flatMap(([folder, files]) => {
    const skeleton = skeletonOf(folder);
    if (skeleton === 'free') return [];
    if (skeleton === undefined) return files.map(({ path }) => `${path} stands in a folder that carriers do not have`);
    return differences(folder, files, skeleton);
  });
};

/** Whether the skeleton has such a file, as each carrier then has for the same question. */
export function isPrescribed(path: string): boolean {
  const folder = /^(carriers\/.+)\/[^/]+$/.exec(path)?.[1] ?? '';
  const skeleton = folder === '' ? undefined : skeletonOf(folder);
  if (skeleton === undefined || skeleton === 'free') return false;
  return patternsOf(folder, skeleton).some((pattern) => pattern.test(path));
}

function skeletonOf(folder: string): Skeleton | 'free' | undefined {
  const [, name = '', ...below] = folder.split('/');
  const divisions = partedInto[name];
  if (divisions === undefined) return [carrier, oldFormat][below.length];
  const [first, ...rest] = below;
  if (first === undefined) return barrel;
  if (first === shared) return rest.length === 0 ? 'free' : undefined;
  return first in divisions ? [division, oldFormat][rest.length] : undefined;
}

function differences(folder: string, files: readonly SourceFile[], skeleton: Skeleton): string[] {
  const pathOf = (name: string) => pathIn(folder, name);
  const present = new Map(files.map((file) => [file.path, file]));
  const missing = Object.entries(skeleton)
    .filter(([name, { required }]) => required && !present.has(pathOf(name)))
    .map(([name]) => `${pathOf(name)} is missing`);
  const patterns = patternsOf(folder, skeleton);
  const surplus = files
    .filter(({ path }) => !patterns.some((pattern) => pattern.test(path)))
    .map(({ path }) => `${path} is no file that carriers have`);
  const unnamed = Object.entries(skeleton).flatMap(([name, { exports = [] }]) => {
    const file = present.get(pathOf(name));
    if (file === undefined) return [];
    const exported = exportedNames(file);
    return exports.filter((each) => !exported.has(each)).map((each) => `${file.path} does not export ${each}`);
  });
  return [...missing, ...surplus, ...unnamed];
}

function pathIn(folder: string, name: string): string {
  return `${folder}/${name === '<name>' ? ownName(folder) : name}.ts`;
}

/** The paths that a folder's files may have. */
function patternsOf(folder: string, skeleton: Skeleton): readonly RegExp[] {
  return Object.keys(skeleton).map(
    (name) => new RegExp(`^${pathIn(folder, name).replaceAll('.', '\\.').replace('*', '[a-z0-9-]+')}$`),
  );
}

/** What stands for `<name>` in a folder. */
function ownName(folder: string): string {
  const [, name = '', division = name] = folder.split('/');
  return partedInto[name]?.[division] ?? name;
}

function exportedNames(file: SourceFile): ReadonlySet<string> {
  return new Set(
    parse(file).statements.flatMap((statement) => {
      if (ts.isExportDeclaration(statement)) {
        const { exportClause } = statement;
        return !statement.isTypeOnly && exportClause !== undefined && ts.isNamedExports(exportClause)
          ? exportClause.elements.flatMap(({ isTypeOnly, name }) => (isTypeOnly ? [] : name.text))
          : [];
      }
      const isExported =
        ts.canHaveModifiers(statement) &&
        ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
      if (!isExported) return [];
      if (ts.isFunctionDeclaration(statement)) return statement.name?.text ?? [];
      if (!ts.isVariableStatement(statement)) return [];
      return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? name.text : []));
    }),
  );
}
