import { linearToSrgb } from '../../../services/model-serving/src/imaging/color/srgb.ts';
import { toneMap } from '../../../services/model-serving/src/imaging/color/tone-map.ts';
import { hash2 } from '../../../services/model-serving/src/imaging/math/noise.ts';
import { buildGround } from './backdrop.ts';
import { aimCamera, type Camera } from './camera.ts';
import { drawFur, type Layer } from './fur.ts';
import { PRODUCTS, type ProductName } from './products.ts';
import { type Scene, shade } from './shade.ts';
import { loadStudio } from './studio.ts';
import { type Hit, march, marchCone } from './trace.ts';

/** A made photo of a product with what only its maker can know. */
export interface ProductPhoto {
  width: number;
  height: number;
  /** 8-bit sRGB, RGB. */
  photo: Buffer;
  /** Share of each pixel that the product covers, 0..1. */
  alpha: Float32Array;
  /** Colour of the product alone where alpha is above 0, 8-bit sRGB, RGB. */
  foreground: Buffer;
  /** Of the camera above the horizon. */
  elevationDeg: number;
}

const EXPOSURE = 0.62;
/** Side of the blocks of pixels that share the way through empty space. */
const BLOCK = 8;
/** Samples a pixel's side where something changes. */
const FINE = 3;
/** Weight of each neighbour in the lens's blur. */
const BLUR = 0.14;
const NOISE = 0.0055;

/** Renders a product's photo, `width` pixels wide. The same name, width and seed give the same bytes. */
export async function renderProduct(
  name: ProductName,
  { width, seed = 1 }: { width: number; seed?: number },
): Promise<ProductPhoto> {
  const model = await PRODUCTS[name]();
  const height = Math.round(width / model.aspect);
  const scene: Scene = { model, studio: await loadStudio(), ground: buildGround(model, width, seed) };
  const camera = aimCamera(model, width, height);
  const layer: Layer = { width, height, data: new Float32Array(width * height * 4) };
  trace(scene, camera, layer);
  if (model.fur) drawFur(layer, scene, camera, model.fur, seed);
  const behind = seeGround(scene, camera, layer);
  const front = blur(layer.data, width, height, 4);
  const back = blur(behind, width, height, 3);
  const alpha = new Float32Array(width * height);
  const photo = Buffer.alloc(width * height * 3);
  const foreground = Buffer.alloc(width * height * 3);
  for (let i = 0; i < alpha.length; i++) {
    alpha[i] = front[i * 4 + 3] < 0.002 ? 0 : Math.min(1, front[i * 4 + 3]);
    const shared = gauss(i, seed) * 0.8;
    for (let c = 0; c < 3; c++) {
      const mixed = display(front[i * 4 + c] + back[i * 3 + c]);
      photo[i * 3 + c] = round(mixed + NOISE * (shared + 0.6 * gauss(i, seed + 17 * (c + 1))));
      foreground[i * 3 + c] = alpha[i] === 0 ? 0 : round(display(front[i * 4 + c] / alpha[i]));
    }
  }
  return { width, height, photo, alpha, foreground, elevationDeg: model.elevationDeg };
}

/** One ray a pixel, then nine where neighbours differ. */
function trace(scene: Scene, camera: Camera, layer: Layer): void {
  const { width, data } = layer;
  const { left, right, top, bottom } = camera.box;
  const level = new Float32Array(width * layer.height);
  const ids = new Int16Array(width * layer.height);
  const pixel = new Float32Array(4);
  const reach = bodyReach(scene, camera);
  const starts = findStarts(scene, camera, reach, width, layer.height);
  const columns = Math.ceil(width / BLOCK);
  const startOf = (x: number, y: number) => starts[Math.floor(y / BLOCK) * columns + Math.floor(x / BLOCK)];
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      pixel.fill(0);
      ids[y * width + x] = sample(scene, camera, x + 0.5, y + 0.5, startOf(x, y), reach.to, pixel);
      data.set(pixel, (y * width + x) * 4);
      level[y * width + x] = display((pixel[0] + pixel[1] + pixel[2]) / 3);
    }
  }
  for (let y = top + 1; y < bottom - 1; y++) {
    for (let x = left + 1; x < right - 1; x++) {
      const i = y * width + x;
      const differs = (j: number) => ids[j] !== ids[i] || Math.abs(level[j] - level[i]) > 0.045;
      if (!differs(i - 1) && !differs(i + 1) && !differs(i - width) && !differs(i + width)) continue;
      pixel.fill(0);
      for (let k = 0; k < FINE * FINE; k++) {
        const row = Math.floor(k / FINE);
        // Rows shifted against each other, so that upright edges get more than three steps.
        const shift = (row - 1) / (FINE * FINE);
        const u = x + ((k % FINE) + 0.5) / FINE + shift;
        sample(scene, camera, u, y + (row + 0.5) / FINE, startOf(x, y), reach.to, pixel);
      }
      for (let c = 0; c < 4; c++) data[i * 4 + c] = pixel[c] / (FINE * FINE);
    }
  }
}

