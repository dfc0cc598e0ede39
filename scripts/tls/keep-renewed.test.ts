import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepRenewed } from './keep-renewed.ts';

test('a folder that cannot be written is told in one sentence', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'certificate-'));
  const path = join(dir, 'tls');
  writeFileSync(path, 'a file where the folder should be');
  try {
    await expect(keepRenewed(path, () => {})).rejects.toMatchObject({
      name: 'SetupError',
      message: `A certificate cannot be made in ${path} (EEXIST): give yourself permission to write there, or delete it.`,
    });
  } finally {
    rmSync(dir, { recursive: true });
  }
});
