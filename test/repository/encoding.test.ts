import { encodesAnyText } from './encoding.ts';
import { librarySources } from './files.ts';
import { prove } from './prove.ts';

prove(
  {
    name: 'text is put into addresses whatever it holds',
    rule: encodesAnyText,
    breaches: [
      { 'carriers/ups/request.ts': `const url = '/track/' + encodeURIComponent(number);` },
      { 'src/diff/diff.ts': 'const keys = names.map(encodeURIComponent);' },
      { 'src/send/batch.ts': 'const url = globalThis.encodeURI(text);' },
    ],
    keeps: [
      { 'src/model/path-segment.ts': 'export const pathSegment = (text: string) => encodeURIComponent(text);' },
      { 'src/diff/diff.ts': 'const url = pathSegment(text); // not encodeURIComponent' },
    ],
  },
  librarySources(),
);
