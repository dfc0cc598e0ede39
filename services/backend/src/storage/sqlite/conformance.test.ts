import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { testStorageConformance } from '../conformance/test-storage-conformance.ts';
import { openSqliteStorage } from './open-sqlite-storage.ts';

const root = mkdtempSync(join(tmpdir(), 'nanococoa-sqlite-'));
const directory = join(root, 'data');
afterAll(() => rmSync(root, { recursive: true }));

testStorageConformance('SQLite and files', {
  open: (clock) => openSqliteStorage({ directory, clock }),
  clear: async () => rmSync(directory, { recursive: true }),
});
