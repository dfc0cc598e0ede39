import { mixRgb, multiplyRgb, type Rgb, scaleRgb } from '../../../color/rgb.ts';
import type { Painter } from '../painter.ts';
import type { Stage } from '../stage.ts';
import {
  curtain,
  gradient,
  paint,
  pendant,
  pick,
  ROOM_WARM,
  roomLamps,
  sparkle,
  stringLights,
  WARM,
  WARMS,
} from './parts.ts';

/** A coffee bar in the evening: shelves with cups and jars, pendant lamps, a window on the street. */
export function paintCafe(stage: Stage): void {
  const { lamps, skyLow, skyTop } = stage.atmosphere;
  const side = stage.random() < 0.5 ? -1 : 1;
  const far = stage.layer(1.25);
  const wall = stage.accent ?? paint('#7d5a40');
  const light = roomLamps(stage, 0.75);
  const lit = (level: number): Rgb => scaleRgb(multiplyRgb(wall, light), level);
  gradient(far, [lit(0.28), lit(0.6), lit(0.16)]);
  // The street outside, colder than the room.
  const windowX = side * stage.between(0.26, 0.4);
  const pane = mixRgb(skyLow, skyTop, 0.55);
  far.rect(
    windowX - 0.17,
    0.03,
    windowX + 0.17,
    far.height * 0.9,
    scaleRgb(mixRgb(pane, [0.03, 0.1, 0.3], 0.85 * lamps), 0.5),
  );
  sparkle(far, stage, {
    count: 14,
    bottom: 0.03,
    top: far.height * 0.6,
    level: 0.8 * lamps,
    size: 0.6,
    colors: WARMS,
  });
  const mid = stage.layer(0.85);
  for (const dx of [-0.17, -0.005, 0.16])
    mid.rect(windowX + dx, 0, windowX + dx + 0.014, far.height * 0.9, paint('#1c110b', 0.6));
  mid.rect(windowX - 0.18, far.height * 0.88, windowX + 0.18, far.height * 0.92, paint('#1c110b', 0.6));
  shelves(mid, stage, { x: -side * 0.2, half: 0.34, level: 0.62 - 0.2 * lamps });
  const lampY = mid.height - stage.between(0.055, 0.085);
  const first = stage.between(-0.44, -0.34);
  for (let x = first; x < 0.7; x += 0.3)
    pendant(mid, stage, {
      x: x + stage.between(-0.02, 0.02),
      y: lampY + stage.between(-0.012, 0.012),
      size: 0.085,
      shade: paint('#20140d'),
      level: 0.5 + 0.75 * lamps,
    });
  stringLights(mid, stage, {
    from: [-mid.width / 2 - 0.05, mid.height * 0.98],
    to: [mid.width / 2 + 0.05, mid.height * 0.9],
    sag: 0.07,
    count: Math.round(13 * Math.max(1, mid.width)),
    size: 1.05,
    level: 0.75 * lamps,
  });
  sparkle(mid, stage, {
    count: 16,
    bottom: 0.01,
    top: mid.height * 0.55,
    level: 1.3 * lamps,
    size: 1.5,
    colors: WARMS,
  });
}

/** Boards with cups, jars and bottles, lit from above. */
function shelves(
  painter: Painter,
  stage: Stage,
  { x, half, level }: { x: number; half: number; level: number },
): void {
  const tones = ['#d8c3a5', '#7a4a2b', '#b5532f', '#e7ddcf', '#42566b', '#3c2a1d', '#96713f'];
  for (let y = 0.075; y < painter.height - 0.1; y += 0.125) {
    painter.rect(x - half, y - 0.012, x + half, y, paint('#5a3820', 0.5 * level));
    painter.glow(x, y + 0.09, half * 0.6, 0.02, scaleRgb(ROOM_WARM, 0.16 * level));
    for (let at = x - half + 0.02; at < x + half - 0.03; ) {
      const wide = stage.between(0.018, 0.042);
      const high = stage.between(0.03, 0.085);
      const tone = paint(pick(stage, tones), level * stage.between(0.35, 0.8));
      painter.rect(at, y, at + wide, y + high * 0.8, tone);
      painter.ellipse(at + wide / 2, y + high * 0.8, wide * 0.42, high * 0.2, tone);
      painter.rect(at + wide * 0.15, y + high * 0.1, at + wide * 0.28, y + high * 0.7, scaleRgb(tone, 2.2));
      at += wide + stage.between(0.004, 0.03);
    }
  }
}

