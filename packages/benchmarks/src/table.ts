import { significant } from './statistics';

type Cell = string | number;

/** Rows as text in columns, numbers to the right. All rows have the same keys. */
export function table(rows: readonly Readonly<Record<string, Cell>>[]): string {
  const titles = Object.keys(rows[0]);
  const texts = rows.map(row => titles.map(title => textOf(row[title])));
  const widths = titles.map((title, i) =>
    Math.max(title.length, ...texts.map(row => row[i].length)),
  );
  const isNumber = titles.map(title => typeof rows[0][title] === 'number');
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) =>
        isNumber[i] ? cell.padStart(widths[i]) : cell.padEnd(widths[i]),
      )
      .join('  ')
      .trimEnd();
  return [
    line(titles),
    line(widths.map(width => '-'.repeat(width))),
    ...texts.map(line),
  ].join('\n');
}

function textOf(cell: Cell): string {
  return typeof cell === 'number'
    ? significant(cell).toLocaleString('en-US', { maximumSignificantDigits: 3 })
    : cell;
}
