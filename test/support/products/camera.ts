import type { ProductModel } from './product.ts';

export interface Camera {
  origin: number[];
  /** Unit direction through pixel coordinates (x, y), from the upper left. */
  ray(x: number, y: number, out: number[]): void;
  /** Pixel coordinates of a point. */
  project(x: number, y: number, z: number): [number, number];
  /** Pixels of a centimetre at the product. */
  pixelsPerCm: number;
  /** Rows and columns that can show the product. */
  box: { left: number; top: number; right: number; bottom: number };
}

/** Long lens, as products are photographed with. */
const HALF_FOV_TAN = Math.tan((9 * Math.PI) / 180);
/** Share of the frame that the product fills. */
const FILL = 0.8;

/** A camera that looks at the product from its elevation and has all of it in the frame. */
export function aimCamera(model: ProductModel, width: number, height: number): Camera {
  const elevation = (model.elevationDeg * Math.PI) / 180;
  const turn = ((model.turnDeg ?? 0) * Math.PI) / 180;
  const back = [
    Math.cos(elevation) * Math.sin(turn),
    Math.sin(elevation),
    Math.cos(elevation) * Math.cos(turn),
  ];
  const right = [Math.cos(turn), 0, -Math.sin(turn)];
  const up = [
    back[1] * right[2] - back[2] * right[1],
    back[2] * right[0] - back[0] * right[2],
    back[0] * right[1] - back[1] * right[0],
  ];
  const focal = height / 2 / HALF_FOV_TAN;
  const target = [0, model.height * 0.48, 0];
  const corners = [-1, 1].flatMap((a) =>
    [0, 1].flatMap((b) => [-1, 1].map((c) => [a * model.halfWidth, b * model.height, c * model.halfDepth])),
  );
  let distance = model.height * 2;
  let camera = place();
  for (let i = 0; i < 200; i++) {
    camera = place();
    const { left, top, right: r, bottom } = camera.box;
    if (Math.max((r - left) / width, (bottom - top) / height) < FILL) break;
    distance *= 1.03;
  }
  return camera;

  function place(): Camera {
    const origin = target.map((value, i) => value + back[i] * distance);
    const project = (x: number, y: number, z: number): [number, number] => {
      const p = [x - origin[0], y - origin[1], z - origin[2]];
      const depth = -(p[0] * back[0] + p[1] * back[1] + p[2] * back[2]);
      const u = p[0] * right[0] + p[1] * right[1] + p[2] * right[2];
      const v = p[0] * up[0] + p[1] * up[1] + p[2] * up[2];
      return [width / 2 + (focal * u) / depth, height / 2 - (focal * v) / depth];
    };
    const points = corners.map((corner) => project(corner[0], corner[1], corner[2]));
    return {
      origin,
      project,
      pixelsPerCm: focal / distance,
      ray(x, y, out) {
        const u = (x - width / 2) / focal;
        const v = (height / 2 - y) / focal;
        const scale = 1 / Math.sqrt(u * u + v * v + 1);
        for (let c = 0; c < 3; c++) out[c] = (u * right[c] + v * up[c] - back[c]) * scale;
      },
      box: {
        left: Math.max(0, Math.floor(Math.min(...points.map(([x]) => x)) - 3)),
        right: Math.min(width, Math.ceil(Math.max(...points.map(([x]) => x)) + 3)),
        top: Math.max(0, Math.floor(Math.min(...points.map(([, y]) => y)) - 3)),
        bottom: Math.min(height, Math.ceil(Math.max(...points.map(([, y]) => y)) + 3)),
      },
    };
  }
}
