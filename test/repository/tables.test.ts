import { expect, test } from 'vitest';
import { tableUnder } from './tables.ts';

const page = `# Page

| A | B |
| --- | --- |
| before | 1 |

## Here

Words.

| Head | More |
| :-- | --: |
| \`one\` | 1 min |
| two |  |

| A | B |
| --- | --- |
| after | 2 |
`;

test('a table is found by its heading and ends where it ends', () => {
  expect(tableUnder(page, '## Here')).toEqual([
    ['`one`', '1 min'],
    ['two', ''],
  ]);
});

test('a table is found by its head', () => {
  expect(tableUnder(page, 'More')).toEqual(tableUnder(page, '## Here'));
});

test('a table is found in a comment', () => {
  const comment = `/**\n * The defaults:\n *\n * | A | B |\n * | - | - |\n * | a | 2 h |\n *\n * More.\n */`;
  expect(tableUnder(comment, 'The defaults')).toEqual([['a', '2 h']]);
});

test('what is not there is an error, not an empty table', () => {
  expect(() => tableUnder(page, 'Nowhere')).toThrow('There is no "Nowhere".');
  expect(() => tableUnder('# Heading\n\n| no table |', 'Heading')).toThrow('no table after "Heading"');
});
