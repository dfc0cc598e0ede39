import { createHash } from 'node:crypto';
import { ArtifactKind } from '@nanococoa/proto/common/v1/image.ts';
import { InputRole, StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { createStepSession } from './step-session.ts';
import { type FromStudioWorker, OUTPUT_WINDOW, type StepProgressNews } from './studio-messages.ts';

afterEach(() => void vi.restoreAllMocks());

function session() {
  const sent: FromStudioWorker[] = [];
  const previews: PromiseWithResolvers<Uint8Array>[] = [];
  const step = createStepSession({
    task: StepTask.fromPartial({ step: 1 }),
    cacheDir: '/cache',
    models: [],
    async send(message) {
      sent.push(message);
    },
    makePreview() {
      const preview = Promise.withResolvers<Uint8Array>();
      previews.push(preview);
      return preview.promise;
    },
  });
  return { step, sent, previews };
}

const PICTURE = { width: 1, height: 1, channels: 3, data: new Uint8Array(3) } as const;

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('progress never goes back and never leaves 0 to 1', () => {
  const { step, sent } = session();
  const now = vi.spyOn(performance, 'now');
  for (const [index, fraction] of [0.3, 0.1, 2].entries()) {
    now.mockReturnValue(index * 200);
    step.context.progress(fraction, 'segmentation', 'Working.');
  }
  expect(sent.map((message) => message.kind === 'progress' && message.fraction)).toEqual([0.3, 0.3, 1]);
});

test('progress is told at once, at most every 200 ms, but a new sub-step always', () => {
  const { step, sent } = session();
  const now = vi.spyOn(performance, 'now');
  const told: [number, string][] = [
    [0, 'a'],
    [199, 'a'],
    [199, 'b'],
    [200, 'b'],
    [399, 'b'],
  ];
  for (const [ms, subStep] of told) {
    now.mockReturnValue(ms);
    step.context.progress(ms / 1000, subStep, 'Working.');
  }
  expect(sent.map((message) => message.kind === 'progress' && message.fraction)).toEqual([0, 0.199, 0.399]);
});

test('what was told too soon is told when it is time, the newest only, and nothing behind the pictures', async () => {
  vi.useFakeTimers();
  try {
    const { step, sent } = session();
    const tell = (fraction: number) => step.context.progress(fraction, 'a', 'Working.');
    const fractions = () =>
      sent.flatMap((message) => (message.kind === 'progress' ? [message.fraction] : []));
    for (const fraction of [0.1, 0.2, 0.3]) tell(fraction);
    expect(fractions()).toEqual([0.1]);
    vi.advanceTimersByTime(199);
    expect(fractions()).toEqual([0.1]);
    vi.advanceTimersByTime(1);
    expect(fractions()).toEqual([0.1, 0.3]);
    tell(0.4);
    vi.advanceTimersByTime(200);
    expect(fractions()).toEqual([0.1, 0.3, 0.4]);
    tell(0.5);
    const data = Buffer.from('picture');
    const picture = { data, mediaType: 'image/png', width: 1, height: 1, hasAlpha: false };
    await step.sendPicture(ArtifactKind.CUTOUT, picture);
    vi.advanceTimersByTime(1000);
    expect(fractions()).toEqual([0.1, 0.3, 0.4]);
  } finally {
    vi.useRealTimers();
  }
});

test('a preview is told as soon as it is made, with the newest progress', async () => {
  const { step, sent, previews } = session();
  step.context.progress(0.2, 'segmentation', 'Working.');
  step.context.preview(PICTURE);
  previews[0].resolve(Buffer.from('webp'));
  await settled();
  expect(sent).toHaveLength(2);
  const { preview, ...rest } = sent[1] as StepProgressNews;
  expect(rest).toMatchObject({ fraction: 0.2, subStep: 'segmentation', message: 'Working.' });
  expect(Buffer.from(preview ?? []).toString()).toBe('webp');
});

test('an older preview that is made later is not told, nor one that cannot be made', async () => {
  const { step, sent, previews } = session();
  for (let i = 0; i < 3; i++) step.context.preview(PICTURE);
  previews[1].resolve(Buffer.from('second'));
  await settled();
  previews[0].resolve(Buffer.from('first'));
  previews[2].reject(new Error('no memory'));
  await settled();
  expect(sent.map((message) => message.kind === 'progress' && String(message.preview))).toEqual(['second']);
});

test.each(['end', 'cancel'] as const)('no preview comes after the %s', async (how) => {
  const { step, sent, previews } = session();
  step.context.preview(PICTURE);
  if (how === 'cancel') step.receive({ kind: 'cancel' });
  await step.end({ kind: 'failed', reason: 'STEP_FAILED', message: '', fields: [], stack: '' });
  previews[0].resolve(Buffer.from('late'));
  await settled();
  expect(sent.map(({ kind }) => kind)).toEqual([how === 'cancel' ? 'stopped' : 'failed']);
  if (how === 'cancel') expect(() => step.context.preview(PICTURE)).toThrow('asked to stop');
});

test('the pieces of an input are put together', () => {
  const { step } = session();
  for (const text of ['pho', 'to']) {
    step.receive({ kind: 'input', role: InputRole.PRODUCT, data: Buffer.from(text) });
  }
  expect(step.takeInputs().get(InputRole.PRODUCT)?.toString()).toBe('photo');
});

test('a picture is sent no faster than it is read, and whole', async () => {
  const { step, sent } = session();
  const data = Buffer.alloc(2 ** 21, 'pixels');
  const picture = { data, mediaType: 'image/png', width: 2, height: 1, hasAlpha: true };
  const sending = step.sendPicture(ArtifactKind.CUTOUT, picture);
  await settled();
  expect(sent).toHaveLength(OUTPUT_WINDOW);
  for (let i = 0; i < 20; i++) step.receive({ kind: 'ack' });
  await sending;
  const chunks = sent.flatMap((message) => (message.kind === 'output' ? [message.chunk] : []));
  expect(Buffer.concat(chunks.map((chunk) => chunk.data)).equals(data)).toBe(true);
  const sha256 = createHash('sha256').update(data).digest('hex');
  expect(chunks[0]?.image).toMatchObject({
    id: sha256,
    width: 2,
    height: 1,
    hasAlpha: true,
    sizeBytes: 2 ** 21,
  });
  expect(chunks.at(-1)?.sha256).toBe(sha256);
});

test('a step that was asked to stop hears of it wherever it is, and says that it has stopped', async () => {
  const { step, sent } = session();
  const inferring = step.context.inferMask(new Float32Array(1));
  const data = Buffer.alloc(2 ** 21);
  const sending = step.sendPicture(0, { data, mediaType: 'image/png', width: 1, height: 1, hasAlpha: false });
  await settled();
  step.receive({ kind: 'cancel' });
  await expect(inferring).rejects.toThrow('asked to stop');
  await expect(sending).rejects.toThrow('asked to stop');
  expect(() => step.context.progress(0.5, 'segmentation', 'Working.')).toThrow('asked to stop');
  await step.end({ kind: 'failed', reason: 'STEP_FAILED', message: '', fields: [], stack: '' });
  await step.end({ kind: 'stopped' });
  expect(sent.filter(({ kind }) => kind === 'stopped' || kind === 'failed')).toEqual([{ kind: 'stopped' }]);
});

const JOB = { prompt: 'a', width: 64, height: 64, seed: 1 };
const PROGRESS = {
  ...{ done: 1, total: 2, remainingMs: 700 },
  preview: { width: 8, height: 8, data: new Uint8Array(192) },
};

test('a picture is asked of the service, and its steps are told while it is made', async () => {
  const { step, sent } = session();
  const heard: number[] = [];
  const picture = step.context.makePicture('sd', JOB, ({ done }) => heard.push(done), 'canny');
  expect(sent).toEqual([
    { kind: 'make_picture', order: { modelId: 'sd', controlModelId: 'canny', job: JOB } },
  ]);
  step.receive({ kind: 'picture_progress', progress: PROGRESS });
  expect(heard).toEqual([1]);
  step.context.progress(0.5, 'text_generation', 'Painting.', 700);
  expect(sent.at(-1)).toMatchObject({ kind: 'progress', remainingMs: 700 });
  const made = { width: 64, height: 64, pixels: new Uint8Array(64 * 64 * 3) };
  step.receive({ kind: 'picture', picture: made });
  expect(await picture).toBe(made);
});

test('a cancel ends the wait for a picture, and what a step throws at its news fails it', async () => {
  const { step } = session();
  const failing = step.context.makePicture('sd', JOB, () => {
    throw new Error('cannot show that');
  });
  step.receive({ kind: 'picture_progress', progress: PROGRESS });
  await expect(failing).rejects.toThrow('cannot show that');

  const other = session().step;
  const waiting = other.context.makePicture('sd', JOB, () => undefined);
  other.receive({ kind: 'cancel' });
  await expect(waiting).rejects.toThrow('asked to stop');
});
