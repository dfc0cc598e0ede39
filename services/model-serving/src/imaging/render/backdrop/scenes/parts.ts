import { mixRgb, type Rgb, scaleRgb } from '../../../color/rgb.ts';
import { hexToLinear } from '../../../color/srgb.ts';
import { fbm, smoothstep } from '../../../math/noise.ts';
import type { Painter } from '../painter.ts';
import type { Stage } from '../stage.ts';

/** Light of warm bulbs, radiance 1. */
export const WARM: Rgb = [1.35, 0.74, 0.3];
/** What WARM bulbs make of a room together, once the camera's white balance has met them half-way. */
export const ROOM_WARM: Rgb = [1.12, 0.82, 0.54];
/** A little colder and a little redder than WARM, for variety. */
export const WARMS: readonly Rgb[] = [WARM, [1.25, 0.86, 0.48], [1.3, 0.58, 0.2], [1.2, 0.95, 0.68]];

/** A paint's colour under light of radiance `level`. */
export function paint(hex: string, level = 1): Rgb {
  return scaleRgb(hexToLinear(hex), level);
}

export function pick<T>(stage: Stage, from: readonly T[]): T {
  return from[Math.floor(stage.random() * from.length)];
}

/** What a white wall of a room shows in which lamps and, in part, the daylight burn; `day` is the share of the latter. */
export function roomLamps(stage: Stage, day: number): Rgb {
  const { daylight, lamps } = stage.atmosphere;
  return mixRgb(scaleRgb(daylight, day), scaleRgb(ROOM_WARM, 0.17), Math.min(1, lamps * 0.95));
}

/** Fills the layer from bottom to top with a gradient through the colours. */
export function gradient(painter: Painter, colors: readonly Rgb[], bottom = -1, top = 2): void {
  const from = Math.max(bottom, -0.12);
  const to = Math.min(top, painter.height + 0.12);
  const low = Math.max(0, bottom);
  const high = Math.min(top, painter.height);
  painter.shade(-painter.width, from, painter.width, to, (_x, y, out) => {
    const t = Math.min(0.9999, Math.max(0, (y - low) / Math.max(1e-4, high - low))) * (colors.length - 1);
    const color = mixRgb(
      colors[Math.floor(t)],
      colors[Math.floor(t) + 1] ?? colors[colors.length - 1],
      t % 1,
    );
    out.set(color);
  });
}

/** The sky from the horizon up, with its sun's glow when it stands low. */
export function sky(painter: Painter, stage: Stage, sunX: number): void {
  const { skyLow, skyTop, time, weather } = stage.atmosphere;
  const reach = Math.max(0.22, painter.height - stage.horizon);
  painter.shade(-painter.width, -0.12, painter.width, painter.height + 0.12, (_x, y, out) => {
    out.set(mixRgb(skyLow, skyTop, smoothstep(0, 1, Math.max(0, (y - stage.horizon) / reach)) ** 0.8));
  });
  if (weather !== undefined && weather !== 'clear') return;
  if (time === 'golden hour' || time === 'evening') {
    const y = stage.horizon + (time === 'evening' ? 0 : 0.07);
    const level = time === 'evening' ? 0.5 : 1;
    painter.glow(sunX, y, 0.26, 0.1, [0.5 * level, 0.17 * level, 0.04 * level]);
    painter.glow(sunX, y, 0.06, 0.045, [1.6 * level, 0.75 * level, 0.22 * level]);
    if (time === 'golden hour') painter.ellipse(sunX, y, 0.034, 0.034, [7, 4.6, 2]);
  } else if (time === 'morning') {
    painter.glow(sunX, stage.horizon + 0.12, 0.3, 0.16, [0.5, 0.36, 0.16]);
  }
}

/** Clouds with lit tops; `cover` 0..1, `scale` of the largest. */
export function clouds(painter: Painter, stage: Stage, cover: number, scale: number): void {
  const { skyLow, skyTop, daylight, time } = stage.atmosphere;
  const offX = stage.between(0, 40);
  const offY = stage.between(0, 40);
  const bright: Rgb =
    time === 'golden hour' || time === 'evening'
      ? mixRgb(skyLow, [1, 0.62, 0.5], 0.35)
      : scaleRgb(daylight, 1.12);
  const dark = mixRgb(mixRgb(skyTop, skyLow, 0.5), scaleRgb(daylight, 0.72), 0.62);
  const threshold = 0.24 - cover * 0.42;
  painter.shade(-painter.width, stage.horizon - 0.02, painter.width, painter.height + 0.1, (x, y, out) => {
    const lift = (y - stage.horizon) / scale;
    const u = offX + x / scale;
    const v = offY + lift * 1.7;
    const here = fbm(u, v, 256, 4, 3);
    const density = smoothstep(threshold, threshold + 0.22, here);
    if (density <= 0) {
      out[3] = 0;
      return;
    }
    const above = fbm(u + 0.06, v + 0.16, 256, 3, 3);
    const light = smoothstep(-0.14, 0.2, here - above);
    out.set(mixRgb(dark, bright, 0.25 + 0.75 * light));
    out[3] = density * smoothstep(0, 0.08, y - stage.horizon) * 0.95;
  });
}

