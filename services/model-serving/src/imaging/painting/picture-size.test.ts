import { expect, test } from 'vitest';
import { pictureSize } from './picture-size.ts';

test.each<[string, number, number, number, number]>([
  ['stable-diffusion', 1024, 1024, 512, 512],
  ['stable-diffusion', 1080, 1350, 456, 576],
  ['stable-diffusion', 1920, 1080, 680, 384],
  ['sdxl', 1024, 1024, 1024, 1024],
  ['sdxl', 1200, 628, 1200, 624],
  ['sdxl', 4096, 4096, 1024, 1024],
  ['flux', 1080, 1080, 1024, 1024],
  ['flux', 1200, 628, 1200, 624],
  ['flux', 1000, 700, 992, 688],
  ['stable-diffusion', 160, 200, 160, 200],
  ['sdxl', 161, 207, 160, 200],
  ['stable-diffusion', 4096, 342, 1768, 144],
  ['flux', 64, 768, 64, 768],
])('%s asked for %i × %i makes %i × %i', (family, width, height, asked, askedHeight) => {
  expect(pictureSize(family, { width, height })).toEqual({ width: asked, height: askedHeight });
});

test('any output: multiples, nothing above it, about the native area and shape', () => {
  for (let width = 64; width <= 4096; width = Math.ceil(width * 1.37)) {
    for (let height = 64; height <= 4096; height = Math.ceil(height * 1.29)) {
      if (Math.max(width, height) > 12 * Math.min(width, height)) continue;
      for (const [family, multiple, native] of [
        ['stable-diffusion', 8, 512 ** 2],
        ['flux', 16, 1024 ** 2],
      ] as const) {
        const size = pictureSize(family, { width, height });
        expect([size.width % multiple, size.height % multiple]).toEqual([0, 0]);
        expect(size.width).toBeLessThanOrEqual(width);
        expect(size.height).toBeLessThanOrEqual(height);
        const wanted = Math.min(native, width * height);
        expect(size.width * size.height).toBeGreaterThan(wanted * 0.6);
        expect(size.width * size.height).toBeLessThan(wanted * 1.12);
      }
    }
  }
});
