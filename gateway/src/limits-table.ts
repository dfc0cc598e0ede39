import { LIMITS, type Limit } from './limits.ts';

/** The limits as a Markdown table, for gateway/README.md; columns aligned as the formatter wants them. */
export function limitsTable(): string {
  const limits = Object.entries<Limit>(LIMITS);
  const body = limits.map(([name, { value, reason }]) => [`\`${name}\``, shown(name, value), reason]);
  const rows = [['Limit', 'Value', 'Reason'], ...body];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column].length)));
  const [header, ...others] = rows.map((row) => line(row.map((cell, column) => cell.padEnd(widths[column]))));
  return [header, line(widths.map((width) => '-'.repeat(width))), ...others].join('\n');
}

function line(cells: string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function shown(name: string, value: number): string {
  if (name.endsWith('Bytes')) {
    return value >= 1024 * 1024 ? `${value / 1024 / 1024} MiB` : `${value / 1024} KiB`;
  }
  if (name.endsWith('Kib')) return `${value} KiB`;
  if (name.endsWith('Ms')) return value >= 1000 ? `${value / 1000} s` : `${value} ms`;
  if (name.endsWith('Percent')) return `${value} %`;
  return value.toLocaleString('en-US');
}
