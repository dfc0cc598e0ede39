import { createGobo, type GoboPlan } from '../../light/gobo.ts';
import { type LightMap, sampleLightMap } from '../../light/light-map.ts';
import type { LightRig } from '../../light/light-rig.ts';
import { sampleIrradiance, sampleRadiance } from '../../light/sample-environment.ts';
import { TEXEL } from './prop-shape.ts';
import { PROPS } from './prop-shapes.ts';
import type { PropInstance } from './scatter-props.ts';

/** The light in which props lie. */
export interface PropLight {
  rig: Pick<LightRig, 'prefiltered' | 'environmentIrradiance' | 'key'>;
  lightMap: LightMap;
  gobo: GoboPlan;
  /** Mean colour of the surface, linear: what it throws back from below. */
  groundAlbedo: [number, number, number];
  shadow: number;
}

export interface PlacedProp extends PropInstance {
  depth: number;
  boundCm: number;
  midCm: number;
  /** Canvas box of itself and of its shadow. */
  from: number;
  to: number;
  left: number;
  right: number;
  /** Rows of its mirror image in the surface. */
  mirrorFrom: number;
  mirrorTo: number;
  shadowFrom: number;
  shadowTo: number;
  shadowLeft: number;
  shadowRight: number;
}

const MOST_STEPS = 30;
const SHADOW_STEPS = 14;
/** Highlights narrower than a pixel would glitter. */
const BRIGHTEST = 3;

