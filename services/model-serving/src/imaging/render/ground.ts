import { createCamera } from '../camera/camera.ts';
import { createGobo, type GoboPlan } from '../light/gobo.ts';
import { type LightMap, sampleLightMap } from '../light/light-map.ts';
import type { LightRig } from '../light/light-rig.ts';
import { sampleRadiance } from '../light/sample-environment.ts';
import type { Material } from '../material/material.ts';
import { sampleMaterial } from '../material/sample-material.ts';
import { clamp01, periodicNoise, smoothstep } from '../math/noise.ts';
import { bandKernel } from '../parallel/band-kernel.ts';
import { runBands } from '../parallel/run-bands.ts';
import type { Raster } from '../raster/raster.ts';
import type { Layout } from './layout.ts';
import { type BackdropMirror, mirrorBackdrop } from './mirror-backdrop.ts';

export interface GroundOptions {
  layout: Layout;
  material: Material;
  rig: Pick<LightRig, 'prefiltered' | 'environmentIrradiance' | 'key'>;
  lightMap: LightMap;
  gobo: GoboPlan;
  /** How the material lies: turned, shifted (cm). */
  turnRad: number;
  shiftX: number;
  shiftZ: number;
  /** Factor on what the surface mirrors. */
  gloss: number;
  /** Strength of the product's shadows, 0..1. */
  shadow: number;
  /** What lies behind, as a surface seen from low mirrors it; absent: only the environment. */
  behind?: BackdropMirror;
  /** Only this disc about the product, the top of a block, is drawn over what is there. */
  discRadiusCm?: number;
}

/** Renders the surface into the rows below layout.edgeY: linear radiance, 1 is white in full light. */
export async function renderGround(
  target: Raster,
  options: GroundOptions,
  pause?: (fraction: number) => Promise<void>,
): Promise<void> {
  await runBands({
    kernel: GROUND,
    context: { ...options, target },
    writes: [target.data],
    from: Math.floor(options.layout.edgeY),
    rows: target.height,
    // A pixel of the surface takes as long as several of most other loops.
    rowPixels: 4 * target.width,
    pause,
  });
}

/** Roughness below which reflections are looked up for every pixel. */
const SHARP = 0.25;

const GROUND = bandKernel(import.meta.url, createGroundRows);

