import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkDisk } from './check-disk.mjs';

test('enough room is enough, in a folder that does not exist yet too', async () => {
  await checkDisk(join(tmpdir(), 'not', 'yet'), 1);
});

test('too little room: one sentence with what is needed and what there is', async () => {
  await expect(checkDisk(tmpdir(), 1e18)).rejects.toThrow(
    /^Set-up needs 1000000000\.0 GB of disk space in .*, but only \d+\.\d GB are free: free some and/,
  );
});
