import type { Silhouette } from './silhouette.ts';

/**
 * How well a silhouette covers its own mirror image about an axis through (x, y), tilted `rollDeg` clockwise from
 * upright: area in common over area of both, 0..1. (x, y) in pixels of the cut-out.
 */
export function mirrorOverlap({ grid }: Silhouette, x: number, y: number, rollDeg: number): number {
  const { width, height, scale, alpha } = grid;
  const cos = Math.cos((rollDeg * Math.PI) / 180);
  const sin = Math.sin((rollDeg * Math.PI) / 180);
  let both = 0;
  let any = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const dx = column + 0.5 - x * scale;
      const dy = row + 0.5 - y * scale;
      // Across the axis and along it; mirrored, the first changes its sign.
      const across = dx * cos + dy * sin;
      const mirrorX = Math.floor(column + 0.5 - 2 * across * cos);
      const mirrorY = Math.floor(row + 0.5 - 2 * across * sin);
      const inside = mirrorX >= 0 && mirrorY >= 0 && mirrorX < width && mirrorY < height;
      const a = alpha[row * width + column];
      const b = inside ? alpha[mirrorY * width + mirrorX] : 0;
      both += Math.min(a, b);
      any += Math.max(a, b);
    }
  }
  return any === 0 ? 0 : both / any;
}
