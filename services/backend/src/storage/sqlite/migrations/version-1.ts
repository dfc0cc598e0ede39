/** Jobs, events, images, uploads and the catalogue. */
export const VERSION_1 = `
CREATE TABLE jobs (
  id TEXT PRIMARY KEY,
  caller TEXT NOT NULL,
  request_id TEXT NOT NULL,
  spec_sha256 TEXT NOT NULL,
  state INTEGER NOT NULL,
  last_sequence INTEGER NOT NULL,
  job BLOB NOT NULL,
  UNIQUE (caller, request_id)
) STRICT;
CREATE INDEX jobs_by_caller ON jobs (caller, id);
CREATE INDEX jobs_by_caller_state ON jobs (caller, state, id);
-- Only 1 QUEUED and 2 RUNNING: what a start has to look at, however many jobs are finished.
CREATE INDEX jobs_unfinished ON jobs (id) WHERE state IN (1, 2);
CREATE TABLE job_counts (
  caller TEXT NOT NULL,
  state INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (caller, state)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER jobs_inserted AFTER INSERT ON jobs BEGIN
  INSERT INTO job_counts VALUES (NEW.caller, NEW.state, 1)
    ON CONFLICT DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER jobs_state_changed AFTER UPDATE OF state ON jobs WHEN OLD.state <> NEW.state BEGIN
  UPDATE job_counts SET count = count - 1 WHERE caller = OLD.caller AND state = OLD.state;
  INSERT INTO job_counts VALUES (NEW.caller, NEW.state, 1)
    ON CONFLICT DO UPDATE SET count = count + 1;
END;
CREATE TABLE events (
  job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  sequence INTEGER NOT NULL,
  event BLOB NOT NULL,
  PRIMARY KEY (job_id, sequence)
) STRICT, WITHOUT ROWID;
CREATE TABLE images (
  id TEXT PRIMARY KEY,
  image BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE image_grants (
  caller TEXT NOT NULL,
  image_id TEXT NOT NULL REFERENCES images (id) ON DELETE CASCADE,
  PRIMARY KEY (caller, image_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE renditions (
  source_image_id TEXT NOT NULL REFERENCES images (id) ON DELETE CASCADE,
  width INTEGER NOT NULL,
  media_type TEXT NOT NULL,
  image_id TEXT NOT NULL REFERENCES images (id) ON DELETE CASCADE,
  PRIMARY KEY (source_image_id, width, media_type)
) STRICT, WITHOUT ROWID;
CREATE TABLE uploads (
  id TEXT PRIMARY KEY,
  caller TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  ranges TEXT NOT NULL,
  image_id TEXT,
  expire_time_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX uploads_by_expire_time ON uploads (expire_time_ms);
CREATE TABLE catalogue (
  worker_id TEXT PRIMARY KEY,
  worker BLOB NOT NULL
) STRICT, WITHOUT ROWID;
`;
