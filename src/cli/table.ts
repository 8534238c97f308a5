import { styleText } from 'node:util';
import stringWidth from 'string-width';

/** How a cell is coloured, where there are colours. */
export type Tone = 'bold' | 'dim' | 'green' | 'yellow' | 'red' | 'cyan';

/** A text in a table. */
export type Cell = string | { readonly text: string; readonly tone: Tone };

/** Whether output to a terminal, or to none, is coloured: by `NO_COLOR` and `FORCE_COLOR`, else by the terminal. */
export function isColoured(env: Readonly<Record<string, string | undefined>>, isTTY: boolean): boolean {
  if ((env.NO_COLOR ?? '') !== '') return false;
  if ((env.FORCE_COLOR ?? '') !== '') return env.FORCE_COLOR !== '0';
  return isTTY && env.TERM !== 'dumb';
}

/** One line of a table whose columns are so wide; a text that is wider pushes what follows to the right. */
export function lineOf(cells: readonly Cell[], widths: readonly number[], coloured: boolean): string {
  return cells
    .map((cell, index) => {
      const { text, tone } = typeof cell === 'string' ? { text: cell, tone: undefined } : cell;
      const shown = printable(text);
      const blanks = ' '.repeat(Math.max(0, (widths[index] ?? 0) - stringWidth(shown)));
      return (coloured && tone !== undefined ? styleText(tone, shown, { validateStream: false }) : shown) + blanks;
    })
    .join('  ')
    .trimEnd();
}

/** Lines of a table, every column as wide as its widest cell. */
export function tableOf(head: readonly string[], rows: readonly (readonly Cell[])[], coloured: boolean): string {
  const lines = [head.map((text): Cell => ({ text, tone: 'bold' })), ...rows];
  const widths = head.map((_, column) =>
    Math.max(...lines.map((cells) => stringWidth(printable(textOf(cells[column]))))),
  );
  return `${lines.map((cells) => lineOf(cells, widths, coloured)).join('\n')}\n`;
}

const textOf = (cell: Cell | undefined): string => (typeof cell === 'object' ? cell.text : (cell ?? ''));

/** What a carrier or a file says must not steer a terminal. */
function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ');
}
