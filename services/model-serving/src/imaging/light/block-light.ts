import type { ProxyDisc } from '../product/build-proxy.ts';

/** Slices above each other, with a circle around all of them: most rays are known to miss them by that alone. */
export interface ProxyStack {
  xCm: number;
  zCm: number;
  /** Square of the widest slice's radius. */
  reach: number;
  slices: ProxyDisc[];
}

/** Groups slices by the place where they stand, in their order. */
export function stackSlices(discs: ProxyDisc[]): ProxyStack[] {
  const stacks: ProxyStack[] = [];
  for (const disc of discs) {
    let stack = stacks.find(({ xCm, zCm }) => xCm === disc.xCm && zCm === disc.zCm);
    if (stack === undefined) {
      stack = { xCm: disc.xCm, zCm: disc.zCm, reach: 0, slices: [] };
      stacks.push(stack);
    }
    stack.slices.push(disc);
    stack.reach = Math.max(stack.reach, disc.radiusCm * disc.radiusCm);
  }
  return stacks;
}

/** Whether a ray from (x, z) on the surface that moves (sx, sz) for each unit of height passes through a slice. */
export function isBlocked(stacks: ProxyStack[], x: number, z: number, sx: number, sz: number): boolean {
  for (let k = 0; k < stacks.length; k++) {
    const { xCm, zCm, reach, slices } = stacks[k];
    const dx = x - xCm;
    const dz = z - zCm;
    const across = dx * sz - dz * sx;
    if (across * across >= reach * (sx * sx + sz * sz) && dx * dx + dz * dz >= reach) continue;
    // From outside it has to come nearer.
    if (dx * sx + dz * sz >= 0 && dx * dx + dz * dz >= reach) continue;
    if (passes(slices, dx, dz, sx, sz)) return true;
  }
  return false;
}

function passes(slices: ProxyDisc[], x: number, z: number, sx: number, sz: number): boolean {
  for (let i = 0; i < slices.length; i++) {
    const { heightCm, radiusCm, sides } = slices[i];
    const dx = x + sx * heightCm;
    const dz = z + sz * heightCm;
    if (dx * dx + dz * dz >= radiusCm * radiusCm) continue;
    if (sides === undefined || isWithin(sides, dx, dz)) return true;
  }
  return false;
}

function isWithin(sides: number[], dx: number, dz: number): boolean {
  for (let k = 0; k < sides.length; k += 3) {
    if (sides[k] * dx + sides[k + 1] * dz > sides[k + 2]) return false;
  }
  return true;
}
