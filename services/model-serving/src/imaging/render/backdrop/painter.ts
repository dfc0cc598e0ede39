import type { Rgb } from '../../color/rgb.ts';
import { clamp01 } from '../../math/noise.ts';
import { createRaster, type Raster } from '../../raster/raster.ts';

/** A point of light that is out of focus: shown as a disc of `radiance`, `size` times as wide as its layer's blur. */
export interface PointLight {
  x: number;
  y: number;
  radiance: Rgb;
  size: number;
}

/**
 * Paints a layer of a backdrop in linear radiance. Lengths are shares of the canvas' mean side; x from the middle to
 * the right, y upwards from the far edge of the surface. Later strokes cover earlier ones.
 */
export interface Painter {
  /** What of the canvas is above the surface: x from −width / 2 to width / 2, y from 0 to height. */
  width: number;
  height: number;
  lights: PointLight[];
  rect(left: number, bottom: number, right: number, top: number, color: Rgb, alpha?: number): void;
  ellipse(x: number, y: number, radiusX: number, radiusY: number, color: Rgb, alpha?: number): void;
  polygon(points: ReadonlyArray<readonly [number, number]>, color: Rgb, alpha?: number): void;
  /** Adds light that falls off as a Gaussian of σ `radiusX` and `radiusY`. */
  glow(x: number, y: number, radiusX: number, radiusY: number, color: Rgb): void;
  /** Asks for colour and alpha (out[3], 1 unless set) of each pixel in a box. */
  shade(
    left: number,
    bottom: number,
    right: number,
    top: number,
    color: (x: number, y: number, out: Float32Array) => void,
  ): void;
  light(x: number, y: number, radiance: Rgb, size?: number): void;
}

export interface PaintedLayer {
  /** Premultiplied RGBA with `margin` pixels around what of the canvas it shows. */
  raster: Raster;
  margin: number;
  /** Canvas pixels for one of the layer's. */
  factor: number;
}

/** A painter over an empty layer for the canvas' rows above `edgeY`. */
export function createPainter(
  canvas: { width: number; height: number; edgeY: number },
  factor: number,
  margin: number,
): { painter: Painter; layer: PaintedLayer } {
  const unit = Math.sqrt(canvas.width * canvas.height);
  const raster = createRaster(
    Math.ceil(canvas.width / factor) + margin * 2,
    Math.ceil(canvas.edgeY / factor) + margin * 2,
    4,
  );
  const scale = unit / factor;
  const originX = canvas.width / 2 / factor + margin;
  const originY = canvas.edgeY / factor + margin;
  const column = (x: number) => originX + x * scale;
  const row = (y: number) => originY - y * scale;
  const texel = new Float32Array(4);
  const over = (i: number, color: ArrayLike<number>, alpha: number) => {
    const { data } = raster;
    const rest = 1 - alpha;
    data[i] = data[i] * rest + color[0] * alpha;
    data[i + 1] = data[i + 1] * rest + color[1] * alpha;
    data[i + 2] = data[i + 2] * rest + color[2] * alpha;
    data[i + 3] = data[i + 3] * rest + alpha;
  };
  /** Calls `visit` for each pixel whose middle is in the box, grown by a pixel. */
  const within = (
    left: number,
    bottom: number,
    right: number,
    top: number,
    visit: (px: number, py: number, i: number) => void,
  ) => {
    const x0 = Math.max(0, Math.floor(column(left) - 1));
    const x1 = Math.min(raster.width - 1, Math.ceil(column(right) + 1));
    const y0 = Math.max(0, Math.floor(row(top) - 1));
    const y1 = Math.min(raster.height - 1, Math.ceil(row(bottom) + 1));
    for (let py = y0; py <= y1; py++)
      for (let px = x0; px <= x1; px++) visit(px + 0.5, py + 0.5, (py * raster.width + px) * 4);
  };
  const lights: PointLight[] = [];
  const painter: Painter = {
    width: canvas.width / unit,
    height: canvas.edgeY / unit,
    lights,
    rect(left, bottom, right, top, color, alpha = 1) {
      const [l, r, t, b] = [column(left), column(right), row(top), row(bottom)];
      within(left, bottom, right, top, (px, py, i) => {
        const cover = overlap(px, l, r) * overlap(py, t, b) * alpha;
        if (cover > 0) over(i, color, cover);
      });
    },
    ellipse(x, y, radiusX, radiusY, color, alpha = 1) {
      const pixels = Math.min(radiusX, radiusY) * scale;
      within(x - radiusX, y - radiusY, x + radiusX, y + radiusY, (px, py, i) => {
        const d = Math.hypot((px - column(x)) / (radiusX * scale), (py - row(y)) / (radiusY * scale));
        const cover = clamp01((1 - d) * pixels + 0.5) * alpha;
        if (cover > 0) over(i, color, cover);
      });
    },
    polygon(points, color, alpha = 1) {
      const corners = points.map(([x, y]) => [column(x), row(y)] as const);
      const ys = points.map(([, y]) => y);
      const xs = points.map(([x]) => x);
      within(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys), (px, py, i) => {
        let cover = 0;
        for (const dy of [-0.25, 0.25])
          for (const dx of [-0.25, 0.25]) if (isInside(corners, px + dx, py + dy)) cover += 0.25;
        if (cover > 0) over(i, color, cover * alpha);
      });
    },
    glow(x, y, radiusX, radiusY, color) {
      within(x - 3 * radiusX, y - 3 * radiusY, x + 3 * radiusX, y + 3 * radiusY, (px, py, i) => {
        const u = (px - column(x)) / (radiusX * scale);
        const v = (py - row(y)) / (radiusY * scale);
        const g = Math.exp(-0.5 * (u * u + v * v));
        for (let c = 0; c < 3; c++) raster.data[i + c] += color[c] * g;
      });
    },
    shade(left, bottom, right, top, color) {
      within(left, bottom, right, top, (px, py, i) => {
        texel[3] = 1;
        color((px - originX) / scale, (originY - py) / scale, texel);
        if (texel[3] > 0) over(i, texel, Math.min(1, texel[3]));
      });
    },
    light(x, y, radiance, size = 1) {
      lights.push({ x, y, radiance, size });
    },
  };
  return { painter, layer: { raster, margin, factor } };
}

/** Share of the pixel with its middle at `p` that lies between `from` and `to`. */
function overlap(p: number, from: number, to: number): number {
  return Math.max(0, Math.min(p + 0.5, to) - Math.max(p - 0.5, from));
}

/** Even-odd rule. */
function isInside(corners: ReadonlyArray<readonly [number, number]>, x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = corners.length - 1; i < corners.length; j = i++) {
    const [xi, yi] = corners[i];
    const [xj, yj] = corners[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}
