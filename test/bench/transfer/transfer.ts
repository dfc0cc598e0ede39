import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Row } from '../harness/row.ts';
import { chunkPathRows } from './chunk-path-rows.ts';
import { meshRows } from './mesh-rows.ts';
import { oldWayRows } from './old-way-rows.ts';
import { wireRows } from './wire-rows.ts';

/** Moving 64 MiB: the chunk path by itself, against the old way, and through the whole mesh; and what a job moves. */
export async function run(): Promise<Row[]> {
  const directory = await mkdtemp(join(tmpdir(), 'nanococoa-bench-'));
  try {
    return [
      ...(await chunkPathRows(directory)),
      ...(await oldWayRows(directory)),
      ...(await meshRows(directory)),
      ...(await wireRows(directory)),
    ];
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
