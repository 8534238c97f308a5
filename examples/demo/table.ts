import { styleText } from 'node:util';

/** A text in a table, with a style if there are colours. */
export type Cell = string | { readonly text: string; readonly style: Parameters<typeof styleText>[0] };

/** Lines of a table, every column as wide as its widest cell. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [head.map((text): Cell => ({ text, style: 'bold' })), ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((cells) => plain(cells[column]).length)));
  return lines
    .map((cells) =>
      cells
        .map((cell, column) => filled(cell, widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function plain(cell: Cell | undefined): string {
  return typeof cell === 'object' ? cell.text : (cell ?? '');
}

/** Padded first and styled then: what styles a text must not count. `styleText` leaves it plain where nobody sees it. */
function filled(cell: Cell, width: number): string {
  const text = plain(cell);
  const blanks = ' '.repeat(width - text.length);
  return typeof cell === 'object' ? styleText(cell.style, text) + blanks : text + blanks;
}
