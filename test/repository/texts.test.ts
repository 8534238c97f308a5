import { librarySources, repositoryFiles } from './files.ts';
import { prove } from './prove.ts';
import { namesNoMachine, namesNoRegistry, nothingIsLeftToDo } from './texts.ts';

const files = repositoryFiles();
const registry = process.env.npm_config_registry;
/** Put together here, so that this file does not break the rules it tests. */
const slash = '/';
const dot = '.';

prove(
  {
    name: 'nothing is left to do',
    rule: nothingIsLeftToDo,
    breaches: [{ 'src/a.ts': `// ${'TO'}DO: later` }, { 'src/a.ts': `/* ${'FIX'}ME */` }],
    keeps: [{ 'src/a.ts': '// done' }],
  },
  librarySources(files),
);

prove(
  {
    name: 'no path of the machine it was written on',
    rule: namesNoMachine,
    breaches: [
      { 'README.md': `see ${slash}home/someone/x` },
      { 'a.json': `"${slash}work/main/x"` },
      { 'a.ts': `const a = '${slash}tmp/x';` },
      { 'a.ts': `import 'file:/${slash}${slash}tmp/x';` },
    ],
    keeps: [{ 'README.md': `https://example.com${slash}home/x and .${slash}tmp/x and src${slash}work/x` }],
  },
  files,
);

prove(
  {
    name: 'no host to download packages from',
    rule: namesNoRegistry(registry),
    breaches: [
      { 'a.json': `"https:${slash}${slash}registry${dot}npmjs${dot}org/ky"` },
      { '.npmrc': `registry=https:${slash}${slash}registry${dot}example${dot}com` },
    ],
    keeps: [{ 'README.md': 'https://www.npmjs.com/package/waybill' }],
  },
  files,
);
