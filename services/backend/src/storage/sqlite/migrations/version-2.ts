import { Image } from '@nanococoa/proto/common/v1/image.ts';
import { Job } from '@nanococoa/proto/common/v1/job.ts';
import type { Database } from 'better-sqlite3';
import { namedImages } from '../../named-images.ts';

/** A log of each caller's jobs, what uses an image, the step cache, priorities, expiry and statistics. */
const SCHEMA = `
ALTER TABLE jobs ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN expire_time_ms INTEGER;
CREATE INDEX jobs_by_expire_time ON jobs (expire_time_ms) WHERE expire_time_ms IS NOT NULL;
CREATE TRIGGER jobs_deleted AFTER DELETE ON jobs BEGIN
  UPDATE job_counts SET count = count - 1 WHERE caller = OLD.caller AND state = OLD.state;
END;

-- An event of a job, or, without a sequence, the job's deletion. Positions count 1, 2, 3 … for each caller.
CREATE TABLE log (
  caller TEXT NOT NULL,
  position INTEGER NOT NULL,
  job_id TEXT NOT NULL,
  sequence INTEGER,
  delete_time_ms INTEGER,
  PRIMARY KEY (caller, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX log_by_delete_time ON log (delete_time_ms) WHERE delete_time_ms IS NOT NULL;
-- The newest deletion that was forgotten: what was at or before it may be missing.
CREATE TABLE trimmed_logs (caller TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT, WITHOUT ROWID;
-- Where an event stands in its caller's log, so that it leaves the log with its job.
ALTER TABLE events ADD COLUMN position INTEGER;

ALTER TABLE images ADD COLUMN size_bytes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE images ADD COLUMN last_used_ms INTEGER NOT NULL DEFAULT 0;
-- Jobs that name it.
ALTER TABLE images ADD COLUMN uses INTEGER NOT NULL DEFAULT 0;
-- When the file was written, if its bytes were right then.
ALTER TABLE images ADD COLUMN file_time_us INTEGER;
CREATE INDEX images_unused ON images (last_used_ms) WHERE uses = 0;
CREATE TABLE job_images (
  job_id TEXT NOT NULL,
  image_id TEXT NOT NULL,
  PRIMARY KEY (job_id, image_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE image_totals (size_bytes INTEGER NOT NULL) STRICT;
INSERT INTO image_totals VALUES (0);

-- By image first: that is how they are looked up when an image goes.
CREATE TABLE grants (
  image_id TEXT NOT NULL REFERENCES images (id) ON DELETE CASCADE,
  caller TEXT NOT NULL,
  PRIMARY KEY (image_id, caller)
) STRICT, WITHOUT ROWID;
INSERT INTO grants SELECT image_id, caller FROM image_grants;
DROP TABLE image_grants;
CREATE INDEX renditions_by_image ON renditions (image_id);

CREATE TABLE step_cache (key TEXT PRIMARY KEY, step BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE step_cache_images (
  image_id TEXT NOT NULL REFERENCES images (id) ON DELETE CASCADE,
  key TEXT NOT NULL REFERENCES step_cache (key) ON DELETE CASCADE,
  PRIMARY KEY (image_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX step_cache_images_by_key ON step_cache_images (key);
-- Names this store, so that a position of another store's log is not taken for one of this.
CREATE TABLE store (id TEXT NOT NULL) STRICT;
INSERT INTO store VALUES (lower(hex(randomblob(16))));
CREATE TABLE statistics (key TEXT PRIMARY KEY, average_ms REAL NOT NULL) STRICT, WITHOUT ROWID;
`;

/** Made after the rows that are there already have been counted. */
const TRIGGERS = `
CREATE TRIGGER job_images_inserted AFTER INSERT ON job_images BEGIN
  UPDATE images SET uses = uses + 1 WHERE id = NEW.image_id;
END;
CREATE TRIGGER job_images_deleted AFTER DELETE ON job_images BEGIN
  UPDATE images SET uses = uses - 1 WHERE id = OLD.image_id;
END;
CREATE TRIGGER images_inserted AFTER INSERT ON images BEGIN
  UPDATE image_totals SET size_bytes = size_bytes + NEW.size_bytes;
END;
CREATE TRIGGER images_deleted AFTER DELETE ON images BEGIN
  UPDATE image_totals SET size_bytes = size_bytes - OLD.size_bytes;
END;
`;

/** Version 1 to 2. Events that are there already come in the order of their jobs; images count as just used. */
export function migrateToVersion2(database: Database, now: Date): void {
  database.exec(SCHEMA);
  database.exec(`
    UPDATE events SET position = numbered.position FROM (
      SELECT job_id, sequence, ROW_NUMBER() OVER (PARTITION BY caller ORDER BY job_id, sequence) AS position
      FROM events JOIN jobs ON jobs.id = job_id
    ) AS numbered WHERE numbered.job_id = events.job_id AND numbered.sequence = events.sequence;
    INSERT INTO log (caller, position, job_id, sequence)
      SELECT caller, position, job_id, sequence FROM events JOIN jobs ON jobs.id = job_id;
  `);
  measureImages(database, now);
  database.exec(TRIGGERS);
  countUses(database);
}

function measureImages(database: Database, now: Date): void {
  const update = database.prepare('UPDATE images SET size_bytes = ?, last_used_ms = ? WHERE id = ?');
  const images = database.prepare<[], { id: string; image: Buffer }>('SELECT id, image FROM images').all();
  for (const { id, image } of images) update.run(Image.decode(image).sizeBytes, now.getTime(), id);
  database.exec('UPDATE image_totals SET size_bytes = (SELECT COALESCE(SUM(size_bytes), 0) FROM images)');
}

function countUses(database: Database): void {
  const insert = database.prepare('INSERT INTO job_images SELECT @jobId, id FROM images WHERE id = @imageId');
  const update = database.prepare('UPDATE jobs SET priority = ?, expire_time_ms = ? WHERE id = ?');
  const ids = database.prepare<[], { id: string }>('SELECT id FROM jobs').all();
  const select = database.prepare<[string], { job: Buffer }>('SELECT job FROM jobs WHERE id = ?');
  for (const { id } of ids) {
    const row = select.get(id);
    if (!row) continue;
    const job = Job.decode(row.job);
    update.run(job.priority, job.expireTime?.getTime() ?? null, id);
    for (const imageId of namedImages(job)) insert.run({ jobId: id, imageId });
  }
}