/** A dining room: drapes, sconces on a pale wall, laid tables with candles. */
export function paintRestaurant(stage: Stage): void {
  const { lamps } = stage.atmosphere;
  const far = stage.layer(1.2);
  const wall = stage.accent ?? paint('#b08d6a');
  const light = roomLamps(stage, 0.7);
  const glow = (level: number): Rgb => scaleRgb(multiplyRgb(wall, light), level);
  gradient(far, [glow(0.5), glow(0.9), glow(0.28)]);
  const shift = stage.between(-0.12, 0.12);
  for (let x = shift - 0.84; x < 0.9; x += 0.42) {
    // Arched windows with the dusk behind.
    const pane = mixRgb(stage.atmosphere.skyLow, stage.atmosphere.skyTop, 0.6);
    const top = far.height - 0.1;
    far.rect(x - 0.075, 0.06, x + 0.075, top, scaleRgb(mixRgb(pane, [0.05, 0.09, 0.18], 0.7 * lamps), 0.55));
    far.ellipse(x, top, 0.075, 0.06, scaleRgb(mixRgb(pane, [0.05, 0.09, 0.18], 0.7 * lamps), 0.55));
    curtain(far, stage, {
      left: x - 0.13,
      right: x - 0.055,
      bottom: 0.03,
      tone: multiplyRgb(paint('#8c2f2a'), scaleRgb(light, 1.5)),
      folds: 3,
    });
    curtain(far, stage, {
      left: x + 0.055,
      right: x + 0.13,
      bottom: 0.03,
      tone: multiplyRgb(paint('#8c2f2a'), scaleRgb(light, 1.5)),
      folds: 3,
    });
  }
  const mid = stage.layer(0.85);
  for (let x = shift - 0.63; x < 0.8; x += 0.42) {
    const y = Math.min(0.26, mid.height * 0.62);
    mid.glow(x, y + 0.03, 0.05, 0.09, scaleRgb(WARM, 0.24 * lamps));
    mid.polygon(
      [
        [x - 0.02, y + 0.03],
        [x + 0.02, y + 0.03],
        [x + 0.012, y - 0.03],
        [x - 0.012, y - 0.03],
      ],
      scaleRgb(WARM, 1.6 * lamps),
    );
    if (stage.hasLights) mid.light(x, y + 0.015, scaleRgb(WARM, 0.8 * lamps), 1.35);
  }
  // Tables, with glasses, plates and a candle each.
  for (let x = shift - 0.72; x < 0.8; x += 0.48) {
    const linen = multiplyRgb([0.75, 0.7, 0.62], scaleRgb(light, 1.5));
    mid.polygon(
      [
        [x - 0.17, 0.075],
        [x + 0.17, 0.075],
        [x + 0.2, -0.1],
        [x - 0.2, -0.1],
      ],
      scaleRgb(linen, 0.8),
    );
    mid.ellipse(x, 0.075, 0.17, 0.014, scaleRgb(linen, 1.1));
    for (const dx of [-0.1, 0.09]) {
      mid.rect(x + dx - 0.0025, 0.075, x + dx + 0.0025, 0.11, [0.3, 0.27, 0.24], 0.7);
      mid.ellipse(x + dx, 0.135, 0.021, 0.028, [0.34, 0.24, 0.2], 0.55);
      mid.ellipse(x + dx, 0.125, 0.018, 0.017, [0.16, 0.012, 0.016], 0.85);
    }
    mid.rect(x - 0.009, 0.075, x + 0.009, 0.11, [0.8, 0.62, 0.42]);
    mid.glow(x, 0.125, 0.05, 0.045, scaleRgb(WARM, 0.3 * lamps));
    if (stage.hasLights) mid.light(x, 0.125, scaleRgb(WARM, 1.6 * lamps), 1.1);
  }
  sparkle(mid, stage, {
    count: 16,
    bottom: mid.height * 0.55,
    top: mid.height,
    level: 1.1 * lamps,
    size: 1.35,
    colors: WARMS,
  });
}

