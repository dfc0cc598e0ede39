import { type Field, sampleGrid } from './field.ts';
import type { LayeredShape, Solid } from './solid.ts';

/** Sheets one behind the other; the front one has the letters' own outline. */
export function layeredSolid(field: Field, { count, thickness, gap, step }: LayeredShape): Solid {
  const { width, height, distance } = field;
  const pitch = thickness + gap;
  const depth = count * pitch - gap;
  const front = depth / 2;
  return {
    field,
    frontZ: front + 0.5,
    backZ: front + 0.5,
    outset: (count - 1) * step,
    stepFactor: 0.95,
    distance: (x, y, z) => {
      const edge = sampleGrid(distance, width, height, x, y);
      const behind = Math.round((front - thickness / 2 - z) / pitch);
      // The nearest sheet by depth and its neighbours suffice: others are farther away.
      let nearest = 1e9;
      for (let i = Math.max(0, behind - 1); i <= Math.min(count - 1, behind + 1); i++) {
        const a = edge - i * step;
        const b = Math.abs(z - (front - thickness / 2 - i * pitch)) - thickness / 2;
        const d = a > 0 && b > 0 ? Math.sqrt(a * a + b * b) : Math.max(a, b);
        if (d < nearest) nearest = d;
      }
      if (nearest < 1e9) return nearest;
      return Math.max(1, Math.abs(z) - front);
    },
  };
}
