import type { SourceFile } from './files.ts';
import type { Rule } from './rule.ts';

/** A file of fewer lines is small: a reader opens it for one thing, and has to be told of it. */
export const smallBelow = 30;
/** So many small files there are at most. */
export const mostSmall = 20;

const entry = 'an entry of the package, which is what it exports';
const prescribed = 'a file of the skeleton, where whoever knows one carrier looks';

/** Why a file of the library is small and yet one by itself. */
export const smallFiles: Readonly<Record<string, string>> = {
  'carriers/fedex/index.ts': entry,
  'carriers/ups/index.ts': entry,
  'carriers/usps/index.ts': entry,
  'carriers/sandbox.ts': entry,
  'src/insights/index.ts': entry,
  'src/kit-xml.ts': entry,
  'src/present/index.ts': entry,
  'src/watch/index.ts': entry,
  'src/webhooks/index.ts': entry,
  'carriers/dhl/parcel-de/numbers.ts': prescribed,
  'carriers/dhl/unified/lookups.ts': prescribed,
  'carriers/dhl/unified/numbers.ts': prescribed,
  'src/cli/io.ts': 'all that a command has of the world, which every command and every test of one is given',
  'src/diff/equal.ts': 'what "the same" means of JSON: diffs, keys and merges must not come to differ in it',
  'src/model/compact.ts': 'absent instead of undefined, wherever a value of the model is made',
  'src/model/fingerprint.ts':
    'the one hash, of accounts, change keys and made-up parcels alike; it is stored, and must never change',
  'src/model/outcome.ts': 'a noun of the public model, in every signature',
  'src/model/path-segment.ts':
    'the one way of text into an address, for carriers and for cloud events, which share no other file',
  'src/model/remember.ts': 'a bound on what is remembered, for carriers and for zones, which share no other file',
};

export function isSmall({ text }: SourceFile): boolean {
  return linesOf(text) < smallBelow;
}

export function linesOf(text: string): number {
  return text.split('\n').length - 1;
}

/** Small files stand apart for a reason that is given, and are few; a reason goes when its file grows or goes. */
export function smallFilesHaveReasons(reasons: Readonly<Record<string, string>>): Rule {
  return (files) => {
    const small = new Set(files.filter(isSmall).map(({ path }) => path));
    const listed = Object.keys(reasons);
    return [
      ...[...small].filter((path) => !listed.includes(path)).map((path) => `${path} is small, and nobody says why`),
      ...listed
        .filter((path) => !small.has(path))
        .map((path) => `${path} is no small file, and has a reason to be one`),
      ...(small.size > mostSmall ? [`${small.size} files are small, of ${mostSmall} that may be`] : []),
    ];
  };
}
