import type { Row } from '../harness/row.ts';
import { eventRows } from './event-rows.ts';
import { loadRows } from './load-rows.ts';
import { transferRows } from './transfer-rows.ts';

/** The studio in a real Chromium: first load, news, transfers, as the page itself has them. */
export async function run(): Promise<Row[]> {
  return [
    ...(await loadRows()),
    ...(await eventRows()),
    ...(await transferRows(false)),
    ...(await transferRows(true)),
  ];
}
