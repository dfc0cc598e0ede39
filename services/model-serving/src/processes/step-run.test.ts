import { createLogger } from '@nanococoa/common/log/create-logger.ts';
import { StepReport } from '@nanococoa/proto/common/v1/job.ts';
import { StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { expect, test } from 'vitest';
import { startStepRun } from './step-run.ts';
import type { StepProgressNews } from './studio-messages.ts';

function startRun() {
  return startStepRun({
    task: StepTask.fromPartial({ step: 1 }),
    cacheDir: '/cache',
    worker: {
      pid: 1,
      alive: () => true,
      killed: () => false,
      send: async () => undefined,
      kill: () => undefined,
      exited: new Promise(() => undefined),
    },
    inferMask: () => Promise.reject(new Error('no model')),
    silenceMs: 60_000,
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
