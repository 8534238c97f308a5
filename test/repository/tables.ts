/** The cells of one row of a table in Markdown. */
export type Row = readonly string[];

/** The rows of the first table whose head has, or stands after, a heading or another text; without the head. */
export function tableUnder(page: string, text: string): readonly Row[] {
  const at = page.indexOf(text);
  if (at < 0) throw new Error(`There is no "${text}".`);
  const lines = page
    .slice(page.lastIndexOf('\n', at) + 1)
    .split('\n')
    .map((line) => line.replace(/^\s*\* /, '').trim());
  const head = lines.findIndex((line, index) => line.startsWith('|') && /^\|[ :|-]+\|$/.test(lines[index + 1] ?? ''));
  if (head < 0) throw new Error(`There is no table after "${text}".`);
  const rows = lines.slice(head + 2);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return rows.slice(0, end < 0 ? undefined : end).map(cellsOf);
}

function cellsOf(line: string): Row {
  return line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());
}
