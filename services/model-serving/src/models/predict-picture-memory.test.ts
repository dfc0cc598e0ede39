import { expect, test } from 'vitest';
import type { GraphSize } from '../registry/model-registry.ts';
import { predictPictureMemory } from './predict-picture-memory.ts';

const graph = (path: string, sizeBytes: number, isHalf = false): GraphSize => ({ path, sizeBytes, isHalf });
const SIZE = { width: 512, height: 512, guidance: 7.5 };

function stableDiffusion(isHalf: boolean) {
  const graphs = { text_encoder: 'text', unet: 'unet', vae_decoder: 'vae', unet_control: 'other' };
  return {
    family: 'stable-diffusion',
    pipeline: { graphs } as never,
    graphSizes: [
      ...[graph('text', 492e6, isHalf), graph('unet', 3.44e9, isHalf), graph('vae', 198e6, isHalf)],
      graph('other', 3.44e9, isHalf),
    ],
  } as const;
}

test('one graph after another takes less than all, and never less than the largest', () => {
  const { allBytes, sequentialBytes } = predictPictureMemory(stableDiffusion(false), undefined, SIZE, 'cpu');
  expect(allBytes).toBeGreaterThan(1.2 * 4.13e9);
  expect(sequentialBytes).toBeGreaterThan(1.2 * 3.44e9);
  expect(sequentialBytes).toBeLessThan(allBytes - 1.2 * 492e6);
  // The UNet that nothing asks for is not counted.
  expect(allBytes).toBeLessThan(1.2 * 4.13e9 + 5e9);
});

test('a ControlNet is open beside its UNet', () => {
  const control = {
    control: { family: 'stable-diffusion', graphs: { controlnet: 'control' } },
    graphSizes: [graph('control', 1.45e9)],
  } as const;
  const model = stableDiffusion(false);
  const [plain, controlled] = [undefined, control].map((each) =>
    predictPictureMemory(model, each, SIZE, 'cpu'),
  );
  expect(controlled.sequentialBytes - plain.sequentialBytes).toBeCloseTo(1.2 * 1.45e9, -3);
});

test('larger pictures and a second row take more; float16 is widened on a processor only', () => {
  const bytes = (size: typeof SIZE, isHalf = false, provider: 'cpu' | 'cuda' = 'cpu') =>
    predictPictureMemory(stableDiffusion(isHalf), undefined, size, provider).allBytes;
  expect(bytes({ ...SIZE, width: 1024 })).toBeGreaterThan(bytes(SIZE));
  expect(bytes({ ...SIZE, guidance: 1 })).toBeLessThan(bytes(SIZE));
  expect(bytes(SIZE, true, 'cuda')).toBe(bytes(SIZE, false, 'cuda'));
  expect(bytes(SIZE, true)).toBeGreaterThan(bytes(SIZE) + 4.13e9);
});
