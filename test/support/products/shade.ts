import type { PrefilteredEnvironment } from '../../../services/model-serving/src/imaging/light/prefilter-environment.ts';
import {
  sampleIrradiance,
  sampleRadiance,
} from '../../../services/model-serving/src/imaging/light/sample-environment.ts';
import type { Ground } from './backdrop.ts';
import type { ProductModel, Surface } from './product.ts';
import { KEY } from './studio.ts';
import { clearance, type Hit, lightVisibility, march, normalAt } from './trace.ts';

export interface Scene {
  model: ProductModel;
  studio: PrefilteredEnvironment;
  ground: Ground;
}

/** Light of the key on a surface that faces it, over the studio's own. */
const KEY_LIGHT = [2.5, 2.42, 2.3];
const IOR = 1.47;
const DEEPEST = 4;

/** Colour of what a ray along `d` meets at `hit`, linear, written to `out`. */
export function shade(
  scene: Scene,
  o: readonly number[],
  d: readonly number[],
  hit: Readonly<Hit>,
  depth: number,
  out: number[],
): void {
  const { model } = scene;
  const part = model.parts[hit.part];
  const p = [o[0] + d[0] * hit.t, o[1] + d[1] * hit.t, o[2] + d[2] * hit.t];
  const n = [0, 0, 0];
  normalAt(part, p, model.height * 6e-4, n);
  const surface: Surface = {
    r: 0.5,
    g: 0.5,
    b: 0.5,
    roughness: 0.4,
    metal: 0,
    f0: 0.04,
    softness: 0,
    glow: 0,
    nx: n[0],
    ny: n[1],
    nz: n[2],
  };
  part.surface(p[0], p[1], p[2], surface);
  const m = [surface.nx, surface.ny, surface.nz];
  const facing = Math.max(0, -dot(d, m));
  const reflected = reflect(d, m);
  const mirror = [0, 0, 0];
  if (depth < 2) lookAlong(scene, p, reflected, surface.roughness, depth, hit.part, mirror);
  else sampleRadiance(scene.studio, reflected[0], reflected[1], reflected[2], surface.roughness, mirror);
  const grazing = (1 - facing) ** 5 * (1 - 0.75 * surface.roughness);
  if (part.glass) {
    const through = [0, 0, 0];
    lookThrough(scene, p, d, n, hit.part, depth, through);
    const fresnel = surface.f0 + (1 - surface.f0) * grazing;
    for (let c = 0; c < 3; c++) out[c] = mirror[c] * fresnel + through[c] * (1 - fresnel);
    return;
  }
  const diffuse = [0, 0, 0];
  lightOn(scene, p, m, surface.softness, diffuse);
  const colour = [surface.r, surface.g, surface.b];
  for (let c = 0; c < 3; c++) {
    const f0 = surface.f0 + (colour[c] - surface.f0) * surface.metal;
    const fresnel = f0 + (Math.max(f0, 1 - surface.roughness * 0.6) - f0) * grazing;
    out[c] =
      colour[c] * (diffuse[c] * (1 - surface.metal) * (1 - fresnel) + surface.glow) + mirror[c] * fresnel;
  }
}

/** Diffuse light on a surface, over π. */
function lightOn({ model, studio }: Scene, p: number[], n: number[], softness: number, out: number[]): void {
  sampleIrradiance(studio, n[0], n[1], n[2], out);
  let blocked = 0;
  for (let i = 1; i <= 4; i++) {
    const h = model.height * 0.016 * i * i;
    blocked += (h - Math.max(0, clearance(model, p[0] + n[0] * h, p[1] + n[1] * h, p[2] + n[2] * h))) / h / 4;
  }
  const open = Math.max(0.1, 1 - 0.9 * blocked);
  const towards = (dot(n, KEY) + softness) / (1 + softness);
  const key = towards > 0 ? towards * lightVisibility(model, p[0], p[1], p[2], KEY, 0.3) : 0;
  // The table throws light up where the key reaches it.
  const bounce = 0.55 * (0.5 - 0.5 * n[1]) * open;
  const table = model.backdrop.table;
  for (let c = 0; c < 3; c++) {
    // Where light wanders through the body, shadows turn warm.
    const warmth = softness * (1 - towards) * [0.22, 0.08, 0.03][c];
    out[c] = (out[c] * open + KEY_LIGHT[c] * (key + warmth)) / Math.PI + bounce * table[c];
  }
}