/** What one ray finds of one prop: the shade that it throws on the ground, or itself in the light. */
export function createPropTracer({ rig, lightMap, gobo: plan, groundAlbedo, shadow }: PropLight) {
  const gobo = createGobo(plan);
  const [kx, ky, kz] = rig.key.direction;
  const key = rig.key.irradiance;
  const ambient = rig.environmentIrradiance;
  const sharpness = 1 / Math.max(0.03, Math.tan(rig.key.radiusRad));
  const keyShare = key[1] / (key[1] + ambient[1]);
  const seen = new Float32Array(4);
  const texel = new Float32Array(TEXEL.size);
  const sky = new Float32Array(3);
  const mirror = new Float32Array(3);

  return {
    /** What part of the ground's light a prop leaves at (x, z). */
    onGround(prop: PlacedProp, x: number, z: number): number {
      const { shape } = PROPS[prop.name];
      const cos = Math.cos(prop.turnRad);
      const sin = Math.sin(prop.turnRad);
      const gx = x - prop.x;
      const gz = z - prop.z;
      const reach = prop.boundCm * 1.25;
      // Nearest approach of the way to the light to the prop's bounding sphere.
      const along = Math.max(0, gx * -kx + prop.midCm * ky + gz * -kz);
      const ex = gx + kx * along;
      const ey = ky * along - prop.midCm;
      const ez = gz + kz * along;
      const isNear = gx * gx + gz * gz < reach * reach * 1.7;
      if (!isNear && ex * ex + ey * ey + ez * ez > reach * reach) return 1;
      const lx = (gx * cos - gz * sin) / prop.scale;
      const lz = (gx * sin + gz * cos) / prop.scale;
      const rx = kx * cos - kz * sin;
      const rz = kx * sin + kz * cos;
      const distance = shape.distance(lx, 0, lz, prop.variation);
      const size = Math.min(0.9, shape.heightCm * 0.55);
      // Ends where the bounds do, or their circle would show.
      const fade = Math.max(0, 1 - (gx * gx + gz * gz) / (reach * reach * 1.7));
      const open = 1 - 0.72 * Math.exp(-Math.max(0, distance) / size) * Math.min(1, 2 * fade);
      let visible = 1;
      let t = 0.03;
      for (let step = 0; step < SHADOW_STEPS; step++) {
        const d = shape.distance(lx + rx * t, ky * t, lz + rz * t, prop.variation);
        visible = Math.min(visible, 0.5 + (0.5 * d * sharpness) / t);
        if (visible <= 0) break;
        t += Math.max(0.04, Math.min(0.8, d));
        if (ky * t > shape.heightCm * 1.1) break;
      }
      visible = Math.max(0, visible);
      const lit = visible * visible * (3 - 2 * visible);
      sampleLightMap(lightMap, x, z, seen);
      const keyPart = keyShare * seen[3] * (gobo === undefined ? 1 : gobo(x, z));
      const whole = keyPart + 1 - keyShare;
      return (
        1 -
        (1 - (shape.lets ?? 0)) *
          shadow *
          (1 - (keyPart * lit * (0.5 + 0.5 * open) + (1 - keyShare) * open) / whole)
      );
    },

    /** Traces the prop; writes its colour over the one given and its coverage. False: the ray misses it. */
    onProp(
      prop: PlacedProp,
      eyeY: number,
      eyeZ: number,
      ray: Float32Array,
      pixelAngle: number,
      out: Float32Array,
    ): boolean {
      const { shape } = PROPS[prop.name];
      const bx = -prop.x;
      const by = eyeY - prop.midCm;
      const bz = eyeZ - prop.z;
      const b = bx * ray[0] + by * ray[1] + bz * ray[2];
      const limit = prop.boundCm * 1.05;
      const discriminant = b * b - (bx * bx + by * by + bz * bz - limit * limit);
      if (discriminant <= 0) return false;
      const root = Math.sqrt(discriminant);
      const cos = Math.cos(prop.turnRad);
      const sin = Math.sin(prop.turnRad);
      const ox = (bx * cos - bz * sin) / prop.scale;
      const oz = (bx * sin + bz * cos) / prop.scale;
      const oy = eyeY / prop.scale;
      const dx = ray[0] * cos - ray[2] * sin;
      const dz = ray[0] * sin + ray[2] * cos;
      const dy = ray[1];
      // From above a ray ends on the ground, from below (a mirror image) it begins there.
      const ground = -oy / (Math.abs(dy) < 1e-3 ? -1e-3 : dy);
      let t = (-b - root) / prop.scale;
      let end = (-b + root) / prop.scale;
      if (eyeY > 0) end = Math.min(end, dy < 0 ? ground + 0.02 : end);
      else t = Math.max(t, ground);
      const pixel = (t + limit / prop.scale) * pixelAngle;
      let nearest = 9;
      let nearestT = t;
      for (let step = 0; step < MOST_STEPS && t < end; step++) {
        const d = shape.distance(ox + dx * t, oy + dy * t, oz + dz * t, prop.variation);
        if (d < nearest) {
          nearest = d;
          nearestT = t;
        }
        if (d < pixel * 0.12) break;
        t += d;
      }
      const coverage = 1 - Math.max(0, nearest - pixel * 0.12) / (pixel * 0.75);
      if (coverage <= 0.01) return false;
      out[3] = Math.min(1, coverage);
      shadeHit(prop, ox + dx * nearestT, oy + dy * nearestT, oz + dz * nearestT, cos, sin, ray, pixel, out);
      return true;
    },
  };

  function shadeHit(
    prop: PlacedProp,
    x: number,
    y: number,
    z: number,
    cos: number,
    sin: number,
    ray: Float32Array,
    pixel: number,
    out: Float32Array,
  ): void {
    const { shape } = PROPS[prop.name];
    const v = prop.variation;
    const e = Math.max(0.012, pixel * 0.6);
    const own = shape.distance(x, y, z, v);
    let lx = shape.distance(x + e, y, z, v) - own;
    let ly = shape.distance(x, y + e, z, v) - own;
    let lz = shape.distance(x, y, z + e, v) - own;
    const scale = 1 / Math.max(1e-9, Math.sqrt(lx * lx + ly * ly + lz * lz));
    lx *= scale;
    ly *= scale;
    lz *= scale;
    let nx = lx * cos + lz * sin;
    let nz = lz * cos - lx * sin;
    let ny = ly;
    let facing = -(nx * ray[0] + ny * ray[1] + nz * ray[2]);
    if (facing < 0.02) {
      // A ray that only just misses may see the surface turn away: its edge counts.
      const turn = 0.02 - facing;
      nx -= ray[0] * turn;
      ny -= ray[1] * turn;
      nz -= ray[2] * turn;
      facing = 0.02;
    }
    shape.shade(x, y, z, v, texel);
    const px = prop.x + (x * cos + z * sin) * prop.scale;
    const pz = prop.z + (z * cos - x * sin) * prop.scale;
    const shift = (y * prop.scale) / ky;
    sampleLightMap(lightMap, px - kx * shift, pz - kz * shift, seen);
    const reaches =
      (1 - shadow + shadow * seen[3]) * (gobo === undefined ? 1 : gobo(px - kx * shift, pz - kz * shift));
    // Towards the ground the prop itself and its neighbours shut light out.
    const lift = Math.min(1, y / Math.max(0.15, shape.heightCm * 0.6));
    const clear = texel[TEXEL.clear];
    const open =
      clear > 0 ? 1 : (0.42 + 0.58 * lift) * (0.55 + 0.45 * Math.max(0, ny)) + 0.25 * Math.max(0, ny);
    const nk = nx * kx + ny * ky + nz * kz;
    const through = texel[TEXEL.through];
    // What shines through a thin sheet lights its other side.
    const facingKey = Math.max(0, nk) * (1 - 0.4 * through) + 0.55 * through * Math.abs(nk);
    sampleIrradiance(rig.prefiltered, nx, Math.max(-0.2, ny), nz, sky);
    const rx = ray[0] + 2 * facing * nx;
    const ry = ray[1] + 2 * facing * ny;
    const rz = ray[2] + 2 * facing * nz;
    const rough = texel[TEXEL.rough];
    sampleRadiance(rig.prefiltered, rx, Math.max(0.02, ry), rz, rough, mirror);
    // Hardly any light comes from behind the prop: a full Fresnel edge would be a bright dotted line.
    const grazing = (1 - Math.min(1, Math.max(0.24, facing))) ** 5;
    const f0 = texel[TEXEL.f0];
    const fresnel = f0 + (Math.max((1 - rough) ** 2, f0) - f0) * grazing;
    const spec = Math.min(BRIGHTEST, highlight(nx, ny, nz, ray, rough)) * reaches;
    const isMetal = texel[TEXEL.metal] > 0;
    for (let c = 0; c < 3; c++) {
      const below = groundAlbedo[c] * (ambient[c] + key[c] * 0.8) * Math.max(0, 0.5 - 0.5 * ny) * 0.6;
      const diffuse =
        (texel[c] * (sky[c] * Math.min(1, open) + below + (key[c] / ky) * facingKey * reaches)) / Math.PI;
      // A mirrored ray that goes down meets the ground.
      const ground = (groundAlbedo[c] * (ambient[c] + key[c] * reaches)) / Math.PI;
      const mirrored = ry > 0 ? mirror[c] : ground * 0.8 + mirror[c] * 0.2 * (1 + ry);
      const shine =
        mirrored * Math.min(1, 0.4 + 0.6 * lift) * (isMetal ? texel[c] : fresnel) +
        spec * (key[c] / ky) * (isMetal ? texel[c] : f0 + (1 - f0) * grazing * 0.3);
      const solid = (isMetal ? 0 : diffuse) + texel[c] * texel[TEXEL.emission];
      // A clear body darkens at its rim and gathers light on the side away from the lamp.
      const lens = clear > 0 ? out[c] * (0.82 + 0.3 * Math.min(1, facing) - 0.3 * nk * facing) * texel[c] : 0;
      out[c] = lens * clear + solid * (1 - clear) + shine;
    }
  }

  /** GGX lobe of the key light over π, without Fresnel's term. */
  function highlight(nx: number, ny: number, nz: number, ray: Float32Array, rough: number): number {
    const hx = kx - ray[0];
    const hy = ky - ray[1];
    const hz = kz - ray[2];
    const nh = (nx * hx + ny * hy + nz * hz) / Math.sqrt(hx * hx + hy * hy + hz * hz);
    if (nh <= 0 || nx * kx + ny * ky + nz * kz <= 0) return 0;
    const alpha = Math.max(0.04, rough * rough + rig.key.radiusRad * 0.3);
    const a2 = alpha * alpha;
    const d = nh * nh * (a2 - 1) + 1;
    return (a2 / (Math.PI * d * d)) * 0.25;
  }
}
