import { type Field, sampleGrid } from './field.ts';
import type { BevelShape, Solid } from './solid.ts';

/** Source of the rounded extrusion: Quilez, "distance functions" (opExtrusion). */
export function bevelSolid(field: Field, { halfDepth, radius, dome }: BevelShape): Solid {
  const { width, height, distance } = field;
  const isDomed = dome.length > 0;
  const rise = dome.reduce((a, b) => Math.max(a, b), 0);
  return {
    field,
    frontZ: halfDepth + rise,
    backZ: halfDepth,
    outset: 0,
    stepFactor: isDomed ? 0.8 : 0.95,
    distance: (x, y, z) => {
      const a = sampleGrid(distance, width, height, x, y) + radius;
      const raised = isDomed && z > 0 && a < radius + 2 ? z - sampleGrid(dome, width, height, x, y) : z;
      const b = (raised < 0 ? -raised : raised) - halfDepth + radius;
      if (a <= 0 || b <= 0) return (a > b ? a : b) - radius;
      return Math.sqrt(a * a + b * b) - radius;
    },
  };
}
