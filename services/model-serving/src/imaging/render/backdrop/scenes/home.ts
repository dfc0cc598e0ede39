import { mixRgb, multiplyRgb, type Rgb, scaleRgb } from '../../../color/rgb.ts';
import type { Painter } from '../painter.ts';
import type { Stage } from '../stage.ts';
import { curtain, foliage, gradient, paint, sparkle, WARM, WARMS } from './parts.ts';
import { snowfall } from './wide-nature.ts';

/** Green of plants in pots. */
export const LEAVES: readonly Rgb[] = [
  paint('#5d8a3c'),
  paint('#7ba64c'),
  paint('#3f6b34'),
  paint('#a3bd62'),
];

/** What a white wall of a room shows: daylight from the windows, lamps when it is dark. */
export function roomLight(stage: Stage, day = 0.62): Rgb {
  const { daylight, lamps } = stage.atmosphere;
  const level = Math.max(0, lamps - 0.3) * 0.5;
  return [0, 1, 2].map((c) => daylight[c] * day + WARM[c] * level) as unknown as Rgb;
}

const DUSK_LOW: Rgb = [0.16, 0.21, 0.32];
const DUSK_HIGH: Rgb = [0.04, 0.085, 0.2];

/** A window with sky and trees outside. */
export function outlook(
  painter: Painter,
  stage: Stage,
  {
    x,
    half,
    bottom,
    top,
    frame,
    bars,
  }: { x: number; half: number; bottom: number; top: number; frame: Rgb; bars: number },
): void {
  const { daylight, skyLow, skyTop, lamps, season, time } = stage.atmosphere;
  // Beside warm lamps, a red evening sky would look lilac: dusk is blue.
  const low = time === 'evening' ? DUSK_LOW : skyLow;
  const high = time === 'evening' ? DUSK_HIGH : skyTop;
  painter.shade(x - half, bottom, x + half, top, (_px, y, out) => {
    out.set(scaleRgb(mixRgb(low, high, ((y - bottom) / (top - bottom)) * 0.6), 1.35));
  });
  const tones: readonly Rgb[] =
    season === 'autumn'
      ? [paint('#c96a24'), paint('#d99a3a'), paint('#a8451f')]
      : season === 'winter'
        ? [paint('#e8edf2'), paint('#b9c6d2')]
        : season === 'spring'
          ? [paint('#f3bccb'), paint('#f7d9e0'), paint('#9dbb6a')]
          : LEAVES;
  for (let i = 0; i < 5; i++)
    foliage(painter, stage, {
      x: x + stage.between(-half, half) * 0.75,
      y: bottom + (top - bottom) * stage.between(0.08, 0.42),
      radius: half * stage.between(0.25, 0.4),
      leaf: 0.02,
      count: 26,
      tones,
      light: daylight[1] * 1.5,
    });
  if (lamps > 0.8)
    for (let i = 0; i < 7; i++)
      if (stage.hasLights)
        painter.light(
          x + stage.between(-half, half) * 0.9,
          bottom + (top - bottom) * stage.between(0.08, 0.5),
          scaleRgb(WARM, stage.between(0.3, 0.9)),
          0.5,
        );
  const bar = 0.011;
  for (const edge of [x - half, x + half])
    painter.rect(edge - bar, bottom - bar, edge + bar, top + bar, frame);
  for (const edge of [bottom, top])
    painter.rect(x - half - bar, edge - bar, x + half + bar, edge + bar, frame);
  for (let i = 1; i <= bars; i++) {
    const at = x - half + (2 * half * i) / (bars + 1);
    painter.rect(at - bar * 0.6, bottom, at + bar * 0.6, top, frame);
  }
  painter.rect(
    x - half,
    bottom + (top - bottom) * 0.56 - bar * 0.5,
    x + half,
    bottom + (top - bottom) * 0.56 + bar * 0.5,
    frame,
  );
}

