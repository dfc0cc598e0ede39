import { sampleRadiance } from '../../light/sample-environment.ts';
import { marchReflection, surfaceNormal, type Vector } from '../geometry/march.ts';
import type { Solid } from '../geometry/solid.ts';
import type { KeyLight } from './key-light.ts';
import type { TextScene } from './text-scene.ts';
import type { View } from './view.ts';

/** What a shader knows of the world. */
export interface ShadingContext extends TextScene {
  solid: Solid;
  view: View;
}

/** A point that a ray met. The vectors are unit and must not be kept. */
export interface Hit {
  x: number;
  y: number;
  z: number;
  normal: Vector;
  /** Direction in which the ray flew. */
  ray: Vector;
}

/** Writes radiance r, g, b and opacity of a hit to `out`. */
export type Shader = (hit: Hit, out: Float64Array) => void;

/** Looks into the studio in a direction of the solid's frame. */
export type StudioLookup = (x: number, y: number, z: number, roughness: number, out: Float64Array) => void;

/** Turns the solid's frame into the studio's: flat faces mirror to the studio's horizon, +z. */
export function studioLookup({ studio, view }: ShadingContext): StudioLookup {
  const sin = Math.sin(view.elevation);
  const cos = Math.cos(view.elevation);
  const rgb = [0, 0, 0];
  return (x, y, z, roughness, out) => {
    sampleRadiance(studio, x, -y * cos + z * sin, z * cos + y * sin, roughness, rgb);
    out[0] = rgb[0];
    out[1] = rgb[1];
    out[2] = rgb[2];
  };
}

/** Direction of the mirrored ray; returns the cosine between normal and view, at least 0.02. */
export function reflectRay({ normal, ray }: Hit, out: Vector): number {
  const cosine = Math.max(0.02, -(normal[0] * ray[0] + normal[1] * ray[1] + normal[2] * ray[2]));
  for (let axis = 0; axis < 3; axis++) out[axis] = ray[axis] + 2 * cosine * normal[axis];
  return cosine;
}

/** Rays that leave so straight towards the viewer meet no other letter. */
const STEEP = 0.75;

/**
 * What the surface mirrors: the studio, or, where the mirrored ray meets the letters again, the studio once
 * more from there, multiplied by `tint`.
 */
export function createMirror(context: ShadingContext, tint: readonly [number, number, number]) {
  const { solid } = context;
  const look = studioLookup(context);
  const normal = new Float64Array(3);
  return (hit: Hit, direction: Vector, roughness: number, out: Float64Array): void => {
    const x = hit.x + hit.normal[0] * 1.5;
    const y = hit.y + hit.normal[1] * 1.5;
    const z = hit.z + hit.normal[2] * 1.5;
    const t = direction[2] > STEEP ? -1 : marchReflection(solid, x, y, z, direction);
    if (t < 0) {
      look(direction[0], direction[1], direction[2], roughness, out);
      return;
    }
    surfaceNormal(solid, x + direction[0] * t, y + direction[1] * t, z + direction[2] * t, normal);
    const d = 2 * (direction[0] * normal[0] + direction[1] * normal[1] + direction[2] * normal[2]);
    look(
      direction[0] - d * normal[0],
      direction[1] - d * normal[1],
      direction[2] - d * normal[2],
      Math.max(0.25, roughness),
      out,
    );
    for (let c = 0; c < 3; c++) out[c] *= tint[c];
  };
}

/**
 * GGX highlight of the key light, without the reflectance: D/4 shaped, wide enough for a lamp of some size.
 */
export function keyHighlight(hit: Hit, cosine: number, key: KeyLight, roughness: number): number {
  const { normal, ray } = hit;
  const hx = key.direction[0] - ray[0];
  const hy = key.direction[1] - ray[1];
  const hz = key.direction[2] - ray[2];
  const scale = 1 / Math.sqrt(hx * hx + hy * hy + hz * hz);
  const nh = Math.max(0, (normal[0] * hx + normal[1] * hy + normal[2] * hz) * scale);
  const a = (roughness * roughness + 0.035) ** 2;
  const d = nh * nh * (a - 1) + 1;
  return (a / (Math.PI * d * d)) * (0.25 / Math.max(0.22, cosine));
}
