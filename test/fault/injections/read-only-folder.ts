import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Folders that can be made read-only, and writable again. */
export interface ReadOnlyFolder {
  /** How it is done on this machine. */
  means: string;
  restore(): void;
}

/** Makes a folder and all folders below it read-only: nothing can be made, renamed or removed in them. */
export function makeReadOnly(folder: string): ReadOnlyFolder {
  const folders = [folder, ...foldersBelow(folder)];
  const chattr = (flag: string) => spawnSync('chattr', [flag, ...folders]).status === 0;
  // Permissions mean nothing to root, the immutable flag does.
  if (chattr('+i')) return { means: 'chattr +i', restore: () => void chattr('-i') };
  if (process.getuid?.() === 0) throw new Error('root without chattr: no folder can be made read-only here');
  for (const each of folders) chmodSync(each, 0o555);
  return {
    means: 'chmod 555',
    restore() {
      for (const each of folders) chmodSync(each, 0o755);
    },
  };
}

function foldersBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
}
