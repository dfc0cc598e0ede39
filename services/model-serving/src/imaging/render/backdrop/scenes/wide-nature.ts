import { mixRgb, multiplyRgb, type Rgb, scaleRgb } from '../../../color/rgb.ts';
import { fbm, smoothstep } from '../../../math/noise.ts';
import type { Painter } from '../painter.ts';
import type { Stage } from '../stage.ts';
import { clouds, paint, sky, sparkle, WARM } from './parts.ts';

/** The sea to the horizon, waves that come in, a headland, clouds; the sun's path on the water when it is low. */
export function paintBeach(stage: Stage): void {
  const { skyLow, skyTop, daylight, time } = stage.atmosphere;
  const { horizon } = stage;
  const sunX = stage.between(-0.26, 0.26);
  const far = stage.layer(0.75);
  sky(far, stage, sunX);
  clouds(far, stage, 0.34, 0.3);
  const side = stage.random() < 0.5 ? -1 : 1;
  headland(far, stage, side);
  const deep = mixRgb(multiplyRgb(paint('#1f7f9c'), daylight), skyTop, 0.3);
  const shallow = mixRgb(multiplyRgb(paint('#8fd3cb'), daylight), skyLow, 0.25);
  const low = time === 'golden hour' || time === 'evening';
  const path: Rgb = low ? [1.9, 0.8, 0.24] : scaleRgb(daylight, 0.35);
  far.shade(-far.width, -0.1, far.width, horizon, (x, y, out) => {
    const t = Math.min(1, Math.max(0, y) / Math.max(1e-3, horizon));
    const wave = fbm(x * (3 + 9 * t), 40 * (1.02 - t) ** -0.7, 512, 3, 9);
    const glitter =
      Math.exp(-(((x - sunX) / (0.05 + 0.12 * (1 - t))) ** 2)) * smoothstep(0, 0.28, wave + 0.1);
    const tone = mixRgb(shallow, deep, smoothstep(0, 0.75, t));
    const sheen = mixRgb(tone, skyLow, 0.16 + 0.4 * smoothstep(0.55, 1, t) + 0.2 * wave);
    for (let c = 0; c < 3; c++) out[c] = sheen[c] * (1 + 0.16 * wave) + path[c] * glitter * (low ? 1 : 0.5);
  });
  // Foam of the waves that break, wider towards the camera.
  const mid = stage.layer(0.5);
  const foam = mixRgb(scaleRgb(daylight, 0.98), skyLow, 0.2);
  for (const at of [0.02, 0.17, 0.4]) {
    const y0 = horizon * at;
    const high = horizon * (0.13 - at * 0.2);
    const offset = stage.between(0, 50);
    mid.shade(-mid.width, y0 - high, mid.width, y0 + high * 1.4, (x, y, out) => {
      const crest = y0 + high * 0.7 * fbm(x * 4 + offset, at * 30, 512, 3, 21);
      const d = (y - crest) / high;
      const lace = smoothstep(-0.25, 0.3, fbm(x * 22 + offset, y * 90, 1024, 3, 5) + 0.1);
      out.set(foam);
      out[3] = smoothstep(0.55, 0.1, d) * smoothstep(-1, 0, d) * (0.35 + 0.65 * lace);
    });
  }
  if (low)
    sparkle(mid, stage, {
      count: 26,
      bottom: 0,
      top: horizon,
      level: 1.1,
      size: 0.5,
      colors: [
        [1.5, 0.85, 0.35],
        [1.4, 1, 0.6],
      ],
    });
}

