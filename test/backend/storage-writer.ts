import { writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { systemClock } from '../../services/backend/src/clock/clock.ts';
import { START_TIME, testSpec } from '../../services/backend/src/jobs/test-jobs.ts';
import { imageOf } from '../../services/backend/src/storage/conformance/make-images.ts';
import {
  append,
  CANCELLED,
  STARTED,
  stepFinished,
  submit,
} from '../../services/backend/src/storage/conformance/make-jobs.ts';
import { openSqliteStorage } from '../../services/backend/src/storage/sqlite/open-sqlite-storage.ts';
import { type Acknowledged, writerImage } from './storage-writer-names.ts';

/**
 * Writes to a storage, in several lines of work at a time, until it is killed, and prints each thing that was
 * confirmed: what it has printed must be there afterwards.
 */
const { directory, first } = parseArgs({
  options: { directory: { type: 'string', default: '' }, first: { type: 'string', default: '0' } },
}).values;

const LINES = 4;
const storage = await openSqliteStorage({ directory, clock: systemClock });
let next = Number(first);
const tell = (acknowledged: Acknowledged): void => {
  writeSync(1, `${JSON.stringify(acknowledged)}\n`);
};
tell({ kind: 'open' });
await Promise.all(Array.from({ length: LINES }, work));

async function work(): Promise<void> {
  for (;;) {
    const number = next;
    next += 1;
    await (number % 3 === 0 ? upload(number) : stage(number));
    const image = imageOf(writerImage(number));
    if (number % 4 === 0) await removeAndStoreAgain(number);
    const product = { imageId: image.id, scale: undefined, strength: undefined, cutoutImageId: '' };
    const job = await submit(storage, number, { spec: testSpec({ product }) });
    tell({ kind: 'job', jobId: job.id, lastSequence: 1 });
    const running = await append(storage, job, [STARTED, stepFinished(1, image)]);
    tell({ kind: 'job', jobId: job.id, lastSequence: running.lastSequence });
    if (number % 2 === 0) continue;
    await append(storage, running, [CANCELLED]);
    tell({ kind: 'deleting', jobId: job.id, number });
    await storage.deleteJob(job.id);
    await storage.deleteImage(image.id);
    tell({ kind: 'deleted', jobId: job.id, number });
  }
}

async function stage(number: number): Promise<void> {
  const bytes = writerImage(number);
  const staged = await storage.stageImage();
  await staged.write(bytes.subarray(0, 1000));
  await staged.write(bytes.subarray(1000));
  await staged.commit(imageOf(bytes));
  tell({ kind: 'image', number });
}

async function upload(number: number): Promise<void> {
  const bytes = writerImage(number);
  const id = `upload-${number}`;
  await storage.createUpload({
    id,
    caller: 'local',
    sizeBytes: bytes.length,
    sha256: '',
    ranges: [],
    expireTime: START_TIME,
  });
  await storage.writeUploadBytes(id, 0, bytes);
  await storage.changeUpload(id, (record) => ({ ...record, ranges: [{ start: 0, end: bytes.length }] }));
  tell({ kind: 'upload', uploadId: id, number });
  await storage.commitUpload(id, imageOf(bytes));
  tell({ kind: 'image', number });
}

async function removeAndStoreAgain(number: number): Promise<void> {
  tell({ kind: 'removing', number });
  const staged = await storage.stageImage();
  await staged.write(writerImage(number));
  await Promise.all([
    storage.deleteImage(imageOf(writerImage(number)).id),
    staged.commit(imageOf(writerImage(number))),
  ]);
  await stage(number);
}