/** What a reflected ray meets: the product, the table or the studio. */
function lookAlong(
  scene: Scene,
  p: number[],
  d: number[],
  roughness: number,
  depth: number,
  own: number,
  out: number[],
): void {
  const { model } = scene;
  const hit: Hit = { t: 0, part: -1 };
  if (
    model.parts.length > 1 &&
    roughness < 0.5 &&
    march(model, p, d, model.height * 0.01, model.height, -1, hit)
  ) {
    // A part does not mirror itself: its bumps would speckle.
    if (hit.part !== own) {
      shade(scene, p, d, hit, Math.max(depth + 1, 2), out);
      return;
    }
  }
  sampleRadiance(scene.studio, d[0], d[1], d[2], roughness, out);
  if (d[1] >= 0.12) return;
  const below = [0, 0, 0];
  scene.ground.see(p, [d[0], Math.min(d[1], -0.02), d[2]], below);
  const mix = Math.min(1, (0.12 - d[1]) / 0.2);
  for (let c = 0; c < 3; c++) out[c] += (below[c] * 0.9 - out[c]) * mix;
}

/** What is seen through glass: bent, coloured by the way through it, mirrored at its back. */
function lookThrough(
  scene: Scene,
  p: number[],
  d: readonly number[],
  n: number[],
  part: number,
  depth: number,
  out: number[],
): void {
  const { model } = scene;
  const glass = model.parts[part].glass;
  if (!glass || depth >= DEEPEST) return;
  const thin = glass.kind === 'thin';
  let along = thin ? [...d] : refract(d, n, 1 / IOR);
  let from = p;
  let way = 0;
  const hit: Hit = { t: 0, part: -1 };
  const colour = [0, 0, 0];
  for (let bounce = 0; bounce < 3; bounce++) {
    const start = model.height * 0.004;
    if (!march(model, from, along, start, model.height * 3, part, hit)) break;
    way += hit.t;
    if (hit.part !== part) {
      shade(scene, from, along, hit, depth + 1, colour);
      break;
    }
    const at = [from[0] + along[0] * hit.t, from[1] + along[1] * hit.t, from[2] + along[2] * hit.t];
    const back = [0, 0, 0];
    normalAt(model.parts[part], at, model.height * 6e-4, back);
    const inward = [-back[0], -back[1], -back[2]];
    const leaving = thin ? along : refract(along, inward, IOR);
    if (leaving.length === 0 && bounce < 2) {
      along = reflect(along, inward);
      from = at;
      continue;
    }
    const exit = leaving.length === 0 ? along : leaving;
    beyond(scene, at, exit, colour);
    const gleam = [0, 0, 0];
    const mirrored = reflect(along, inward);
    sampleRadiance(scene.studio, mirrored[0], mirrored[1], mirrored[2], 0.05, gleam);
    const share = 0.04 + 0.5 * (1 - Math.max(0, dot(along, back))) ** 5;
    for (let c = 0; c < 3; c++) colour[c] = colour[c] * (1 - share) + gleam[c] * share;
    break;
  }
  for (let c = 0; c < 3; c++) out[c] = colour[c] * Math.exp(-glass.absorption[c] * (thin ? 1 : way));
}

/** Behind the glass: the table and the wall, brightened where the ray ends in a lamp. */
function beyond({ ground, studio, model }: Scene, p: number[], d: readonly number[], out: number[]): void {
  if (d[2] < 0 || d[1] < 0) ground.see(p, d[2] < 0 || d[1] < -0.05 ? d : [d[0], -0.05, d[2]], out);
  const lamp = [0, 0, 0];
  sampleRadiance(studio, d[0], d[1], d[2], 0.12, lamp);
  const mix = d[1] > 0 ? Math.min(1, d[1] * 1.5 + (d[2] > 0 ? 0.6 : 0.1)) : 0.05;
  for (let c = 0; c < 3; c++) out[c] = out[c] * (1 - mix) + lamp[c] * mix + 0.02 * model.backdrop.wall[c];
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function reflect(d: readonly number[], n: readonly number[]): number[] {
  const k = 2 * dot(d, n);
  return [d[0] - k * n[0], d[1] - k * n[1], d[2] - k * n[2]];
}

/** Refracted direction, `eta` the ratio of the indices; empty on total reflection. `n` is against `d`. */
function refract(d: readonly number[], n: readonly number[], eta: number): number[] {
  const cos = -dot(d, n);
  const k = 1 - eta * eta * (1 - cos * cos);
  if (k < 0) return [];
  const f = eta * cos - Math.sqrt(k);
  return [eta * d[0] + f * n[0], eta * d[1] + f * n[1], eta * d[2] + f * n[2]];
}
