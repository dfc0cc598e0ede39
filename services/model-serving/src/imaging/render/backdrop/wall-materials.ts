import type { Rgb } from '../../color/rgb.ts';
import { fbm, hash2, periodicNoise, smoothstep } from '../../math/noise.ts';

/** A point of a wall: colour under white light, slope to the right and upwards, openness of its joints 0..1. */
export interface WallPoint {
  albedo: [number, number, number];
  slopeX: number;
  slopeY: number;
  open: number;
  /** How much it shines, 0..1. */
  gloss: number;
}

/** A wall's material at (x, y) centimetres, written to `out`. */
export type WallMaterial = (x: number, y: number, out: WallPoint) => void;

/** A little smaller than real ones, next to a product that is taken to be 17 cm high. */
const BRICK_CM = 15.5;
/** Height of a brick and its joint. */
export const COURSE_CM = 5.6;
const JOINT_CM = 0.72;

/** Bricks in running bond, each with its own tone, worn corners and a rough face. */
export function brickWall(color: Rgb, mortar: Rgb, phase: number): WallMaterial {
  return (x, y, out) => {
    const course = Math.floor(y / COURSE_CM);
    const shift = (course & 1) * BRICK_CM * 0.5 + (hash2(course, 3, 17) - 0.5) * 1.2 + phase * BRICK_CM;
    const column = Math.floor((x + shift) / BRICK_CM);
    const u = x + shift - column * BRICK_CM;
    const v = y - course * COURSE_CM;
    const ragged =
      0.13 * periodicNoise(x * 0.5, y * 0.5, 1024, 1024, 5) +
      0.1 * periodicNoise(x * 2.3, y * 2.3, 4096, 4096, 15);
    // Distance inwards from the brick's edge.
    const dx = Math.min(u - JOINT_CM / 2, BRICK_CM - JOINT_CM / 2 - u);
    const dy = Math.min(v - JOINT_CM / 2, COURSE_CM - JOINT_CM / 2 - v);
    const inward = Math.min(dx, dy) + ragged;
    const brick = smoothstep(-0.05, 0.09, inward);
    const rim = smoothstep(0.34, 0, inward) * brick;
    const tone = 0.68 + 0.62 * hash2(column, course, 29);
    const warm = hash2(column, course, 31) - 0.5;
    const grain =
      0.55 * periodicNoise(x * 1.3, y * 1.3, 1024, 1024, 7) +
      0.6 * periodicNoise(x * 4.1, y * 4.1, 4096, 4096, 6);
    const stain = 1 + 0.2 * periodicNoise(x * 0.06, y * 0.08, 1024, 1024, 9);
    const pit = smoothstep(0.45, 0.75, periodicNoise(x * 2.1, y * 2.1, 4096, 4096, 16));
    const level = tone * (1 + 0.2 * grain) * (1 - 0.35 * pit) * stain;
    for (let c = 0; c < 3; c++) {
      const own = color[c] * level * (1 + warm * 0.16 * (1 - c));
      out.albedo[c] = mortar[c] * stain * (1 - brick) + own * brick;
    }
    const sideX = dx < dy ? (u < BRICK_CM / 2 ? 1 : -1) : 0;
    const sideY = dx < dy ? 0 : v < COURSE_CM / 2 ? 1 : -1;
    out.slopeX = sideX * rim * 0.6 + 0.15 * grain + (hash2(column, course, 37) - 0.5) * 0.08;
    out.slopeY =
      sideY * rim * 0.6 +
      0.15 * periodicNoise(x * 2.6 + 40, y * 2.6, 1024, 1024, 8) +
      (hash2(column, course, 41) - 0.5) * 0.08;
    out.open = 0.42 + 0.58 * brick;
    out.gloss = 0.25 * brick;
  };
}

/** Lime plaster put on by hand: broad strokes, a fine grain, faint clouds of tone. */
export function plasterWall(color: Rgb, phase: number): WallMaterial {
  return (x, y, out) => {
    const u = x + phase * 400;
    const cloud = fbm(u * 0.03, y * 0.03, 1024, 3, 3);
    const stroke = periodicNoise(u * 0.16 + y * 0.06, y * 0.3 - u * 0.05, 1024, 1024, 11);
    const grain = periodicNoise(u * 2.6, y * 2.6, 4096, 4096, 13);
    const level = 1 + 0.1 * cloud + 0.035 * stroke + 0.02 * grain;
    for (let c = 0; c < 3; c++) out.albedo[c] = color[c] * level;
    out.slopeX = 0.075 * stroke + 0.07 * grain;
    out.slopeY =
      0.075 * periodicNoise(u * 0.16 - y * 0.06 + 9, y * 0.3, 1024, 1024, 12) +
      0.07 * periodicNoise(u * 2.6, y * 2.6 + 31, 4096, 4096, 14);
    out.open = 1;
    out.gloss = 0.06;
  };
}
