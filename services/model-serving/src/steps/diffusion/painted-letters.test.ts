import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { runTextStep } from '../text-step.ts';
import { createLettersPainter } from './painted-letters.ts';
import { paintingContext } from './painting-context.fixture.ts';

const [WIDTH, HEIGHT] = [480, 320];
const spec = AdSpec.fromPartial({
  text: {
    ...{
      content: 'GOLD',
      subline: 'since 1901',
      price: '9,900',
      prompt: 'polished gold',
      negativePrompt: 'mud',
    },
    ...{ engine: 'diffusion', model: 'sd', controlModel: 'canny', steps: 9, guidance: 6, scheduler: 'pndm' },
  },
  output: { width: WIDTH, height: HEIGHT },
  seed: 11,
});

const raw = async (data: Buffer) => await sharp(data).raw().toBuffer();
const grey = async (data: Buffer = Buffer.alloc(0)) => await sharp(data).extractChannel(0).raw().toBuffer();

test('letters are the studio’s in shape, and their material is what the model painted', async () => {
  const { context, asked, told, shown } = paintingContext((x, y) => [255 * x, 255 * y, 40]);
  const painted = await runTextStep({ spec, final: false }, context, createLettersPainter(spec, context));
  const studio = await runTextStep({ spec, final: false }, context);
  expect(await grey(painted.volume.data)).toEqual(await grey(studio.volume.data));
  const [own, other] = [await raw(painted.result.data), await raw(studio.result.data)];
  const volume = await grey(studio.volume.data);
  let [solid, print] = [0, 0];
  for (let i = 0; i < WIDTH * HEIGHT; i++) {
    expect(own[i * 4 + 3]).toBe(other[i * 4 + 3]);
    const [mine, theirs] = [own, other].map((data) => [...data.subarray(i * 4, i * 4 + 3)]);
    if (volume[i] === 0 && other[i * 4 + 3] > 0) {
      print += 1;
      expect(mine).toEqual(theirs);
    }
    if (volume[i] < 255) continue;
    solid += 1;
    // The whole canvas is worked on, since it is smaller than the model's native picture.
    const x = i % WIDTH;
    const y = Math.floor(i / WIDTH);
    expect(Math.abs(mine[0] - (255 * (x + 0.5)) / WIDTH)).toBeLessThan(2);
    expect(Math.abs(mine[1] - (255 * (y + 0.5)) / HEIGHT)).toBeLessThan(2);
    expect(Math.abs(mine[2] - 40)).toBeLessThan(2);
  }
  expect(solid).toBeGreaterThan(2000);
  expect(print).toBeGreaterThan(500);
  expect(painted.report.warnings).toEqual(studio.report.warnings);

  expect(asked).toHaveLength(1);
  const [{ modelId, controlModelId, job }] = asked;
  expect([modelId, controlModelId]).toEqual(['sd', 'canny']);
  const { control, ...rest } = job;
  expect(rest).toEqual({
    ...{ prompt: 'polished gold', negativePrompt: 'mud', width: WIDTH, height: HEIGHT },
    ...{ steps: 9, guidance: 6, scheduler: 'pndm', seed: 11 },
  });
  expect(control?.scale).toBe(1);
  // The edges lie on the letters' outline: white lines on black, where coverage changes.
  const edges = control?.pixels ?? new Uint8Array();
  let white = 0;
  for (let i = 0; i < WIDTH * HEIGHT; i++) {
    expect([0, 255]).toContain(edges[i * 3]);
    if (edges[i * 3] === 0) continue;
    white += 1;
    const around = [-WIDTH, -1, 0, 1, WIDTH].map((by) => volume[i + by]);
    expect(Math.max(...around) - Math.min(...around)).toBeGreaterThan(20);
  }
  expect(white).toBeGreaterThan(300);

  expect(told.map(({ message }) => message)).toContain('Painting the letters: step 4 of 4.');
  expect(shown.map(({ channels }) => channels)).toContain(4);
});

test('words that name no material of the studio are no matter for a model', async () => {
  const { context } = paintingContext(() => [10, 20, 30]);
  const odd = { ...spec, text: { ...spec.text, prompt: 'qwertz' } } as AdSpec;
  const { report } = await runTextStep(
    { spec: odd, final: false },
    context,
    createLettersPainter(odd, context),
  );
  expect(report.warnings.map(({ reason }) => reason)).not.toContain('MATERIAL_NOT_UNDERSTOOD');
});

test('on a large canvas the model works on the letters alone', async () => {
  const { context, asked } = paintingContext(() => [200, 160, 60]);
  const large = { ...spec, output: { width: 1400, height: 1400 } } as AdSpec;
  await runTextStep({ spec: large, final: false }, context, createLettersPainter(large, context));
  const [{ job }] = asked;
  // Wider than high, and of about the native area: each pixel of it stands for fewer of the canvas' than of all of it.
  expect(job.width).toBeGreaterThan(job.height * 1.5);
  expect(Math.abs(job.width * job.height - 512 ** 2)).toBeLessThan(0.1 * 512 ** 2);
});
