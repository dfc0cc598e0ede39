import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A whole material; what is being written still has another name. */
const MATERIAL = /^material-[0-9a-f]{32}\.bin$/;

/** Removes the materials in `folder` that were used longest ago, until at most `mostBytes` of them are left. */
export async function trimMaterials(folder: string, mostBytes: number): Promise<void> {
  const names = (await readdir(folder)).filter((name) => MATERIAL.test(name));
  const files = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      // Another worker may have removed it meanwhile.
      const info = await stat(path).catch(() => undefined);
      return { path, sizeBytes: info?.size ?? 0, usedMs: info?.mtimeMs ?? 0 };
    }),
  );
  let total = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  files.sort((a, b) => a.usedMs - b.usedMs);
  for (const { path, sizeBytes } of files) {
    if (total <= mostBytes) return;
    await rm(path, { force: true });
    total -= sizeBytes;
  }
}
