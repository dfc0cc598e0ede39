import SqliteDatabase, { type Database } from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createGroupCommit } from './group-commit.ts';
import { createImageTable } from './image-table.ts';
import { createJobQueries } from './job-queries.ts';
import { createJobSearch } from './job-search.ts';
import { createJobTable } from './job-table.ts';
import { createLogTable } from './log-table.ts';
import { migrate } from './schema.ts';
import { createStepCacheTable } from './step-cache-table.ts';
import { createUploadTable } from './upload-table.ts';

let database: Database;

beforeEach(() => {
  database = new SqliteDatabase(':memory:');
  database.pragma('foreign_keys = ON');
  migrate(database, new Date(0));
});
afterEach(() => {
  database.close();
});

/** Every statement that the tables prepare, which grow with jobs, images and uploads. */
function preparedStatements(): string[] {
  const statements: string[] = [];
  const prepare = database.prepare.bind(database);
  database.prepare = ((sql: string) => {
    statements.push(sql);
    return prepare(sql);
  }) as typeof database.prepare;
  const now = (): Date => new Date(0);
  const commits = createGroupCommit(database, () => {});
  const { writer } = createLogTable({ database, commits, now });
  const images = createImageTable(database, now);
  createJobTable({ database, commits, log: writer, images: images.uses, onDelete: () => {} });
  createJobQueries(database);
  createJobSearch(database);
  createStepCacheTable({ database, commits, images, isWhole: async () => true });
  createUploadTable(database);
  database.prepare = prepare as typeof database.prepare;
  return statements;
}

/** How SQLite would go about a statement, a line for each table or subquery. */
function planOf(sql: string): string[] {
  const parameters = Array.from({ length: sql.split('?').length - 1 }, () => null);
  const named = Object.fromEntries([...sql.matchAll(/@(\w+)/g)].map(([, name]) => [name, null]));
  const statement = database.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
  const rows = Object.keys(named).length > 0 ? statement.all(named) : statement.all(...parameters);
  return rows.map(({ detail }) => detail);
}

test('no statement looks at all rows of a table that grows, or sorts them', () => {
  const statements = preparedStatements();
  expect(statements.length).toBeGreaterThan(40);
  const slow = statements.flatMap((sql) =>
    planOf(sql)
      .filter((line) => /^SCAN|TEMP B-TREE/.test(line))
      .map((line) => `${line}: ${sql}`),
  );
  const expected = [
    // One row only.
    /^SCAN (CONSTANT ROW|image_totals): /,
    // Unfinished jobs only; the deletions that are old by now.
    /^SCAN jobs USING INDEX jobs_unfinished: /,
    /^USE TEMP B-TREE FOR GROUP BY: INSERT INTO trimmed_logs/,
    // Stops at the first finished ones.
    /^SCAN jobs USING INDEX sqlite_autoindex_jobs_1: SELECT id FROM jobs WHERE \+state/,
  ];
  expect(slow.filter((line) => !expected.some((pattern) => pattern.test(line)))).toEqual([]);
});

test('the trigger and foreign-key work of a deleted image or job uses indexes, too', () => {
  for (const sql of [
    'SELECT 1 FROM grants WHERE image_id = ?',
    'SELECT 1 FROM renditions WHERE source_image_id = ?',
    'SELECT 1 FROM renditions WHERE image_id = ?',
    'SELECT 1 FROM step_cache_images WHERE image_id = ?',
    'SELECT 1 FROM step_cache_images WHERE key = ?',
    'SELECT 1 FROM events WHERE job_id = ?',
    'SELECT 1 FROM job_images WHERE job_id = ?',
    'SELECT 1 FROM job_texts WHERE job_id = ?',
  ]) {
    expect(planOf(sql).join('; '), sql).toMatch(/^SEARCH/);
  }
});
