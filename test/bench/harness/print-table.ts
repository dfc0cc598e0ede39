import type { Row } from './row.ts';

/** The rows as a table in text. */
export function printTable(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.id,
    `${round(row.value)} ${row.unit}`,
    row.peer ? `${row.peer}: ${round(row.peer_value)} ${row.unit}` : '',
    row.ratio === undefined ? '' : `${round(row.ratio)} ×`,
    row.target ?? '',
    row.met === undefined ? '' : row.met ? 'met' : 'MISSED',
  ]);
  const head = ['what', 'value', 'peer', 'ratio', 'target', ''];
  const all = [head, ...cells];
  const widths = head.map((_, column) => Math.max(...all.map((line) => line[column].length)));
  return all
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function round(value = Number.NaN): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
