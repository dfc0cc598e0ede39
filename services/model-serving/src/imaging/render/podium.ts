import { type CameraOptions, createCamera } from '../camera/camera.ts';
import { createGobo, type GoboPlan } from '../light/gobo.ts';
import type { LightRig } from '../light/light-rig.ts';
import { sampleIrradiance, sampleRadiance } from '../light/sample-environment.ts';
import type { Material } from '../material/material.ts';
import { sampleMaterial } from '../material/sample-material.ts';
import { clamp01, smoothstep } from '../math/noise.ts';
import type { ProxyDisc } from '../product/build-proxy.ts';
import type { Raster } from '../raster/raster.ts';
import type { Layout } from './layout.ts';

/** A round block on which the product stands: its top is the plane y = 0, the floor lies heightCm below. */
export interface Podium {
  radiusCm: number;
  heightCm: number;
}

/** How far the block reaches beyond the product, and its height, of the product's radius. */
const MARGIN = 1.4;
const RISE = 0.55;
/** The block's lower edge stays this far above the canvas' border, share of its height. */
const FREE = 0.03;
const SLICES = 6;

/** A block that fits under the product and on the canvas; undefined where neither leaves room for one. */
export function planPodium(discs: ProxyDisc[], { camera }: Layout): Podium | undefined {
  if (discs.length === 0) return undefined;
  const foot = Math.max(...discs.map(({ radiusCm, xCm, zCm }) => radiusCm + Math.hypot(xCm, zCm)));
  const tall = Math.max(...discs.map(({ heightCm }) => heightCm));
  const radiusCm = Math.max(foot * 1.16, Math.min(foot * MARGIN, foot + 2.4), Math.min(tall * 0.3, foot * 2));
  for (let heightCm = Math.min(4, Math.max(2, radiusCm * RISE)); heightCm >= 0.9; heightCm *= 0.85) {
    const [, bottom] = camera.project(0, -heightCm, radiusCm);
    if (bottom < camera.height * (1 - FREE)) return { radiusCm, heightCm };
  }
  return undefined;
}

/** The scene from the floor's point of view: the camera stands higher above it. */
export function floorLayout(layout: Layout, { heightCm }: Podium): Layout {
  return {
    ...layout,
    camera: createCamera({ ...layout.camera, heightCm: layout.camera.heightCm + heightCm }),
  };
}

/** What throws shadows on the floor: the block and what stands on it. */
export function floorDiscs(discs: ProxyDisc[], { radiusCm, heightCm }: Podium): ProxyDisc[] {
  const block = Array.from({ length: SLICES }, (_, i) => ({
    heightCm: 0.05 + ((heightCm - 0.05) * i) / (SLICES - 1),
    radiusCm,
    xCm: 0,
    zCm: 0,
  }));
  return [...block, ...discs.map((disc) => ({ ...disc, heightCm: disc.heightCm + heightCm }))];
}

export interface PodiumOptions {
  podium: Podium;
  camera: CameraOptions;
  material: Material;
  rig: Pick<LightRig, 'prefiltered' | 'environmentIrradiance' | 'key'>;
  gobo: GoboPlan;
  /** Mean colour of the floor, linear. */
  floorAlbedo: [number, number, number];
  gloss: number;
}

