import { mixRgb, multiplyRgb, type Rgb, scaleRgb } from '../../../color/rgb.ts';
import type { Stage } from '../stage.ts';
import { paint, pick, sky, sparkle, WARM, WARMS } from './parts.ts';

const SIGNS: readonly Rgb[] = [
  [1.3, 0.2, 0.4],
  [0.25, 0.75, 1.3],
  [1.1, 0.35, 1.1],
  [0.3, 1, 0.7],
  [1.3, 0.9, 0.3],
];

/** A town: towers with lit windows one behind the other, street lamps that line up, cars and signs. */
export function paintCity(stage: Stage): void {
  const { lamps, daylight, skyLow } = stage.atmosphere;
  const far = stage.layer(0.9);
  sky(far, stage, stage.between(-0.3, 0.3));
  const night = Math.max(0, (lamps - 0.2) / 0.9);
  if (night > 0.3) far.glow(0, stage.horizon, 0.6, 0.1, scaleRgb([0.55, 0.3, 0.2], 0.3 * night));
  for (const [depth, reach, haze] of [
    [0, 0.85, 0.6],
    [1, 0.62, 0.25],
  ] as const) {
    for (let x = -far.width / 2 - 0.05; x < far.width / 2 + 0.05; ) {
      const wide = stage.between(0.045, 0.1) * (1 + depth * 0.25);
      // Lower in the middle: that is where the copy comes.
      const valley = 0.55 + 0.45 * Math.min(1, Math.abs(x + wide / 2) / 0.34);
      const high = far.height * reach * valley * stage.between(0.45, 1);
      const tone = mixRgb(
        multiplyRgb(
          paint(pick(stage, ['#6d7682', '#8f8579', '#56606e', '#a39a8d'])),
          scaleRgb(daylight, 0.62),
        ),
        skyLow,
        haze,
      );
      far.rect(x, -0.1, x + wide, high, tone);
      far.rect(x, -0.1, x + wide * 0.3, high, scaleRgb(tone, 0.62), 0.5);
      windows(stage, far, { x, wide, high, night, near: depth });
      x += wide + stage.between(0, 0.02 + depth * 0.05);
    }
  }
  const mid = stage.layer(1);
  street(stage, mid, night);
}

function windows(
  stage: Stage,
  painter: ReturnType<Stage['layer']>,
  { x, wide, high, night, near }: { x: number; wide: number; high: number; night: number; near: number },
): void {
  const columns = Math.max(2, Math.round(wide / 0.017));
  const step = wide / columns;
  for (let y = high - 0.018; y > 0; y -= 0.02)
    for (let i = 0; i < columns; i++) {
      const lit = stage.random();
      if (lit > 0.22 + 0.3 * night) continue;
      const color = stage.random() < 0.8 ? pick(stage, WARMS) : ([0.7, 0.9, 1.15] as Rgb);
      painter.rect(
        x + step * (i + 0.22),
        y - 0.009,
        x + step * (i + 0.78),
        y,
        scaleRgb(color, (0.12 + 1.5 * night) * stage.between(0.3, 1)),
      );
      if (stage.hasLights && night > 0.3 && stage.random() < 0.035 + 0.03 * near)
        painter.light(x + step * (i + 0.5), y, scaleRgb(color, 0.75 * night * stage.random()), 0.5);
    }
}

/** Lamps of a street that runs into the picture, cars with white and red lights, signs. */
function street(stage: Stage, painter: ReturnType<Stage['layer']>, night: number): void {
  if (!stage.hasLights || night < 0.15) return;
  const goal = stage.between(-0.1, 0.1);
  for (const side of [-1, 1])
    for (let i = 0; i < 7; i++) {
      const near = 0.86 ** (i * 2.2);
      const x = goal + side * (0.05 + 0.56 * near);
      painter.light(
        x,
        stage.horizon * 0.6 + 0.02 + painter.height * 0.72 * near,
        scaleRgb(WARM, 1.25 * night),
        0.35 + 0.75 * near,
      );
    }
  for (let i = 0; i < 16; i++) {
    const x = stage.between(-0.6, 0.6);
    const color: Rgb = x < goal ? [1.2, 1.08, 0.85] : [1.3, 0.1, 0.06];
    painter.light(
      x,
      stage.between(0.005, 0.05),
      scaleRgb(color, night * stage.between(0.4, 1.1)),
      stage.between(0.4, 0.85),
    );
  }
  for (let i = 0; i < 9; i++) {
    const side = stage.random() < 0.5 ? -1 : 1;
    painter.light(
      side * stage.between(0.2, 0.56),
      stage.between(0.05, painter.height * 0.7),
      scaleRgb(pick(stage, SIGNS), 0.75 * night * stage.between(0.5, 1)),
      stage.between(0.6, 1.15),
    );
  }
  sparkle(painter, stage, {
    count: 34,
    bottom: 0,
    top: painter.height * 0.6,
    level: 0.6 * night,
    size: 0.55,
    colors: WARMS,
  });
}
