import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Row } from '../harness/row.ts';
import { cutoutRows } from './cutout-rows.ts';
import { jobRows } from './job-rows.ts';
import { sizeRows } from './size-rows.ts';

/** The studio engine: what a job costs, where its time goes, and how both grow with the picture. */
export async function run(): Promise<Row[]> {
  const directory = await mkdtemp(join(tmpdir(), 'nanococoa-imaging-'));
  try {
    const jobs = await jobRows(directory);
    return [...jobs, ...(await cutoutRows(directory)), ...(await sizeRows(directory))];
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
