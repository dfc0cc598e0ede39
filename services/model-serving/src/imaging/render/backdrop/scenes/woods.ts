import { mixRgb, multiplyRgb, type Rgb, scaleRgb } from '../../../color/rgb.ts';
import type { Painter } from '../painter.ts';
import type { Stage } from '../stage.ts';
import { foliage, paint, sky, sparkle, WARM } from './parts.ts';
import { AUTUMN } from './seasons.ts';

const GREENS: readonly Rgb[] = [paint('#5f8f3a'), paint('#87b04a'), paint('#3c6a30'), paint('#b5c95f')];

const FLOWERS: readonly Rgb[] = [
  paint('#f2a7bf'),
  paint('#fff3d9'),
  paint('#f3cf52'),
  paint('#c79be0'),
  paint('#f7f7f2'),
];

/** What of the season a tree's leaves show. */
function leaves(stage: Stage): readonly Rgb[] {
  if (stage.atmosphere.season === 'autumn') return AUTUMN;
  if (stage.atmosphere.season === 'winter') return [paint('#dfe8ee'), paint('#b4c2cc'), paint('#7d8f92')];
  return GREENS;
}

/** Lights between leaves. */
function dapples(painter: Painter, stage: Stage, count: number, bottom: number): void {
  const { daylight, lamps } = stage.atmosphere;
  const sun = mixRgb(scaleRgb([1, 0.96, 0.72], daylight[0]), scaleRgb(WARM, 0.9), Math.max(0, lamps - 0.4));
  sparkle(painter, stage, {
    count,
    bottom,
    top: painter.height,
    level: 0.75,
    size: 1,
    colors: [sun, scaleRgb(sun, 0.7), multiplyRgb(sun, [0.8, 1, 0.5])],
  });
}

/** A wood: trunks one behind the other, shafts of sun, ferns. */
export function paintForest(stage: Stage): void {
  const { daylight, skyLow } = stage.atmosphere;
  const tones = leaves(stage);
  const haze = mixRgb(multiplyRgb(paint('#b8cf8a'), daylight), skyLow, 0.25);
  const far = stage.layer(1.25);
  stage.environment(far, { level: 0.34 * daylight[1], saturation: 0.8, tint: [0.95, 1.06, 0.72] });
  far.glow(stage.between(-0.2, 0.2), far.height * 0.75, 0.26, 0.2, scaleRgb(haze, 0.7));
  trunks(far, stage, {
    count: 9,
    wide: 0.018,
    tone: mixRgb(scaleRgb(haze, 0.55), paint('#3a2c20', 0.4), 0.45),
  });
  for (let i = 0; i < 7; i++)
    foliage(far, stage, {
      x: stage.between(-0.7, 0.7),
      y: far.height * stage.between(0.55, 1.05),
      radius: 0.11,
      leaf: 0.026,
      count: 30,
      tones,
      light: daylight[1] * 0.75,
    });
  for (let i = 0; i < 9; i++)
    foliage(far, stage, {
      x: stage.between(-0.75, 0.75),
      y: stage.between(0, 0.05),
      radius: 0.06,
      leaf: 0.022,
      count: 22,
      tones: GREENS,
      light: daylight[1] * 0.5,
    });
  const mid = stage.layer(0.9);
  trunks(mid, stage, {
    count: 4,
    wide: 0.045,
    tone: multiplyRgb(paint('#5a4632'), scaleRgb(daylight, 0.55)),
  });
  // Shafts of light, from the upper side that the sun is on.
  const lean = stage.random() < 0.5 ? -1 : 1;
  for (let i = 0; i < 5; i++) {
    const x = stage.between(-0.5, 0.5);
    const wide = stage.between(0.015, 0.05);
    const slope = lean * 0.55;
    mid.shade(-mid.width, -0.05, mid.width, mid.height + 0.1, (px, y, out) => {
      const d = (px - x - slope * (y - mid.height)) / wide;
      out.set([1.15, 1.02, 0.66]);
      out[3] = 0.17 * daylight[1] * Math.exp(-d * d) * Math.min(1, Math.max(0, y / mid.height + 0.25));
    });
  }
  dapples(mid, stage, 34, mid.height * 0.35);
}

function trunks(
  painter: Painter,
  stage: Stage,
  { count, wide, tone }: { count: number; wide: number; tone: Rgb },
): void {
  for (let i = 0; i < count; i++) {
    const x = ((i + stage.between(0.1, 0.9)) / count - 0.5) * painter.width * 1.1;
    const w = wide * stage.between(0.6, 1.2);
    const lean = stage.between(-0.02, 0.02);
    const top = painter.height + 0.1;
    painter.polygon(
      [
        [x - w * 0.65, -0.1],
        [x + w * 0.65, -0.1],
        [x + lean + w * 0.42, top],
        [x + lean - w * 0.42, top],
      ],
      tone,
    );
    painter.polygon(
      [
        [x + w * 0.2, -0.1],
        [x + w * 0.65, -0.1],
        [x + lean + w * 0.42, top],
        [x + lean + w * 0.16, top],
      ],
      scaleRgb(tone, 1.9),
      0.6,
    );
  }
}

/** A garden in sun: hedge, lawn, flowers, leaves near the camera. */
export function paintGarden(stage: Stage): void {
  const { daylight, skyLow } = stage.atmosphere;
  const tones = leaves(stage);
  const far = stage.layer(1.2);
  sky(far, stage, stage.between(-0.3, 0.3));
  far.glow(0, far.height, 0.5, 0.1, scaleRgb(skyLow, 0.15));
  const hedge = far.height * 0.62;
  for (let i = 0; i < 22; i++)
    foliage(far, stage, {
      x: (i / 21 - 0.5) * far.width * 1.15,
      y: hedge * stage.between(0.45, 0.95),
      radius: 0.1,
      leaf: 0.03,
      count: 30,
      tones,
      light: daylight[1] * stage.between(0.5, 0.9),
    });
  far.rect(-far.width, -0.1, far.width, hedge * 0.34, multiplyRgb(paint('#8fb04c'), scaleRgb(daylight, 0.8)));
  far.rect(
    -far.width,
    hedge * 0.2,
    far.width,
    hedge * 0.36,
    multiplyRgb(paint('#55803a'), scaleRgb(daylight, 0.6)),
    0.6,
  );
  const mid = stage.layer(0.85);
  for (let i = 0; i < 7; i++) {
    const x = (i / 6 - 0.5) * mid.width * 1.1 + stage.between(-0.04, 0.04);
    if (Math.abs(x) < 0.1) continue;
    const high = Math.min(mid.height * 0.5, stage.between(0.06, 0.13));
    foliage(mid, stage, {
      x,
      y: high * 0.45,
      radius: high * 0.6,
      leaf: 0.017,
      count: 46,
      tones: GREENS,
      light: daylight[1] * 0.8,
    });
    const flower = FLOWERS[Math.floor(stage.random() * FLOWERS.length)];
    foliage(mid, stage, {
      x,
      y: high * 0.75,
      radius: high * 0.6,
      leaf: 0.015,
      count: 15,
      tones: [flower, scaleRgb(flower, 0.8)],
      light: daylight[1] * 1.25,
    });
  }
  dapples(mid, stage, 20, mid.height * 0.3);
  const near = stage.layer(1.5);
  for (const side of [-1, 1])
    foliage(near, stage, {
      x: side * 0.56,
      y: near.height * 0.95,
      radius: 0.13,
      leaf: 0.035,
      count: 26,
      tones,
      light: daylight[1] * 0.8,
    });
}
