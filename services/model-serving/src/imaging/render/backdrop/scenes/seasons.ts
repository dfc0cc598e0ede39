import { multiplyRgb, type Rgb, scaleRgb } from '../../../color/rgb.ts';
import type { Painter } from '../painter.ts';
import type { Stage } from '../stage.ts';
import { foliage, gradient, paint, sky, sparkle } from './parts.ts';

/** Leaves in autumn. */
export const AUTUMN: readonly Rgb[] = [
  paint('#d2691e'),
  paint('#e0a030'),
  paint('#b23a1e'),
  paint('#e6bf4a'),
  paint('#8f4a1e'),
];

const PINKS: readonly Rgb[] = [paint('#f7c3d2'), paint('#fbdfe6'), paint('#ee9fb8'), paint('#ffeef2')];

/** A park in autumn: trees in red and gold along a path, low sun, leaves in the air. */
export function paintAutumn(stage: Stage): void {
  const { daylight, skyLow } = stage.atmosphere;
  const far = stage.layer(1.15);
  sky(far, stage, stage.between(-0.25, 0.25));
  far.rect(-far.width, -0.1, far.width, 0.05, multiplyRgb(paint('#b9772e'), daylight));
  for (let i = 0; i < 20; i++)
    foliage(far, stage, {
      x: (i / 19 - 0.5) * far.width * 1.15,
      y: stage.between(0.08, far.height * 0.8),
      radius: 0.1,
      leaf: 0.026,
      count: 34,
      tones: AUTUMN,
      light: daylight[1] * stage.between(0.8, 1.5),
    });
  far.glow(stage.between(-0.2, 0.2), far.height * 0.55, 0.2, 0.16, scaleRgb(skyLow, 0.35));
  // The path between the trees.
  far.polygon(
    [
      [-0.3, -0.1],
      [0.3, -0.1],
      [0.035, 0.085],
      [-0.035, 0.085],
    ],
    multiplyRgb(paint('#d9b98a'), scaleRgb(daylight, 1.15)),
    0.8,
  );
  const mid = stage.layer(0.85);
  for (const x of [
    stage.between(-0.5, -0.38),
    stage.between(-0.3, -0.24),
    stage.between(0.24, 0.3),
    stage.between(0.38, 0.5),
  ]) {
    const w = stage.between(0.016, 0.03);
    mid.polygon(
      [
        [x - w, -0.1],
        [x + w, -0.1],
        [x + w * 0.5, mid.height + 0.1],
        [x - w * 0.5, mid.height + 0.1],
      ],
      multiplyRgb(paint('#40291c'), scaleRgb(daylight, 0.7)),
    );
    foliage(mid, stage, {
      x,
      y: mid.height * 0.95,
      radius: 0.14,
      leaf: 0.022,
      count: 90,
      tones: AUTUMN,
      light: daylight[1] * 1.6,
    });
  }
  for (let i = 0; i < 26; i++) {
    const tone = AUTUMN[i % AUTUMN.length];
    mid.ellipse(
      (stage.random() - 0.5) * mid.width,
      stage.random() * mid.height,
      0.011,
      0.007,
      scaleRgb(multiplyRgb(tone, daylight), 1.6),
      0.9,
    );
  }
  sparkle(mid, stage, {
    count: 26,
    bottom: mid.height * 0.25,
    top: mid.height,
    level: 0.85,
    size: 1,
    colors: [scaleRgb([1.3, 0.8, 0.32], 0.6 + 0.4 * daylight[0]), scaleRgb([1.3, 0.55, 0.2], 0.7)],
  });
}

/** Spring: branches of cherry blossom before a light sky, petals in the air, trees by the water. */
export function paintBlossom(stage: Stage): void {
  const { daylight } = stage.atmosphere;
  const far = stage.layer(1.2);
  sky(far, stage, 0);
  const shore = far.height * 0.3;
  for (let i = 0; i < 16; i++)
    foliage(far, stage, {
      x: (i / 15 - 0.5) * far.width * 1.15,
      y: shore + stage.between(0.01, 0.06),
      radius: 0.065,
      leaf: 0.024,
      count: 26,
      tones: PINKS,
      light: daylight[1] * stage.between(0.75, 1.05),
    });
  gradient(
    far,
    [multiplyRgb(paint('#bcd9a0'), daylight), multiplyRgb(paint('#d7e8c3'), daylight)],
    -0.1,
    shore * 0.75,
  );
  far.rect(
    -far.width,
    shore * 0.72,
    far.width,
    shore * 0.95,
    multiplyRgb(paint('#9fb98a'), scaleRgb(daylight, 0.9)),
    0.7,
  );
  const mid = stage.layer(0.55);
  const side = stage.random() < 0.5 ? -1 : 1;
  branch(mid, stage, side * 0.62, mid.height * 0.98, -side, 0.55);
  branch(mid, stage, side * 0.6, mid.height * 0.62, -side, 0.3);
  branch(mid, stage, -side * 0.6, mid.height * 0.9, side, 0.3);
  for (let i = 0; i < 22; i++)
    mid.ellipse(
      (stage.random() - 0.5) * mid.width,
      stage.random() * mid.height,
      0.008,
      0.0055,
      multiplyRgb(PINKS[i % 4], daylight),
      0.9,
    );
  sparkle(mid, stage, {
    count: 22,
    bottom: 0.02,
    top: mid.height,
    level: 0.5,
    size: 1.5,
    colors: [multiplyRgb([1, 0.74, 0.82], daylight), multiplyRgb([1, 0.95, 0.95], daylight)],
  });
}

/** A branch with blossoms that reaches into the picture and sinks a little. */
function branch(painter: Painter, stage: Stage, x: number, y: number, way: number, long: number): void {
  const { daylight } = stage.atmosphere;
  const steps = 13;
  for (let i = 0; i < steps; i++) {
    const t = i / steps;
    const px = x + way * long * t;
    const py = y - 0.1 * t * t + 0.012 * Math.sin(i * 1.9);
    const next: [number, number] = [
      x + way * long * ((i + 1) / steps),
      y - 0.1 * ((i + 1) / steps) ** 2 + 0.012 * Math.sin((i + 1) * 1.9),
    ];
    const w = 0.011 * (1 - t * 0.75);
    painter.polygon(
      [
        [px, py - w],
        [px, py + w],
        [next[0], next[1] + w],
        [next[0], next[1] - w],
      ],
      multiplyRgb(paint('#5a3d33'), daylight),
    );
    foliage(painter, stage, {
      x: px + stage.between(-0.02, 0.02),
      y: py + stage.between(-0.015, 0.025),
      radius: 0.042 * stage.between(0.6, 1.2),
      leaf: 0.0135,
      count: 26,
      tones: PINKS,
      light: daylight[1] * 1.12,
    });
  }
}
