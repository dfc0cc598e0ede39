import type { Database } from 'better-sqlite3';
import { VERSION_1 } from './migrations/version-1.ts';
import { migrateToVersion2 } from './migrations/version-2.ts';
import { migrateToVersion3 } from './migrations/version-3.ts';

/** Each entry brings the schema from its index to the next version; entries are never changed, only added. */
const MIGRATIONS: ((database: Database, now: Date) => void)[] = [
  (database) => database.exec(VERSION_1),
  migrateToVersion2,
  migrateToVersion3,
];

/** Brings a database to the newest schema version (user_version). Throws when it was made by a newer program. */
export function migrate(database: Database, now: Date): void {
  const version = Number(database.pragma('user_version', { simple: true }));
  if (version > MIGRATIONS.length) {
    throw new Error(
      `the database has schema version ${version}; this program knows versions up to ${MIGRATIONS.length}`,
    );
  }
  for (let next = version; next < MIGRATIONS.length; next += 1) {
    database.transaction(() => {
      MIGRATIONS[next](database, now);
      database.pragma(`user_version = ${next + 1}`);
    })();
  }
}
