import { librarySources } from './files.ts';
import { noCircles } from './imports.ts';
import { prove } from './prove.ts';

prove(
  {
    name: 'no files import each other, straight or round about',
    rule: noCircles,
    exceptions: 'circles',
    breaches: [
      { 'src/a.ts': `import { b } from './b.ts';`, 'src/b.ts': `import { a } from './a.ts';` },
      { 'src/a.ts': `import type { B } from './b.ts';`, 'src/b.ts': `import { type A, x } from './a.ts';` },
      { 'src/a.ts': `export { b } from './b.ts';`, 'src/b.ts': `export const a: import('./a.ts').A = 1;` },
      {
        'src/a.ts': `import './b.ts';`,
        'src/b.ts': `import './c/d.ts';`,
        'src/c/d.ts': `const a = await import('../a.ts');`,
      },
      {
        'src/kit.ts': `export { x } from '../carriers/a/x.ts';`,
        'carriers/a/x.ts': `import { y } from 'waybill/kit';`,
      },
    ],
    keeps: [
      {
        'src/a.ts': `import './b.ts';\nimport './c.ts';`,
        'src/b.ts': `import './d.ts';`,
        'src/c.ts': `import './d.ts';`,
        'src/d.ts': '// a diamond is no circle',
      },
    ],
  },
  librarySources(),
);
