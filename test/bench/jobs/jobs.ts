import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Row } from '../harness/row.ts';
import { costRows } from './cost-rows.ts';
import { growthRows } from './growth-rows.ts';
import { submitRows } from './submit-rows.ts';

/** What jobs cost: accepting them, making them, making them again, and having many of them. */
export async function run(): Promise<Row[]> {
  const directory = await mkdtemp(join(tmpdir(), 'nanococoa-bench-'));
  try {
    const cost = await costRows(join(directory, 'cost'));
    const submit = await submitRows(join(directory, 'submit'));
    return [...cost, ...submit, ...(await growthRows(join(directory, 'growth')))];
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