const direction = [0, 0, 0];
const colour = [0, 0, 0];

/** Between which distances from the camera the product is. */
function bodyReach({ model }: Scene, { origin }: Camera): { from: number; to: number } {
  const radius = Math.hypot(model.halfWidth, model.halfDepth, model.height);
  const distance = Math.hypot(origin[0], origin[1], origin[2]);
  return { from: Math.max(0, distance - radius), to: distance + radius };
}

/** For each block of pixels, how far its rays go through empty space. */
function findStarts(
  { model }: Scene,
  camera: Camera,
  reach: { from: number; to: number },
  width: number,
  height: number,
): Float64Array {
  const columns = Math.ceil(width / BLOCK);
  const rows = Math.ceil(height / BLOCK);
  const corner = [0, 0, 0];
  camera.ray(width / 2, height / 2, direction);
  camera.ray(width / 2 + BLOCK / 2 + 1, height / 2 + BLOCK / 2 + 1, corner);
  const spread = Math.hypot(...corner.map((value, c) => value - direction[c])) * 1.05;
  return Float64Array.from({ length: columns * rows }, (_, i) => {
    camera.ray(((i % columns) + 0.5) * BLOCK, (Math.floor(i / columns) + 0.5) * BLOCK, direction);
    return marchCone(model, camera.origin, direction, reach.from, reach.to, spread);
  });
}

/** Adds what the ray meets to `pixel`; the part's number + 1, or 0. */
function sample(
  scene: Scene,
  camera: Camera,
  x: number,
  y: number,
  from: number,
  to: number,
  pixel: Float32Array,
): number {
  if (from >= to) return 0;
  camera.ray(x, y, direction);
  const hit: Hit = { t: 0, part: -1 };
  if (!march(scene.model, camera.origin, direction, from, to, -1, hit)) return 0;
  shade(scene, camera.origin, direction, hit, 0, colour);
  // A spark of a highlight would alias: film has a shoulder, too.
  for (let c = 0; c < 3; c++) pixel[c] += Math.min(6, colour[c]);
  pixel[3] += 1;
  return hit.part + 1;
}

/** The background's part of each pixel, weighted by what the product leaves of it. */
function seeGround({ ground }: Scene, camera: Camera, { width, height, data }: Layer): Float32Array {
  const behind = new Float32Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const share = 1 - data[i * 4 + 3];
      if (share <= 0) continue;
      camera.ray(x + 0.5, y + 0.5, direction);
      ground.see(camera.origin, direction, colour);
      for (let c = 0; c < 3; c++) behind[i * 3 + c] = colour[c] * share;
    }
  }
  return behind;
}

function blur(source: Float32Array, width: number, height: number, channels: number): Float32Array {
  const pass = (from: Float32Array, stride: number, isEdge: (i: number) => boolean) => {
    const out = from.slice();
    for (let i = 0; i < width * height; i++) {
      if (isEdge(i)) continue;
      for (let k = i * channels; k < (i + 1) * channels; k++) {
        out[k] = from[k] * (1 - 2 * BLUR) + BLUR * (from[k - stride] + from[k + stride]);
      }
    }
    return out;
  };
  const rows = pass(source, channels, (i) => i % width === 0 || i % width === width - 1);
  return pass(rows, width * channels, (i) => i < width || i >= width * (height - 1));
}

function display(linear: number): number {
  return linearToSrgb(toneMap(linear * EXPOSURE));
}

function round(value: number): number {
  return Math.round(Math.max(0, Math.min(1, value)) * 255);
}

/** About normal, from the pixel's number. */
function gauss(i: number, seed: number): number {
  return (hash2(i, seed, 1) + hash2(i, seed, 2) + hash2(i, seed, 3) - 1.5) * 2;
}