/** Folds of cloth that hang from the top: `tone` at their crests, dark in the valleys. */
export function curtain(
  painter: Painter,
  stage: Stage,
  {
    left,
    right,
    bottom,
    tone,
    folds,
    alpha = 1,
  }: { left: number; right: number; bottom: number; tone: Rgb; folds: number; alpha?: number },
): void {
  const phase = stage.between(0, 6);
  painter.shade(left, bottom, right, painter.height + 0.1, (x, y, out) => {
    const t = ((x - left) / (right - left)) * folds * 2 * Math.PI;
    const wave = Math.sin(
      t + phase + 0.9 * Math.sin(t * 0.37 + phase * 2) + 0.25 * Math.sin(y * 5 + t * 0.2),
    );
    const light = 0.36 + 0.64 * (0.5 + 0.5 * wave) ** 1.3;
    out.set(scaleRgb(tone, light));
    out[3] = alpha * (0.82 + 0.18 * light);
  });
}

/** A lamp that hangs from the ceiling: cord, shade, glow and its bulb out of focus. */
export function pendant(
  painter: Painter,
  stage: Stage,
  { x, y, size, shade, level }: { x: number; y: number; size: number; shade: Rgb; level: number },
): void {
  painter.rect(x - size * 0.03, y, x + size * 0.03, painter.height + 0.1, [0.01, 0.008, 0.006]);
  painter.glow(x, y - size * 0.7, size * 1.7, size * 1.3, scaleRgb(WARM, 0.1 * level));
  painter.polygon(
    [
      [x - size * 0.16, y + size * 0.55],
      [x + size * 0.16, y + size * 0.55],
      [x + size * 0.62, y - size * 0.1],
      [x - size * 0.62, y - size * 0.1],
    ],
    shade,
  );
  painter.ellipse(x, y - size * 0.1, size * 0.58, size * 0.15, scaleRgb(WARM, 2.2 * level));
  if (stage.hasLights) painter.light(x, y - size * 0.22, scaleRgb(WARM, 1.5 * level), 1);
}

/** Bulbs on a wire that sags between two points. */
export function stringLights(
  painter: Painter,
  stage: Stage,
  {
    from,
    to,
    sag,
    count,
    size,
    level,
    colors = WARMS,
  }: {
    from: readonly [number, number];
    to: readonly [number, number];
    sag: number;
    count: number;
    size: number;
    level: number;
    colors?: readonly Rgb[];
  },
): void {
  for (let i = 0; i < count; i++) {
    const t = (i + 0.5 + stage.between(-0.18, 0.18)) / count;
    const x = from[0] + (to[0] - from[0]) * t;
    const y = from[1] + (to[1] - from[1]) * t - sag * 4 * t * (1 - t);
    const color = pick(stage, colors);
    if (stage.hasLights)
      painter.light(
        x,
        y,
        scaleRgb(color, level * stage.between(0.55, 1.2)),
        size * stage.between(0.85, 1.12),
      );
    else painter.ellipse(x, y, 0.006, 0.006, scaleRgb(color, level * 2));
  }
}

/** Points of light here and there, most of them faint and small. */
export function sparkle(
  painter: Painter,
  stage: Stage,
  {
    count,
    bottom,
    top,
    level,
    size,
    colors,
  }: { count: number; bottom: number; top: number; level: number; size: number; colors: readonly Rgb[] },
): void {
  if (!stage.hasLights) return;
  const many = Math.round(count * Math.min(2.6, Math.max(0.7, painter.width)));
  for (let i = 0; i < many; i++) {
    const x = (stage.random() - 0.5) * painter.width * 1.04;
    const y = bottom + (top - bottom) * stage.random();
    const calm = 0.5 + 0.5 * smoothstep(0.08, 0.34, Math.abs(x));
    const strength = (0.12 + 0.88 * stage.random() ** 2.4) * level * calm;
    painter.light(x, y, scaleRgb(pick(stage, colors), strength), size * stage.between(0.45, 1.1));
  }
}

/** A cloud of leaves or blossoms: many small ellipses, those above lighter. */
export function foliage(
  painter: Painter,
  stage: Stage,
  {
    x,
    y,
    radius,
    leaf,
    count,
    tones,
    light,
  }: {
    x: number;
    y: number;
    radius: number;
    leaf: number;
    count: number;
    tones: readonly Rgb[];
    /** Factor on the tones at the cloud's top; its foot is at 0.35 of it. */
    light: number;
  },
): void {
  for (let i = 0; i < count; i++) {
    const angle = stage.random() * 2 * Math.PI;
    const away = Math.sqrt(stage.random()) * radius;
    const dx = Math.cos(angle) * away * 1.25;
    const dy = Math.sin(angle) * away;
    const level = light * (0.3 + 0.7 * smoothstep(-radius, radius, dy)) * stage.between(0.65, 1.3);
    const size = leaf * stage.between(0.6, 1.3);
    painter.ellipse(
      x + dx,
      y + dy,
      size * stage.between(0.7, 1.4),
      size * stage.between(0.5, 1),
      scaleRgb(pick(stage, tones), level),
      0.9,
    );
  }
}
