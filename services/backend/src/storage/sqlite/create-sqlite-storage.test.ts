import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterAll, expect, test } from 'vitest';
import { testStorageConformance } from '../storage-conformance.ts';
import { createSqliteStorage } from './create-sqlite-storage.ts';

const root = mkdtempSync(join(tmpdir(), 'nanococoa-sqlite-'));
const directory = join(root, 'data');
afterAll(() => rmSync(root, { recursive: true }));

testStorageConformance('SQLite', {
  open: async () => createSqliteStorage({ directory }),
  clear: async () => rmSync(directory, { recursive: true }),
});

test('the database is in WAL mode and has the schema version of the program', async () => {
  await createSqliteStorage({ directory }).close();
  const database = new SqliteDatabase(join(directory, 'backend.sqlite'));
  expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(database.pragma('user_version', { simple: true })).toBe(1);
  database.pragma('user_version = 99');
  database.close();
  expect(() => createSqliteStorage({ directory })).toThrow('schema version 99');
});