/** Draws the block's side into a picture of the floor (linear radiance). Its top is drawn as ground after that. */
export function renderPodiumSide(
  picture: Raster,
  { podium, camera: options, material, rig, gobo: plan, floorAlbedo, gloss }: PodiumOptions,
): void {
  const { width, height, data } = picture;
  const camera = createCamera(options);
  const gobo = createGobo(plan);
  const { radiusCm, heightCm } = podium;
  const [kx, ky, kz] = rig.key.direction;
  const key = rig.key.irradiance;
  const ray = new Float32Array(3);
  const texel = new Float32Array(6);
  const sky = new Float32Array(3);
  const mirror = new Float32Array(3);
  const pixelAngle = 1 / camera.pixelsPerCm(1);
  const [, first] = camera.project(0, 0, -radiusCm);
  const [, last] = camera.project(0, -heightCm, radiusCm);
  for (let y = Math.max(0, Math.floor(first)); y < Math.min(height, Math.ceil(last) + 2); y++) {
    for (let x = 0; x < width; x++) {
      camera.ray(x + 0.5, y + 0.5, ray);
      // Nearest hit with the cylinder about the vertical axis.
      const a = ray[0] * ray[0] + ray[2] * ray[2];
      const b = ray[2] * camera.distanceCm;
      const axis = Math.abs(ray[0] * camera.distanceCm) / Math.sqrt(a);
      const size = camera.distanceCm * pixelAngle;
      const edge = clamp01(0.5 + (radiusCm - axis) / size);
      if (edge <= 0) continue;
      const root = Math.sqrt(Math.max(0, b * b - a * (camera.distanceCm ** 2 - radiusCm ** 2)));
      const t = (-b - root) / a;
      const hitY = camera.heightCm + ray[1] * t;
      const foot = clamp01(0.5 + (hitY + heightCm) / size);
      // What lies above the top's edge is drawn with it.
      if (t <= 0 || hitY > size || foot <= 0) continue;
      const nx = (ray[0] * t) / radiusCm;
      const nz = (camera.distanceCm + ray[2] * t) / radiusCm;
      const scale = 1 / Math.sqrt(nx * nx + nz * nz);
      const around = Math.atan2(nx, nz) * radiusCm;
      const footprint = t * pixelAngle;
      sampleMaterial(
        material,
        around + 11,
        hitY + 23,
        footprint / Math.max(0.2, -nz * ray[2]),
        footprint,
        texel,
      );
      // The upper edge is rounded a little, and so catches the light from above.
      const rim = smoothstep(-0.28, 0, hitY);
      const rx = nx * scale * (1 - 0.5 * rim);
      const ry = 0.75 * rim;
      const rz = nz * scale * (1 - 0.5 * rim);
      const unit = 1 / Math.sqrt(rx * rx + ry * ry + rz * rz);
      const ux = rx * unit;
      const uy = ry * unit;
      const uz = rz * unit;
      const lit = Math.max(0, ux * kx + uy * ky + uz * kz) / ky;
      const shift = hitY / ky;
      const seen = gobo === undefined ? 1 : gobo(nx * radiusCm - kx * shift, nz * radiusCm - kz * shift);
      sampleIrradiance(rig.prefiltered, ux, uy, uz, sky);
      const above = hitY + heightCm;
      const open = 0.4 + 0.6 * smoothstep(0, heightCm * 0.55, above);
      const facing = Math.max(0.05, -(ux * ray[0] + uy * ray[1] + uz * ray[2]));
      const my = ray[1] + 2 * facing * uy;
      sampleRadiance(
        rig.prefiltered,
        ray[0] + 2 * facing * ux,
        Math.max(0.02, my),
        ray[2] + 2 * facing * uz,
        texel[3],
        mirror,
      );
      const fresnel =
        (material.f0 + (Math.max((1 - texel[3]) ** 2, material.f0) - material.f0) * (1 - facing) ** 5) *
        gloss;
      const at = (y * width + x) * 3;
      const coverage = edge * foot;
      for (let c = 0; c < 3; c++) {
        const floor = (floorAlbedo[c] * (rig.environmentIrradiance[c] + key[c] * 0.7)) / Math.PI;
        const bounce = floor * Math.PI * 0.32 * (1 - smoothstep(0, heightCm * 1.5, above)) * open;
        const received = sky[c] * 0.8 * open + bounce + key[c] * lit * seen;
        // A mirrored ray that falls meets the floor.
        const mirrored = (my > 0 ? mirror[c] * 0.7 : floor * 0.8) * open;
        const own = material.metal
          ? texel[c] * (mirrored + 0.05 * received)
          : (texel[c] * received) / Math.PI + mirrored * fresnel;
        data[at + c] += (own - data[at + c]) * coverage;
      }
    }
  }
}
