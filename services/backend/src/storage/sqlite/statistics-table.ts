import type { Database } from 'better-sqlite3';
import type { DurationStatistic, ServiceStorage } from '../service-storage.ts';
import type { GroupCommit } from './group-commit.ts';

/** How long things take. */
export function createStatisticsTable(
  database: Database,
  commits: GroupCommit,
): Pick<ServiceStorage, 'saveStatistic' | 'readStatistics'> {
  const upsert = database.prepare(
    `INSERT INTO statistics (key, average_ms) VALUES (?, ?)
     ON CONFLICT DO UPDATE SET average_ms = excluded.average_ms`,
  );
  const selectAll = database.prepare<[], DurationStatistic>(
    'SELECT key, average_ms AS averageMs FROM statistics ORDER BY key',
  );
  return {
    async saveStatistic({ key, averageMs }) {
      await commits.write(() => upsert.run(key, averageMs));
    },
    readStatistics: async () => selectAll.all(),
  };
}
