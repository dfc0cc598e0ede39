import SqliteDatabase, { type Database } from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createGroupCommit } from './group-commit.ts';

let database: Database;
let commits: number;

beforeEach(() => {
  commits = 0;
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
const stored = (): unknown[] => database.prepare('SELECT number FROM numbers ORDER BY number').pluck().all();

test('writes of one turn are one commit; a failing one fails alone and leaves nothing', async () => {
  const { write } = createGroupCommit(database);
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
  const { write } = createGroupCommit(database);
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
  const { write, flush } = createGroupCommit(database);
  const writing = write(insert(1));
  expect(stored()).toEqual([]);
  flush();
  expect(stored()).toEqual([1]);
  expect(await writing).toBe(1);
});