/** A back bar at night: rows of bottles lit from below, coloured light, a dark ceiling. */
export function paintBar(stage: Stage): void {
  const { lamps } = stage.atmosphere;
  const level = 0.35 + 0.65 * lamps;
  const far = stage.layer(1.1);
  const wall = stage.accent ?? paint('#4a2230');
  gradient(far, [scaleRgb(wall, 0.14 * level), scaleRgb(wall, 0.2 * level), scaleRgb(wall, 0.05)]);
  const glowColor: Rgb = pick(stage, [
    [0.9, 0.14, 0.34],
    [0.55, 0.2, 0.85],
    [0.1, 0.45, 0.75],
  ] as const);
  far.glow(stage.between(-0.4, 0.4), far.height, 0.4, 0.12, scaleRgb(glowColor, 0.3 * level));
  const mid = stage.layer(0.62);
  const tones: readonly Rgb[] = [
    [0.9, 0.42, 0.08],
    [0.75, 0.2, 0.03],
    [0.16, 0.5, 0.16],
    [0.85, 0.72, 0.4],
    [0.12, 0.35, 0.6],
    [0.6, 0.04, 0.05],
    [0.8, 0.78, 0.7],
  ];
  for (let y = 0.03; y < mid.height - 0.07; y += 0.165) {
    mid.glow(stage.between(-0.2, 0.2), y + 0.015, 0.24, 0.03, scaleRgb([1.1, 0.56, 0.2], 0.22 * level));
    mid.rect(-mid.width, y - 0.007, mid.width, y, scaleRgb([1.2, 0.66, 0.26], 0.34 * level));
    for (let x = -mid.width / 2 - stage.between(0, 0.04); x < mid.width / 2 + 0.05; ) {
      const wide = stage.between(0.026, 0.044);
      const high = stage.between(0.085, 0.12);
      if (stage.random() < 0.87)
        bottle(mid, x, y, wide, high, scaleRgb(pick(stage, tones), level * stage.between(0.1, 0.42)));
      x += wide + stage.between(0.006, 0.028);
    }
  }
  sparkle(mid, stage, {
    count: 26,
    bottom: 0.01,
    top: mid.height * 0.95,
    level: 1.5 * lamps,
    size: 1.3,
    colors: [...WARMS, scaleRgb(glowColor, 1.2)],
  });
  const near = stage.layer(1);
  for (let x = stage.between(-0.5, -0.4); x < 0.7; x += 0.36)
    pendant(near, stage, {
      x,
      y: near.height - 0.035,
      size: 0.07,
      shade: [0.01, 0.008, 0.008],
      level: 1.1 * lamps,
    });
}

function bottle(painter: Painter, x: number, y: number, wide: number, high: number, color: Rgb): void {
  const middle = x + wide / 2;
  painter.rect(x, y, x + wide, y + high * 0.6, scaleRgb(color, 0.4));
  painter.rect(x, y, x + wide, y + high * 0.3, scaleRgb(color, 1.3), 0.6);
  painter.ellipse(middle, y + high * 0.6, wide / 2, high * 0.1, scaleRgb(color, 0.5));
  painter.rect(middle - wide * 0.15, y + high * 0.6, middle + wide * 0.15, y + high, scaleRgb(color, 0.45));
  painter.rect(x + wide * 0.12, y + high * 0.05, x + wide * 0.24, y + high * 0.58, scaleRgb(color, 2.4), 0.8);
}
