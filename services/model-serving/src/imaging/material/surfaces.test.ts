import { expect, test } from 'vitest';
import type { SurfaceName } from '../scene/scene-wish.ts';
import { bakeMaterial } from './bake-material.ts';
import { TEXEL_BYTES } from './material.ts';

const SURFACES: SurfaceName[] = [
  ...([
    'walnut',
    'oak',
    'pine',
    'dark wood',
    'white wood',
    'painted wood',
    'marble',
    'black marble',
  ] as const),
  ...([
    'concrete',
    'plaster',
    'terracotta',
    'linen',
    'slate',
    'wet slate',
    'stone',
    'sand',
    'paper',
    'acrylic',
  ] as const),
  ...(['moss', 'grass', 'terrazzo', 'travertine', 'ceramic tile', 'silk', 'velvet', 'leather'] as const),
  ...(['kraft paper', 'water', 'snow', 'ice', 'brushed metal', 'gold', 'mirror'] as const),
];
const SIDE = 128;

async function grey(surface: SurfaceName): Promise<{ values: Float64Array; features: number[] }> {
  const material = await bakeMaterial({ surface, color: undefined }, SIDE);
  const { data } = material.levels[0];
  const values = new Float64Array(SIDE * SIDE);
  const mean = [0, 0, 0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    values[i] = data[i * TEXEL_BYTES] + data[i * TEXEL_BYTES + 1] + data[i * TEXEL_BYTES + 2];
    for (let c = 0; c < 4; c++) mean[c] += data[i * TEXEL_BYTES + c] / values.length / 255;
    mean[4] += Math.abs(data[i * TEXEL_BYTES + 4] - 128) / values.length / 128;
  }
  const average = values.reduce((a, b) => a + b, 0) / values.length;
  let variance = 0;
  for (let i = 0; i < values.length; i++) {
    values[i] -= average;
    variance += values[i] ** 2 / values.length;
  }
  return { values, features: [...mean, Math.sqrt(variance) / 255, material.metal ? 1 : 0] };
}

/** How alike the square is to itself shifted, -1..1. */
function alike(values: Float64Array, dx: number, dy: number): number {
  let sum = 0;
  let power = 1e-9;
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const a = values[y * SIDE + x];
      sum += a * values[((y + dy) % SIDE) * SIDE + ((x + dx) % SIDE)];
      power += a * a;
    }
  }
  return sum / power;
}

test('gives 33 surfaces that differ in colour, roughness, relief or pattern', async () => {
  const looks = await Promise.all(SURFACES.map(async (surface) => (await grey(surface)).features));
  for (const [i, a] of looks.entries())
    for (const [k, b] of looks.entries())
      if (k > i)
        expect(
          Math.hypot(...a.map((value, c) => value - b[c])),
          `${SURFACES[i]} and ${SURFACES[k]}`,
        ).toBeGreaterThan(0.03);
});

test.each(SURFACES.filter((name) => !['terracotta', 'ceramic tile'].includes(name)))(
  'does not repeat within a square of %s',
  async (surface) => {
    const { values } = await grey(surface);
    const strongest = Math.max(
      ...[2, 3, 4].flatMap((part) => {
        const lag = Math.round(SIDE / part);
        return [alike(values, lag, lag), alike(values, 0, lag), alike(values, lag, lag * 2)];
      }),
    );
    expect(strongest).toBeLessThan(0.62);
  },
);