function headland(painter: Painter, stage: Stage, side: number): void {
  const { daylight, skyLow } = stage.atmosphere;
  const tone = mixRgb(multiplyRgb(paint('#5f7a63'), scaleRgb(daylight, 0.6)), skyLow, 0.35);
  const offset = stage.between(0, 30);
  const inner = stage.between(0.12, 0.24);
  painter.shade(-painter.width, stage.horizon, painter.width, stage.horizon + 0.12, (x, y, out) => {
    const ridge = 0.055 * smoothstep(inner, 0.6, x * side) * (1 + 0.6 * fbm(x * 5 + offset, 3, 256, 4, 31));
    out.set(tone);
    out[3] = smoothstep(0.003, -0.001, y - stage.horizon - ridge);
  });
}

/** Nothing but sky and clouds. */
export function paintSky(stage: Stage): void {
  const far = stage.layer(0.8);
  sky(far, stage, stage.between(-0.25, 0.25));
  clouds(far, stage, 0.55, 0.42);
  const mid = stage.layer(1);
  clouds(mid, stage, 0.28, 0.2);
  if (stage.atmosphere.lamps > 1) stars(mid, stage);
}

function stars(painter: Painter, stage: Stage): void {
  for (let i = 0; i < 60; i++)
    painter.ellipse(
      (stage.random() - 0.5) * painter.width,
      stage.random() * painter.height,
      0.0022,
      0.0022,
      scaleRgb([0.9, 0.95, 1.1], stage.random()),
    );
}

/** Ridges from far to near: height as a share of the room, roughness, haze. */
const RIDGES = [
  [0.8, 1.25, 0.5],
  [0.6, 1.8, 0.28],
  [0.38, 2.6, 0.12],
  [0.17, 4.2, 0.04],
] as const;

/** Mountains one behind the other: snow on the far ones, woods on the near ones, mist in the valleys, firs in front. */
export function paintMountains(stage: Stage): void {
  const { skyLow, skyTop, daylight, season, weather, lamps, time } = stage.atmosphere;
  const isWinter = season === 'winter';
  const far = stage.layer(0.6);
  const sunX = stage.between(-0.3, 0.3);
  sky(far, stage, sunX);
  clouds(far, stage, 0.2, 0.34);
  const room = Math.max(0.1, far.height);
  const wood = season === 'autumn' ? paint('#7d4f26') : isWinter ? paint('#41525c') : paint('#33532f');
  const air = mixRgb(mixRgb(skyTop, skyLow, 0.55), multiplyRgb([0.5, 0.64, 0.84], daylight), 0.5);
  const mist = mixRgb(scaleRgb(daylight, 0.92), skyLow, 0.4);
  const misty = weather === 'fog' ? 0.62 : time === 'morning' ? 0.5 : 0.22;
  for (const [step, [height, rough, haze]] of RIDGES.entries()) {
    const offset = stage.between(0, 60);
    const isWooded = step >= 2;
    const bare = isWooded ? wood : paint('#5b626b');
    const rock = mixRgb(multiplyRgb(bare, scaleRgb(daylight, 0.85)), air, haze);
    const snow = mixRgb(scaleRgb(daylight, 1.02), air, haze * 0.45);
    const shade = mixRgb(multiplyRgb([0.27, 0.38, 0.58], daylight), air, haze);
    const snowLine = isWinter ? (isWooded ? 0.35 : 0.75) : step === 0 ? 0.42 : step === 1 ? 0.24 : -1;
    const peak = room * height;
    const ridgeAt = sampled(far.width, (at) => peak * (0.5 + 0.62 * ridged(at * rough + offset, step)));
    far.shade(-far.width, -0.1, far.width, peak * 1.25, (x, y, out) => {
      const ridge = ridgeAt(x);
      if (y > ridge + 0.01) {
        out[3] = 0;
        return;
      }
      const depth = (ridge - y) / peak;
      const slope = ridgeAt(x + 0.012) - ridgeAt(x - 0.012);
      const crag = fbm((x * 4) / room + offset, (y * 7) / room, 512, 3, 7 + step);
      const cap = snowLine < 0 ? 0 : smoothstep(snowLine, snowLine * 0.4, depth + crag * 0.6);
      const lit = smoothstep(-0.014, 0.016, -slope * Math.sign(sunX || 1) + crag * 0.035);
      const ground = scaleRgb(rock, (0.45 + 0.75 * lit) * (1 + (isWooded ? 0.5 : 0.2) * crag));
      const valley = misty * smoothstep(0.15, 0.75, depth - 0.12 * crag) * (step === 3 ? 0.4 : 1);
      out.set(mixRgb(mixRgb(ground, mixRgb(shade, snow, lit), cap), mist, valley));
      out[3] = smoothstep(-0.002, 0.003, ridge - y);
    });
  }
  const mid = stage.layer(0.6);
  const count = Math.round(34 * Math.max(0.8, mid.width));
  for (let i = 0; i < count; i++) {
    const x = (i / (count - 1) - 0.5) * mid.width * 1.1 + stage.between(-0.012, 0.012);
    // Lower in the middle, where the copy stands.
    const high = room * stage.between(0.16, 0.3) * (0.55 + 1.5 * Math.min(0.6, Math.abs(x)));
    fir(mid, stage, x, -0.012, high, isWinter);
  }
  if (weather === 'snow' || (isWinter && weather === undefined)) snowfall(stage);
  if (lamps > 0.8)
    sparkle(mid, stage, { count: 8, bottom: 0.02, top: room * 0.25, level: 0.9, size: 0.7, colors: [WARM] });
}

