import { AdSpec, CompositionMode } from '@nanococoa/proto/common/v1/ad_spec.ts';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { type CompositionInput, runCompositionStep } from '../composition-step.ts';
import { runTextStep } from '../text-step.ts';
import { paintingContext } from './painting-context.fixture.ts';
import { createSeamMender } from './seam.ts';

const SIDE = 256;

type Pixel = (x: number, y: number) => readonly number[];
function png(channels: 1 | 3 | 4, pixel: Pixel): Promise<Buffer> {
  const data = Buffer.alloc(SIDE * SIDE * channels);
  for (let i = 0; i < SIDE * SIDE; i++) data.set(pixel(i % SIDE, Math.floor(i / SIDE)), i * channels);
  return sharp(data, { raw: { width: SIDE, height: SIDE, channels } })
    .png()
    .toBuffer();
}
const isProduct = (x: number, y: number) => Math.hypot(x - 128, y - 150) < 60;

function specWith(mode: CompositionMode, strength: number): AdSpec {
  return AdSpec.fromPartial({
    text: { content: 'AB', subline: 'small print', prompt: 'red plastic' },
    composition: {
      ...{ mode, strength, engine: 'diffusion', model: 'sd', steps: 20, guidance: 4, scheduler: 'euler' },
      ...{ prompt: 'clean seam', negativePrompt: 'halo' },
    },
    output: { width: SIDE, height: SIDE },
    seed: 3,
  });
}

async function inputFor(spec: AdSpec, textSupplied: boolean): Promise<CompositionInput> {
  const { context } = paintingContext(() => [0, 0, 0]);
  const text = await runTextStep({ spec, final: false }, context);
  return {
    spec,
    background: await png(3, (x, y) => [90 + ((x * 7 + y * 13) % 40), 80 + ((x * 3) % 30), 120]),
    productMask: await png(1, (x, y) => [isProduct(x, y) ? 255 : 0]),
    text: text.result.data,
    ...(!textSupplied && { textVolume: text.volume.data }),
    backgroundSupplied: true,
    textSupplied,
  };
}
const raw = async (data: Buffer) => await sharp(data).removeAlpha().raw().toBuffer();

test.each([
  ['in front, as step 2 laid it out', CompositionMode.OVERLAY, false],
  ['behind the product', CompositionMode.BEHIND, false],
  ['a text of one’s own', CompositionMode.OVERLAY, true],
])(
  'paints the surroundings of the letters anew and keeps letters, print and product: %s',
  async (_, mode, own) => {
    const spec = specWith(mode, 0.5);
    const input = await inputFor(spec, own);
    const { context, asked, told } = paintingContext(() => [10, 250, 20]);
    const plain = await raw((await runCompositionStep(input, context)).result.data);
    const mended = await runCompositionStep(input, context, createSeamMender(spec, context));
    expect(asked).toHaveLength(1);
    const { initial, ...rest } = asked[0].job;
    expect(rest).toEqual({
      ...{ prompt: 'clean seam', negativePrompt: 'halo', width: SIDE, height: SIDE },
      ...{ steps: 20, guidance: 4, scheduler: 'euler', seed: 3 },
    });
    expect(initial?.strength).toBe(0.5);
    expect(Buffer.from(initial?.pixels ?? [])).toEqual(plain);

    const result = await raw(mended.result.data);
    const layer = await sharp(input.text).raw().toBuffer();
    let green = 0;
    let changedProduct = 0;
    for (let i = 0; i < SIDE * SIDE; i++) {
      const isSame = [0, 1, 2].every((c) => result[i * 3 + c] === plain[i * 3 + c]);
      if (isProduct(i % SIDE, Math.floor(i / SIDE)) && !isSame) changedProduct += 1;
      if (!own && layer[i * 4 + 3] === 255) expect(isSame).toBe(true);
      if (initial?.mask?.[i] === 0) expect(isSame).toBe(true);
      if (result[i * 3 + 1] > 200 && result[i * 3] < 60) green += 1;
    }
    expect(changedProduct).toBe(0);
    expect(green).toBeGreaterThan(200);
    expect(green).toBeLessThan(SIDE * SIDE * 0.4);
    const fractions = told.map(({ fraction }) => fraction);
    expect(fractions.slice(-8)).toEqual(fractions.slice(-8).toSorted((a, b) => a - b));
  },
);

test('strength 0 is the studio’s composition, byte for byte', async () => {
  const spec = specWith(CompositionMode.OVERLAY, 0);
  const input = await inputFor(spec, false);
  const { context, asked } = paintingContext(() => [10, 250, 20]);
  const plain = await runCompositionStep(input, context);
  const mended = await runCompositionStep(input, context, createSeamMender(spec, context));
  expect(asked).toHaveLength(0);
  expect(mended.result.data).toEqual(plain.result.data);
});