/** A living room: window with a sheer curtain, sofa with cushions, a lamp, a picture and a plant. */
export function paintLivingRoom(stage: Stage): void {
  const { lamps } = stage.atmosphere;
  const light = roomLight(stage, 0.55);
  const side = stage.random() < 0.5 ? -1 : 1;
  const wall = multiplyRgb(stage.accent ?? paint('#cdbfae'), light);
  const far = stage.layer(1);
  gradient(far, [scaleRgb(wall, 0.8), wall, scaleRgb(wall, 0.75)]);
  outlook(far, stage, {
    x: side * 0.3,
    half: 0.17,
    bottom: 0.03,
    top: far.height + 0.05,
    frame: multiplyRgb(paint('#f2eee8'), light),
    bars: 1,
  });
  for (const at of [0.11, 0.5])
    curtain(far, stage, {
      left: side * at - 0.085,
      right: side * at + 0.085,
      bottom: -0.1,
      tone: scaleRgb(multiplyRgb(paint('#f5efe6'), light), 1.45),
      folds: 6,
      alpha: 0.86,
    });
  const mid = stage.layer(0.75);
  // A framed picture above the sofa.
  const px = -side * 0.2;
  const py = Math.max(0.16, mid.height * 0.62);
  mid.rect(px - 0.085, py - 0.06, px + 0.085, py + 0.06, multiplyRgb(paint('#3a2a1e'), light));
  mid.rect(px - 0.078, py - 0.053, px + 0.078, py + 0.053, multiplyRgb(paint('#efe8dc'), light));
  mid.ellipse(px - 0.02, py - 0.005, 0.03, 0.03, multiplyRgb(paint('#c9714a'), light));
  mid.polygon(
    [
      [px - 0.07, py - 0.05],
      [px + 0.07, py - 0.05],
      [px + 0.045, py + 0.005],
      [px, py - 0.025],
    ],
    multiplyRgb(paint('#5f7a6c'), light),
  );
  // The sofa's back and cushions.
  const sofa = multiplyRgb(paint('#6d7b78'), light);
  mid.rect(px - 0.34, -0.1, px + 0.2, 0.075, sofa);
  mid.ellipse(px - 0.34, 0.03, 0.05, 0.06, scaleRgb(sofa, 0.9));
  mid.ellipse(px + 0.2, 0.03, 0.05, 0.06, scaleRgb(sofa, 0.9));
  mid.ellipse(px - 0.07, 0.072, 0.27, 0.016, scaleRgb(sofa, 1.25));
  for (const [dx, tone] of [
    [-0.24, '#d89a55'],
    [-0.13, '#efe3d0'],
    [0.1, '#b9573a'],
  ] as const) {
    mid.ellipse(px + dx, 0.058, 0.062, 0.05, multiplyRgb(paint(tone), light));
    mid.ellipse(px + dx - 0.015, 0.075, 0.03, 0.022, scaleRgb(multiplyRgb(paint(tone), light), 1.25), 0.6);
  }
  // A standing lamp.
  const lx = px - 0.3 * -side - side * 0.02;
  const ly = Math.max(0.17, Math.min(0.27, mid.height * 0.62));
  mid.rect(lx - 0.004, -0.1, lx + 0.004, ly, paint('#2a2018', 0.4));
  mid.glow(lx, ly + 0.02, 0.15, 0.13, scaleRgb(WARM, 0.34 * (0.25 + lamps)));
  mid.polygon(
    [
      [lx - 0.06, ly - 0.03],
      [lx + 0.06, ly - 0.03],
      [lx + 0.038, ly + 0.06],
      [lx - 0.038, ly + 0.06],
    ],
    mixRgb(multiplyRgb([0.9, 0.84, 0.7], light), scaleRgb(WARM, 1.5), Math.min(1, 0.3 + lamps * 0.7)),
  );
  if (stage.hasLights)
    sparkle(mid, stage, {
      count: 6,
      bottom: 0,
      top: mid.height,
      level: 0.4 + 0.6 * lamps,
      size: 0.7,
      colors: WARMS,
    });
  const near = stage.layer(1.1);
  foliage(near, stage, {
    x: side * 0.52,
    y: 0.11,
    radius: 0.13,
    leaf: 0.034,
    count: 60,
    tones: LEAVES,
    light: light[1] * 0.75,
  });
}

/** A tall window beside a pale wall: frames, sheer curtain, a sill with a vase, the garden outside. */
export function paintWindow(stage: Stage): void {
  const light = roomLight(stage, 0.7);
  const side = stage.random() < 0.5 ? -1 : 1;
  const far = stage.layer(1.15);
  const wall = multiplyRgb(stage.accent ?? paint('#e9e2d8'), light);
  gradient(far, [scaleRgb(wall, 0.8), wall]);
  outlook(far, stage, {
    x: side * 0.08,
    half: 0.36,
    bottom: 0.028,
    top: far.height + 0.08,
    frame: multiplyRgb(paint('#f6f3ee'), scaleRgb(light, 0.85)),
    bars: 2,
  });
  if (stage.atmosphere.weather === 'snow') snowfall(stage);
  const mid = stage.layer(0.7);
  mid.rect(-mid.width, -0.1, mid.width, 0.026, multiplyRgb(paint('#f3efe9'), scaleRgb(light, 0.95)));
  curtain(mid, stage, {
    left: side * -0.4 - 0.15,
    right: side * -0.4 + 0.15,
    bottom: -0.1,
    tone: scaleRgb(multiplyRgb(paint('#fbf7f0'), light), 1.4),
    folds: 7,
    alpha: 0.9,
  });
  curtain(mid, stage, {
    left: side * 0.5 - 0.07,
    right: side * 0.5 + 0.12,
    bottom: -0.1,
    tone: scaleRgb(multiplyRgb(paint('#fbf7f0'), light), 1.4),
    folds: 4,
    alpha: 0.88,
  });
  const x = side * stage.between(0.26, 0.34);
  mid.polygon(
    [
      [x - 0.022, 0.026],
      [x + 0.022, 0.026],
      [x + 0.03, 0.07],
      [x + 0.014, 0.1],
      [x - 0.014, 0.1],
      [x - 0.03, 0.07],
    ],
    multiplyRgb(paint('#b9c4c0'), light),
  );
  foliage(mid, stage, { x, y: 0.165, radius: 0.06, leaf: 0.015, count: 46, tones: LEAVES, light: light[1] });
  sparkle(mid, stage, {
    count: 9,
    bottom: 0.05,
    top: mid.height,
    level: 0.5,
    size: 0.8,
    colors: [
      [1, 1, 0.95],
      [1, 0.94, 0.8],
    ],
  });
}