export function createGroundRows(options: GroundOptions & { target: Raster }) {
  const { layout, material, rig, lightMap, turnRad, shiftX, shiftZ, gloss, shadow, discRadiusCm } = options;
  const { width, data } = options.target;
  const camera = createCamera(layout.camera);
  const gobo = createGobo(options.gobo);
  const [cameraX, cameraY, cameraZ] = camera.position;
  const cos = Math.cos(turnRad);
  const sin = Math.sin(turnRad);
  const [kx, ky, kz] = rig.key.direction;
  const key = rig.key.irradiance;
  const openLight = rig.environmentIrradiance[1] + key[1];
  const ray = new Float32Array(3);
  const texel = new Float32Array(6);
  const light = new Float32Array(4);
  const mirror = new Float32Array(3);
  const spread = new Float32Array(3);
  const pixelAngle = 1 / camera.pixelsPerCm(1);
  const discCoverage = (x: number, z: number, footprint: number, down: number): number => {
    const r = Math.max(1e-3, Math.sqrt(x * x + z * z));
    const pixel = footprint * Math.sqrt((x / r) ** 2 + (z / r / down) ** 2);
    return clamp01(0.5 + ((discRadiusCm ?? 0) - r) / pixel);
  };
  return (from: number, to: number): void => {
    for (let y = from; y < to; y++) {
      let mirroredAt = -2;
      for (let x = 0; x < width; x++) {
        camera.ray(x + 0.5, y + 0.5, ray);
        const down = Math.max(1e-3, -ray[1]);
        const distance = cameraY / down;
        const groundX = cameraX + ray[0] * distance;
        const groundZ = cameraZ + ray[2] * distance;
        const footprint = distance * pixelAngle;
        const coverage = discRadiusCm === undefined ? 1 : discCoverage(groundX, groundZ, footprint, down);
        if (coverage <= 0) continue;
        const mx = groundX * cos - groundZ * sin + shiftX;
        const mz = groundX * sin + groundZ * cos + shiftZ;
        sampleMaterial(material, mx, mz, footprint, footprint / down, texel);
        // Broad unevenness that does not repeat with the material's square.
        const wear = 1 + 0.07 * periodicNoise(mx * 0.021, mz * 0.021, 4096, 4096, 91);
        let nx = texel[4] * cos + texel[5] * sin;
        let nz = texel[5] * cos - texel[4] * sin;
        const ny = 1 / Math.sqrt(1 + nx * nx + nz * nz);
        nx *= ny;
        nz *= ny;
        if (discRadiusCm !== undefined) {
          // A block's edge is rounded.
          const r = Math.sqrt(groundX * groundX + groundZ * groundZ);
          const round = clamp01((r - discRadiusCm + 0.3) / 0.3) ** 2 * 0.55;
          nx += (groundX / r) * round;
          nz += (groundZ / r) * round;
        }

        sampleLightMap(lightMap, groundX, groundZ, light);
        const seen = (1 - shadow + shadow * light[3]) * (gobo === undefined ? 1 : gobo(groundX, groundZ));
        const tilt = Math.max(0, nx * kx + ny * ky + nz * kz) / ky;
        const lit = seen * tilt;
        const openness = Math.min(1, (light[1] + key[1] * seen) / openLight);

        const roughness = texel[3];
        const facing = Math.max(0.05, -(nx * ray[0] + ny * ray[1] + nz * ray[2]));
        const rx = ray[0] + 2 * facing * nx;
        const ry = Math.max(0.02, ray[1] + 2 * facing * ny);
        const rz = ray[2] + 2 * facing * nz;
        // A rough surface mirrors nothing that changes from one pixel to the next.
        if (roughness < SHARP || mirroredAt !== x - 1) {
          mirroredAt = x;
          mirrored(options, rx, ry, rz, roughness, mirror);
          if (material.brushed !== undefined) {
            // Grooves along the material's x throw light to both sides of them.
            for (let side = -1; side <= 1; side += 2) {
              const tx = rx + side * material.brushed * 2 * sin;
              const tz = rz + side * material.brushed * 2 * cos;
              mirrored(options, tx, ry, tz, roughness, spread);
              for (let c = 0; c < 3; c++) mirror[c] += spread[c];
            }
            for (let c = 0; c < 3; c++) mirror[c] /= 3;
          }
        }
        const away = 1 - facing;
        const grazing = away * away * away * away * away;
        const polish = (1 - roughness) * (1 - roughness);
        const visible = gloss * (0.25 + 0.75 * openness);
        const highlight =
          seen *
          gloss *
          keyHighlight(ray, kx, ky, kz, nx, ny, nz, roughness, rig.key.radiusRad, material.f0, facing);
        const fresnel =
          (material.f0 + (Math.max(polish, material.f0) - material.f0) * 0.85 * grazing) * visible;
        const sheen = material.sheen === undefined ? 1 : 1 + material.sheen * 2.4 * away * away * away;
        const at = (y * width + x) * 3;
        for (let c = 0; c < 3; c++) {
          const ambient = rig.environmentIrradiance[c] + shadow * (light[c] - rig.environmentIrradiance[c]);
          const own = texel[c] * wear;
          const value = material.metal
            ? own * (mirror[c] * (0.35 + 0.65 * openness) + highlight * key[c] + 0.06 * ambient)
            : (own * sheen * (ambient + key[c] * lit)) / Math.PI + mirror[c] * fresnel + highlight * key[c];
          data[at + c] = coverage >= 1 ? value : data[at + c] + (value - data[at + c]) * coverage;
        }
      }
    }
  };
}

/** Radiance that comes from direction (x, y, z) to the surface: of what lies behind, and above it of all around. */
function mirrored(
  { rig, behind }: GroundOptions,
  x: number,
  y: number,
  z: number,
  roughness: number,
  out: Float32Array,
): void {
  // Lamps and walls overhead would lie as hard shapes on a surface seen from above: softened as by a light tent.
  const soft = Math.max(roughness, 0.34 * smoothstep(0.35, 0.75, y));
  sampleRadiance(rig.prefiltered, x, y, z, soft, out);
  if (behind !== undefined) mirrorBackdrop(behind, x, y, z, roughness, out);
}

/** GGX reflection of the key light's disc, widened to its radius (Karis 2013). */
function keyHighlight(
  ray: Float32Array,
  kx: number,
  ky: number,
  kz: number,
  nx: number,
  ny: number,
  nz: number,
  roughness: number,
  radius: number,
  f0: number,
  facing: number,
): number {
  const hx = kx - ray[0];
  const hy = ky - ray[1];
  const hz = kz - ray[2];
  const scale = 1 / Math.sqrt(hx * hx + hy * hy + hz * hz);
  const nh = (nx * hx + ny * hy + nz * hz) * scale;
  if (nh <= 0) return 0;
  const alpha = Math.max(0.03, roughness * roughness + radius * 0.3);
  const a2 = alpha * alpha;
  const d = nh * nh * (a2 - 1) + 1;
  const vh = -(ray[0] * hx + ray[1] * hy + ray[2] * hz) * scale;
  const away = 1 - vh;
  const fresnel = f0 + (1 - f0) * away * away * away * away * away;
  return (((a2 / (Math.PI * d * d)) * fresnel * 0.25) / Math.max(0.1, facing)) * 0.9;
}
