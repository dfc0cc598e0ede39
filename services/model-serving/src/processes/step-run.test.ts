import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { createLogger } from '@nanococoa/common/log/create-logger.ts';
import { StepReport } from '@nanococoa/proto/common/v1/job.ts';
import { StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { expect, test } from 'vitest';
import { startStepRun } from './step-run.ts';
import type { StepProgressNews, ToStudioWorker } from './studio-messages.ts';

type Models = Parameters<typeof startStepRun>[0]['models'];

function startRun(
  models: Partial<Models> = {},
  {
    task = {},
    silenceMs = 60_000,
  }: { task?: Parameters<typeof StepTask.fromPartial>[0]; silenceMs?: number } = {},
  sent: ToStudioWorker[] = [],
) {
  return startStepRun({
    task: StepTask.fromPartial({ step: 1, ...task }),
    cacheDir: '/cache',
    worker: {
      pid: 1,
      alive: () => true,
      killed: () => false,
      async send(message) {
        sent.push(message);
      },
      kill: () => undefined,
      exited: new Promise(() => undefined),
    },
    models: {
      cutout: { id: 'u2netp', infer: () => Promise.reject(new Error('no model')) },
      describe: () => undefined,
      makePicture: () => Promise.reject(new Error('no model')),
      ...models,
    },
    silenceMs,
    log: createLogger({ service: 'test', level: 'silent' }),
  });
}

function progress(fraction: number, preview?: string): StepProgressNews {
  const news = { kind: 'progress', fraction, subStep: 'segmentation', message: '', timeMs: 0 } as const;
  return preview ? { ...news, preview: Buffer.from(preview) } : news;
}

test('a slow reader gets the newest progress with the newest preview', async () => {
  const run = startRun();
  run.receive(progress(0.1, 'first'));
  run.receive(progress(0.2, 'second'));
  run.receive(progress(0.3));
  run.receive({ kind: 'done', scene: undefined, report: StepReport.create() });
  const got: unknown[] = [];
  for await (const news of run.news()) {
    got.push(news.kind === 'progress' ? [news.fraction, String(news.preview)] : news.kind);
  }
  expect(got).toEqual([[0.3, 'second'], 'done']);
});

const PICTURE = { width: 8, height: 8, pixels: new Uint8Array(192) };
const ORDER = {
  ...{ modelId: 'sd', controlModelId: 'canny' },
  job: { prompt: 'a', width: 64, height: 64, seed: 1 },
};

test('a step is told of its models, and gets its pictures and their news', async () => {
  const sent: ToStudioWorker[] = [];
  const latent = { width: 8, height: 8, data: new Uint8Array(192) };
  const run = startRun(
    {
      describe: (id) => ({ id, family: 'sdxl', tasks: [] }),
      async makePicture(order, { onProgress }) {
        expect(order).toBe(ORDER);
        onProgress({ done: 1, total: 1, preview: latent });
        return PICTURE;
      },
    },
    { task: { step: 2, spec: { text: { engine: 'diffusion', model: 'sd', controlModel: 'canny' } } } },
    sent,
  );
  expect(sent[0]).toMatchObject({ kind: 'begin', models: [{ id: 'sd' }, { id: 'canny' }] });
  run.receive({ kind: 'make_picture', order: ORDER });
  await expect.poll(() => sent.slice(1).map(({ kind }) => kind)).toEqual(['picture_progress', 'picture']);
  expect(run.usedModels()).toEqual(['sd', 'canny']);
});

test('a worker that waits for a picture is not taken for hung; one that does nothing is', async () => {
  const made = Promise.withResolvers<typeof PICTURE>();
  const run = startRun({ makePicture: () => made.promise }, { silenceMs: 40 });
  await run.endInputs();
  run.receive({ kind: 'make_picture', order: ORDER });
  let failed = false;
  const failure = run.failure.catch((error: unknown) => {
    failed = true;
    return error;
  });
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(failed).toBe(false);
  made.resolve(PICTURE);
  expect(await failure).toMatchObject({ message: expect.stringContaining('no progress for 40 ms') });
});

test('a cancel stops the picture', async () => {
  const aborted = Promise.withResolvers<void>();
  const run = startRun({
    makePicture: (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          aborted.resolve();
          reject(signal.reason);
        });
      }),
  });
  run.receive({ kind: 'make_picture', order: ORDER });
  run.stop(new AppError('CANCELLED'));
  await aborted.promise;
  run.receive({ kind: 'stopped' });
  await run.ended;
});
