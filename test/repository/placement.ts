import type { Rule } from './rule.ts';

/** Folders of `test/` whose suites have no one source, and why. */
const suites: Readonly<Record<string, string>> = {
  conformance: 'holds every carrier to the contract',
  examples: 'runs the examples',
  fuzz: 'feeds every reader what no carrier sends',
  guarantees: 'proves over the whole package that no quota is exceeded',
  repository: 'holds the rules of the repository',
  servers: 'runs the package in servers, runtimes and proxies of others',
};

/** Names that a suite may have in any folder of `test/`, and why. */
const wholes: Readonly<Record<string, string>> = {
  laws: 'what holds of a folder as a whole',
  'wrong-calls': 'what every public function is called with by mistake',
  linear: 'work that grows with the text, of all of its folder',
  published: 'what a carrier publishes, read by all of its folder',
  cases: 'what a carrier sent and was read wrong once, by all of its folder',
  documents: 'what a carrier documents, read by all of its folder',
  recordings: 'answers on record, read by all of its folder',
};

/** A test stands where its source stands, or the helper or folder that it tests: `test/<path>.test.ts`. */
export const testsStandByTheirSources: Rule = (files) => {
  const paths = files.map(({ path }) => path);
  const sources = new Set(
    paths.flatMap((path) => {
      const own = /^(?:src\/|(?=carriers\/)|test\/)(.+)\.ts$/.exec(path)?.[1];
      if (own === undefined || path.endsWith('.test.ts')) return [];
      return path.startsWith('test/') ? [own] : [own, own.slice(0, Math.max(0, own.lastIndexOf('/')))];
    }),
  );
  const names = new Set(paths.filter((path) => /^(src|carriers)\/.+\.ts$/.test(path)).map(nameOf));
  return paths.flatMap((path) => {
    const own = /^test\/(.+)\.test\.ts$/.exec(path)?.[1];
    if (own === undefined || sources.has(own)) return [];
    const [folder = ''] = own.split('/');
    if (names.has(nameOf(path)) && !(nameOf(path) in wholes)) {
      return [`${path} is named like a source of another folder`];
    }
    return folder in suites || nameOf(path) in wholes ? [] : [`${path} stands by no source`];
  });
};

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/(\.test)?\.ts$/, '');
}
