import type { Database } from 'better-sqlite3';
import type { ByteRange, UploadRecord } from '../upload-storage.ts';

/** Records of uploads. Writes are for use inside a group commit. */
export interface UploadTable {
  put(upload: UploadRecord): void;
  read(uploadId: string): UploadRecord | undefined;
  change(uploadId: string, apply: (upload: UploadRecord) => UploadRecord): UploadRecord | undefined;
  remove(uploadId: string): void;
  expired(now: Date): string[];
}

interface UploadRow {
  id: string;
  caller: string;
  size_bytes: number;
  sha256: string;
  ranges: string;
  image_id: string | null;
  expire_time_ms: number;
}

/** Pictures on their way in; their bytes are elsewhere. */
export function createUploadTable(database: Database): UploadTable {
  const upsert = database.prepare<UploadRow>(
    `INSERT INTO uploads (id, caller, size_bytes, sha256, ranges, image_id, expire_time_ms)
     VALUES (@id, @caller, @size_bytes, @sha256, @ranges, @image_id, @expire_time_ms)
     ON CONFLICT DO UPDATE SET ranges = @ranges, image_id = @image_id, expire_time_ms = @expire_time_ms`,
  );
  const select = database.prepare<[string], UploadRow>('SELECT * FROM uploads WHERE id = ?');
  const remove = database.prepare('DELETE FROM uploads WHERE id = ?');
  const selectExpired = database.prepare<[number], { id: string }>(
    'SELECT id FROM uploads WHERE expire_time_ms <= ?',
  );
  const read = (uploadId: string): UploadRecord | undefined => {
    const row = select.get(uploadId);
    return row && toRecord(row);
  };
  const change = database.transaction((uploadId: string, apply: (upload: UploadRecord) => UploadRecord) => {
    const current = read(uploadId);
    if (!current) return undefined;
    const changed = apply(current);
    upsert.run(toRow(changed));
    return changed;
  });

  return {
    put: (upload) => void upsert.run(toRow(upload)),
    read,
    change: (uploadId, apply) => change(uploadId, apply),
    remove: (uploadId) => void remove.run(uploadId),
    expired: (now) => selectExpired.all(now.getTime()).map((row) => row.id),
  };
}

function toRow(upload: UploadRecord): UploadRow {
  return {
    id: upload.id,
    caller: upload.caller,
    size_bytes: upload.sizeBytes,
    sha256: upload.sha256,
    ranges: JSON.stringify(upload.ranges.map(({ start, end }) => [start, end])),
    image_id: upload.imageId ?? null,
    expire_time_ms: upload.expireTime.getTime(),
  };
}

function toRecord(row: UploadRow): UploadRecord {
  const ranges: [number, number][] = JSON.parse(row.ranges);
  return {
    id: row.id,
    caller: row.caller,
    sizeBytes: row.size_bytes,
    sha256: row.sha256,
    ranges: ranges.map(([start, end]): ByteRange => ({ start, end })),
    imageId: row.image_id ?? undefined,
    expireTime: new Date(row.expire_time_ms),
  };
}
