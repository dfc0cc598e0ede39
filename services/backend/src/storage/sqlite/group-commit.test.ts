import SqliteDatabase, { type Database } from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LogEntry } from '../job-storage.ts';
import { createGroupCommit } from './group-commit.ts';

let database: Database;
let commits: number;
let announced: number[][];

beforeEach(() => {
  commits = 0;
  announced = [];
  database = new SqliteDatabase(':memory:', {
    verbose: (sql) => {
      if (sql === 'COMMIT') commits += 1;
    },
  });
  database.exec('CREATE TABLE numbers (number INTEGER PRIMARY KEY) STRICT');
});
afterEach(() => {
  database.close();
});

const insert = (number: number) => () =>
  database.transaction(() => {
    database.prepare('INSERT INTO numbers VALUES (?)').run(number);
    if (number < 0) throw new Error('no negative numbers');
    return number;
  })();
const announce = (entries: LogEntry[]): void => {
  // By then it is committed: another connection would see it.
  expect(database.inTransaction).toBe(false);
  announced.push(entries.map(({ position }) => position));
};
const announcing =
  (number: number) =>
  (tell: (entry: LogEntry) => void): unknown => {
    tell({ position: number, caller: 'local', jobId: 'j' });
    return insert(number)();
  };
const stored = (): unknown[] => database.prepare('SELECT number FROM numbers ORDER BY number').pluck().all();

test('writes of one turn are one commit; a failing one fails alone and leaves nothing', async () => {
  const { write } = createGroupCommit(database, announce);
  const outcomes = await Promise.allSettled([
    write(insert(1)),
    write(insert(-1)),
    write(insert(1)),
    write(insert(2)),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
  expect(outcomes[3]).toMatchObject({ value: 2 });
  expect(stored()).toEqual([1, 2]);
  expect(commits).toBe(1);
  await write(insert(3));
  expect(commits).toBe(2);
});

test('when the group cannot be committed every write of it is refused, and the next group works', async () => {
  const { write } = createGroupCommit(database, announce);
  database.exec(
    'PRAGMA foreign_keys = ON; CREATE TABLE others (number INTEGER REFERENCES numbers DEFERRABLE INITIALLY DEFERRED)',
  );
  const orphan = (): unknown => database.prepare('INSERT INTO others VALUES (99)').run();
  const outcomes = await Promise.allSettled([write(insert(1)), write(orphan)]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(stored()).toEqual([]);
  await write(insert(1));
  expect(stored()).toEqual([1]);
});

test('a flush commits what waits at once', async () => {
  const { write, flush } = createGroupCommit(database, announce);
  const writing = write(insert(1));
  expect(stored()).toEqual([]);
  flush();
  expect(stored()).toEqual([1]);
  expect(await writing).toBe(1);
});

test('what succeeded is announced once, in order, after the commit and before its promise resolves', async () => {
  const { write } = createGroupCommit(database, announce);
  const first = write(announcing(1)).then(() => announced.length);
  const outcomes = await Promise.allSettled([
    first,
    write(announcing(-1)),
    write(insert(2)),
    write(announcing(3)),
  ]);
  expect(outcomes[0]).toMatchObject({ value: 1 });
  expect(announced).toEqual([[1, 3]]);
  await write(insert(4));
  expect(announced).toEqual([[1, 3]]);
});

test('of a group that cannot be committed nothing is announced', async () => {
  const { write } = createGroupCommit(database, announce);
  database.exec(
    'PRAGMA foreign_keys = ON; CREATE TABLE others (number INTEGER REFERENCES numbers DEFERRABLE INITIALLY DEFERRED)',
  );
  const orphan = (): unknown => database.prepare('INSERT INTO others VALUES (99)').run();
  await Promise.allSettled([write(announcing(1)), write(orphan)]);
  expect(announced).toEqual([]);
});

test('a full database refuses what has no room, keeps what it had, and works again when there is room', async () => {
  const { write } = createGroupCommit(database, announce);
  database.exec('CREATE TABLE blobs (bytes BLOB NOT NULL) STRICT');
  const insertBlob = (sizeBytes: number) => () =>
    database.prepare('INSERT INTO blobs VALUES (?)').run(Buffer.alloc(sizeBytes));
  await write(insertBlob(1000));
  const pages = Number(database.pragma('page_count', { simple: true }));
  database.pragma(`max_page_count = ${pages + 2}`);
  const outcomes = await Promise.allSettled([write(insertBlob(100_000)), write(announcing(1))]);
  expect(outcomes[0]).toMatchObject({ reason: { reason: 'STORAGE_FULL' } });
  expect(announced).toHaveLength(stored().length);
  database.pragma(`max_page_count = ${pages + 100}`);
  await write(insertBlob(100_000));
  await write(announcing(2));
  expect(database.prepare('SELECT SUM(LENGTH(bytes)) FROM blobs').pluck().get()).toBe(101_000);
  expect(announced.at(-1)).toEqual([2]);
});