/** A function of x as a table over the layer's width, linear in between. */
function sampled(width: number, of: (x: number) => number): (x: number) => number {
  const count = 512;
  const reach = width * 1.2;
  const table = Float32Array.from({ length: count + 2 }, (_, i) => of((i / count - 0.5) * reach));
  return (x) => {
    const at = Math.max(0, Math.min(count, (x / reach + 0.5) * count));
    const i = Math.floor(at);
    return table[i] + (table[i + 1] - table[i]) * (at - i);
  };
}

function ridged(x: number, seed: number): number {
  const n = fbm(x, seed * 9 + 0.37, 1024, 2, 40 + seed);
  const detail = fbm(x * 5, seed * 9 + 0.71, 1024, 3, 50 + seed, 0.55);
  return 1 - Math.min(1, Math.abs(n) * 2.2) + 0.13 * detail;
}

/** A fir as a stack of drooping triangles, with snow on it in winter. */
export function fir(
  painter: Painter,
  stage: Stage,
  x: number,
  y: number,
  high: number,
  snowy: boolean,
): void {
  const { daylight, skyLow } = stage.atmosphere;
  const green = mixRgb(multiplyRgb(paint('#27402f'), daylight), skyLow, 0.08);
  for (let i = 0; i < 6; i++) {
    const at = y + (high * i) / 6.6;
    const half = high * 0.3 * (1 - i / 6.6);
    const top = at + high * 0.3;
    painter.polygon(
      [
        [x - half, at],
        [x + half, at],
        [x, top],
      ],
      scaleRgb(green, 0.8 + 0.08 * i),
    );
    if (snowy)
      painter.polygon(
        [
          [x - half * 0.9, at + high * 0.025],
          [x + half * 0.25, at + high * 0.06],
          [x, top],
        ],
        scaleRgb(daylight, 0.9),
        0.62,
      );
  }
}

/** Flakes near and far, out of focus. */
export function snowfall(stage: Stage): void {
  const painter = stage.layer(1);
  const flake = mixRgb(scaleRgb(stage.atmosphere.daylight, 0.5), [0.16, 0.17, 0.19], 0.4);
  const count = Math.round(90 * Math.max(0.7, painter.width * Math.max(0.5, painter.height / 0.35)));
  for (let i = 0; i < count; i++)
    painter.light(
      (stage.random() - 0.5) * painter.width * 1.05,
      stage.random() * painter.height,
      scaleRgb(flake, stage.between(0.3, 1.1)),
      0.1 + 0.4 * stage.random() ** 3,
    );
}
