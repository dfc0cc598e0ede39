import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { JobState } from '@nanococoa/proto/common/v1/job.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { childrenOf } from '../support/children-of.ts';
import { isAlive } from '../support/is-alive.ts';
import { startFakeBackend } from './support/fake-backend.ts';
import { as, errorOf, uploadStream } from './support/frontend.ts';
import { startFrontendProcess } from './support/frontend-process.ts';
import { noise } from './support/pictures.ts';

let backend: Awaited<ReturnType<typeof startFakeBackend>>;
let frontend: Awaited<ReturnType<typeof startFrontendProcess>>;
beforeEach(async () => {
  backend = await startFakeBackend();
  frontend = await startFrontendProcess(backend.address);
});
afterEach(async () => {
  await frontend.close();
  await backend.stop();
});

test('one second after it is killed its children are gone, and its next life clears what it left', async () => {
  const children = childrenOf(frontend.child.pid);
  expect(children.length).toBeGreaterThan(0);
  const endless = frontend.client.uploadImage(
    (async function* () {
      yield* uploadStream(await noise(900, 900).png().toBuffer(), (chunk) => ({ ...chunk, sha256: '' }));
      await new Promise(() => undefined);
    })(),
    as('kim'),
  );
  endless.catch(() => undefined);
  await expect.poll(() => backend.staged.size).toBe(1);
  expect(await frontend.end('SIGKILL')).toBe('SIGKILL');
  await expect.poll(() => children.filter(isAlive), { timeout: 1000 }).toEqual([]);
  await expect.poll(() => backend.staged.size).toBe(0);
  const [left] = await readdir(frontend.tempDir);
  const next = await startFrontendProcess(backend.address, { FRONTEND_TEMP_DIR: frontend.tempDir });
  try {
    const now = await readdir(frontend.tempDir);
    expect(now).toHaveLength(1);
    expect(now).not.toContain(left);
  } finally {
    await next.close();
  }
});

test('SIGTERM lets running calls finish, ends watches, and leaves nothing', async () => {
  const { job } = await frontend.client.createJob(
    { requestId: 'one', spec: { text: { content: 'Sale' } } },
    as('kim'),
  );
  const jobId = job?.id ?? '';
  backend.publish(jobId, {
    $case: 'finished',
    value: { job: { id: jobId, state: JobState.FAILED } as never },
  });
  const watched = errorOf(
    (async () => {
      const { job: other } = await frontend.client.createJob(
        { requestId: 'two', spec: { text: { content: 'Sale' } } },
        as('kim'),
      );
      for await (const _ of frontend.client.watchJob({ jobId: other?.id }, as('kim')));
    })(),
  );
  await expect.poll(() => backend.watching).toBe(1);
  const bytes = await noise(1500, 1000).png().toBuffer();
  const gate = Promise.withResolvers<void>();
  const uploading = frontend.client.uploadImage(
    (async function* () {
      for await (const message of uploadStream(bytes)) {
        if (message.chunk?.sha256) await gate.promise;
        yield message;
      }
    })(),
    as('kim'),
  );
  await expect.poll(() => backend.staged.size).toBe(1);
  const children = childrenOf(frontend.child.pid);
  const ended = frontend.end('SIGTERM');
  expect((await watched).reason).toBe('SHUTTING_DOWN');
  gate.resolve();
  expect((await uploading).image?.width).toBe(1500);
  expect(await ended).toBe(0);
  expect(children.filter(isAlive)).toEqual([]);
  expect(await readdir(frontend.tempDir)).toEqual([]);
});

test('a wrong configuration is said at once, every fault of it', async () => {
  const failed = startFrontendProcess(backend.address, {
    FRONTEND_LISTEN: 'nowhere',
    FRONTEND_PICTURE_PROCESSES: '0',
  });
  await expect(failed).rejects.toThrow(
    /exited with 1.*FRONTEND_LISTEN is "nowhere".*FRONTEND_PICTURE_PROCESSES is "0": must be a whole number from 1 to 64/s,
  );
});

test('memory stays bounded while eight large pictures come in at once', async () => {
  const bytes = await noise(2000, 2000).png({ compressionLevel: 0 }).toBuffer();
  const send = () => frontend.client.uploadImage(uploadStream(bytes), as('kim'));
  backend.keepBytes = false;
  await Promise.all([send(), send()]);
  const before = memoryMb(frontend.child.pid);
  const answers = await Promise.all(Array.from({ length: 8 }, send));
  const after = memoryMb(frontend.child.pid);
  expect(answers.map(({ image }) => image?.sizeBytes)).toEqual(Array(8).fill(bytes.length));
  // 96 MB pass through; a process that held them would have grown by that.
  expect(after.peak - before.now).toBeLessThan(70);
}, 120_000);

/** Resident memory now and at its highest; where there is no /proc, now is all that can be known. */
function memoryMb(pid: number | undefined): { now: number; peak: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const read = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024;
    return { now: read('VmRSS'), peak: read('VmHWM') };
  } catch {
    const now = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
    return { now, peak: now };
  }
}
