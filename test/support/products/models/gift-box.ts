import type { ProductModel, Surface } from '../product.ts';
import { box3, ellipsoid } from '../shapes.ts';

/** Gift box with a lid, a satin ribbon and a bow, seen over its corner from 30°. */
export function giftBox(): ProductModel {
  const ribbon = (out: Surface, along: number) => {
    [out.r, out.g, out.b] = [0.9, 0.68, 0.3];
    out.roughness = 0.32;
    out.metal = 0.55;
    out.ny += 0.05 * Math.sin(along * 40);
  };
  const paper = (x: number, y: number, z: number, out: Surface) => {
    [out.r, out.g, out.b] = [0.5, 0.022, 0.035];
    out.roughness = 0.42;
    // Linen embossing.
    const weave = 0.035 * Math.sin((x + z) * 24) * Math.sin(y * 24);
    out.nx += weave;
    out.nz -= weave;
  };
  return {
    parts: [
      { distance: (x, y, z) => box3(x, y - 2.4, z, 4.3, 2.4, 4.3, 0.06), surface: paper },
      { distance: (x, y, z) => box3(x, y - 4.75, z, 4.48, 0.95, 4.48, 0.08), surface: paper },
      {
        distance: (x, y, z) =>
          Math.min(
            box3(x, y - 2.88, z, 0.62, 2.9, 4.52, 0.05),
            box3(x, y - 2.88, z, 4.52, 2.9, 0.62, 0.05),
            box3(x, y - 4.75, z, 0.62, 1.01, 4.55, 0.05),
            box3(x, y - 4.75, z, 4.55, 1.01, 0.62, 0.05),
          ),
        surface: (x, _y, z, out) => ribbon(out, Math.abs(x) < 0.65 ? x : z),
      },
      {
        // Four loops of a flat band that lean outwards, and the knot.
        distance: (x, y, z) => {
          let nearest = ellipsoid(x, y - 6.05, z, 0.62, 0.48, 0.62);
          for (let k = 0; k < 4; k++) {
            const a = (k * Math.PI) / 2 + Math.PI / 4;
            const u = x * Math.cos(a) + z * Math.sin(a);
            const v = -x * Math.sin(a) + z * Math.cos(a);
            if (u < -0.4) continue;
            const loop = Math.hypot((u - 1.25) / 1.25, (y - 6.5) / 0.72) - 1;
            const band = Math.abs(loop) * 0.72 - 0.05;
            nearest = Math.min(nearest, Math.max(band, Math.abs(v) - 0.3 - 0.16 * Math.max(0, u)));
          }
          return nearest;
        },
        bounds: [0, 6.3, 0, 2.7],
        surface: (x, y, z, out) => ribbon(out, Math.hypot(x, z) + y),
      },
    ],
    halfWidth: 5.6,
    halfDepth: 5.6,
    height: 7.3,
    elevationDeg: 30,
    turnDeg: 32,
    aspect: 1.1,
    step: 0.8,
    backdrop: { table: [0.6, 0.58, 0.54], wall: [0.5, 0.49, 0.47], texture: 0.12 },
  };
}
