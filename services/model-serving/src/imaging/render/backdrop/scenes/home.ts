import { mixRgb, multiplyRgb, type Rgb, scaleRgb } from '../../../color/rgb.ts';
import type { Painter } from '../painter.ts';
import type { Stage } from '../stage.ts';
import { curtain, foliage, gradient, paint, pendant, pick, sparkle, WARM, WARMS } from './parts.ts';

const LEAVES: readonly Rgb[] = [paint('#5d8a3c'), paint('#7ba64c'), paint('#3f6b34'), paint('#a3bd62')];

/** What a white wall of a room shows: daylight from the windows, lamps when it is dark. */
export function roomLight(stage: Stage, day = 0.62): Rgb {
  const { daylight, lamps } = stage.atmosphere;
  const level = Math.max(0, lamps - 0.3) * 0.5;
  return [0, 1, 2].map((c) => daylight[c] * day + WARM[c] * level) as unknown as Rgb;
}

/** A bright kitchen: window with green outside, white tiles, a board with bowls, a plant and a lamp. */
export function paintKitchen(stage: Stage): void {
  const light = roomLight(stage, 0.78);
  const side = stage.random() < 0.5 ? -1 : 1;
  const wall = multiplyRgb(stage.accent ?? paint('#f2efe8'), light);
  const far = stage.layer(1);
  gradient(far, [scaleRgb(wall, 0.62), scaleRgb(wall, 0.78), scaleRgb(wall, 0.64)]);
  far.glow(side * -0.27, far.height * 0.5, 0.3, 0.22, scaleRgb(light, 0.16));
  outlook(far, stage, {
    x: side * -0.27,
    half: 0.19,
    bottom: 0.055,
    top: Math.max(0.3, far.height * 0.94),
    frame: multiplyRgb(paint('#f7f5f0'), scaleRgb(light, 0.9)),
    bars: 1,
  });
  const mid = stage.layer(0.6);
  // Tiles between worktop and shelf.
  const tileTop = Math.min(0.17, mid.height * 0.5);
  const from = side > 0 ? -0.04 : -mid.width / 2 - 0.1;
  const to = side > 0 ? mid.width / 2 + 0.1 : 0.04;
  for (let y = 0; y < tileTop - 0.01; y += 0.034)
    for (let x = from - (Math.round(y / 0.034) % 2) * 0.034; x < to; x += 0.068)
      mid.rect(
        Math.max(from, x + 0.002),
        y + 0.002,
        Math.min(to, x + 0.066),
        y + 0.032,
        scaleRgb(wall, stage.between(0.9, 1.12)),
        0.85,
      );
  mid.rect(from, tileTop, to, tileTop + 0.013, multiplyRgb(paint('#b98a58'), light));
  mid.rect(from, tileTop - 0.02, to, tileTop, multiplyRgb(paint('#5b5148'), light), 0.18);
  for (let x = from + 0.05; x < to - 0.06; ) {
    const kind = stage.random();
    const tone = multiplyRgb(
      paint(pick(stage, ['#e9e2d6', '#c98f63', '#7f9a8b', '#d8b98a', '#b6c4c8', '#f6f3ec'])),
      light,
    );
    if (kind < 0.45) {
      const r = stage.between(0.028, 0.04);
      mid.polygon(
        [
          [x, tileTop + 0.013 + r],
          [x + 2 * r, tileTop + 0.013 + r],
          [x + 1.5 * r, tileTop + 0.013],
          [x + 0.5 * r, tileTop + 0.013],
        ],
        tone,
      );
      x += 2 * r;
    } else if (kind < 0.8) {
      const w = stage.between(0.03, 0.045);
      const h = stage.between(0.06, 0.1);
      mid.rect(x, tileTop + 0.013, x + w, tileTop + 0.013 + h, tone);
      mid.rect(x, tileTop + 0.013 + h, x + w, tileTop + 0.025 + h, multiplyRgb(paint('#a9794a'), light));
      mid.rect(x + w * 0.14, tileTop + 0.02, x + w * 0.26, tileTop + h, scaleRgb(tone, 1.35), 0.7);
      x += w;
    } else {
      mid.rect(x, tileTop + 0.013, x + 0.05, tileTop + 0.055, multiplyRgb(paint('#d0714a'), light));
      foliage(mid, stage, {
        x: x + 0.025,
        y: tileTop + 0.085,
        radius: 0.045,
        leaf: 0.011,
        count: 60,
        tones: LEAVES,
        light: light[1] * 1.1,
      });
      x += 0.05;
    }
    x += stage.between(0.015, 0.06);
  }
  pendant(mid, stage, {
    x: side * 0.3,
    y: mid.height - 0.06,
    size: 0.1,
    shade: multiplyRgb(paint('#d9a441'), light),
    level: 0.15 + 0.75 * stage.atmosphere.lamps,
  });
  sparkle(mid, stage, {
    count: 7,
    bottom: 0.02,
    top: mid.height,
    level: 0.55,
    size: 0.7,
    colors: [
      [1, 1, 0.96],
      [1, 0.95, 0.85],
    ],
  });
}

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
  const { daylight, skyLow, skyTop, lamps, season } = stage.atmosphere;
  painter.shade(x - half, bottom, x + half, top, (_px, y, out) => {
    out.set(scaleRgb(mixRgb(skyLow, skyTop, ((y - bottom) / (top - bottom)) * 0.6), 1.35));
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

/** A bathroom or spa: large tiles, round mirror, towels, stones, candles, a frond, steam. */
export function paintBathroom(stage: Stage): void {
  const { lamps } = stage.atmosphere;
  const light = roomLight(stage, 0.75);
  const side = stage.random() < 0.5 ? -1 : 1;
  const far = stage.layer(0.55);
  const tile = multiplyRgb(stage.accent ?? paint('#a9bfba'), light);
  gradient(far, [scaleRgb(tile, 0.62), scaleRgb(tile, 0.68)]);
  const size = 0.105;
  const shift = stage.between(0, size);
  for (let y = -0.02; y < far.height + 0.1; y += size)
    for (let x = -far.width / 2 - shift - size; x < far.width / 2 + size; x += size) {
      const tone = scaleRgb(tile, stage.between(0.88, 1.1));
      far.rect(x + 0.0022, y + 0.0022, x + size - 0.0022, y + size - 0.0022, tone);
      far.polygon(
        [
          [x + 0.01, y + size - 0.008],
          [x + size * 0.6, y + size - 0.008],
          [x + size * 0.2, y + 0.012],
          [x + 0.01, y + 0.012],
        ],
        scaleRgb(tone, 1.16),
        0.35,
      );
    }
  const mx = side * 0.27;
  const my = Math.max(0.2, far.height * 0.66);
  far.glow(mx, my, 0.19, 0.19, scaleRgb([1, 0.93, 0.8], 0.16 + 0.28 * lamps));
  far.ellipse(mx, my, 0.128, 0.128, multiplyRgb(paint('#c8a86a'), light));
  far.ellipse(mx, my, 0.12, 0.12, scaleRgb(multiplyRgb(paint('#e6eff0'), light), 1.2));
  far.ellipse(mx - 0.03, my - 0.04, 0.07, 0.06, multiplyRgb(paint('#d3dedd'), light), 0.6);
  const mid = stage.layer(0.75);
  const shelfY = 0.02;
  mid.rect(-mid.width, -0.1, mid.width, shelfY, multiplyRgb(paint('#8a6a4a'), scaleRgb(light, 0.8)));
  // Rolled towels in a pyramid.
  const tx = -side * 0.31;
  const towel = multiplyRgb(paint('#f7f3ec'), light);
  for (const [dx, dy] of [
    [-0.062, 0],
    [0, 0],
    [0.062, 0],
    [-0.031, 0.052],
    [0.031, 0.052],
  ]) {
    mid.ellipse(tx + dx, shelfY + 0.03 + dy, 0.033, 0.031, scaleRgb(towel, 0.95));
    mid.ellipse(tx + dx, shelfY + 0.03 + dy, 0.02, 0.019, scaleRgb(towel, 0.74));
    mid.ellipse(tx + dx, shelfY + 0.03 + dy, 0.012, 0.011, scaleRgb(towel, 0.98));
  }
  // Hot stones and candles.
  const sx = side * 0.13;
  for (const [dy, r] of [
    [0.014, 0.044],
    [0.037, 0.033],
    [0.055, 0.023],
  ]) {
    mid.ellipse(sx, shelfY + dy, r, 0.014, multiplyRgb(paint('#4a4f50'), light));
    mid.ellipse(
      sx - r * 0.25,
      shelfY + dy + 0.006,
      r * 0.5,
      0.004,
      multiplyRgb(paint('#a8b0b0'), light),
      0.7,
    );
  }
  for (const dx of [0.24, 0.31, 0.4]) {
    const h = stage.between(0.03, 0.06);
    const x = side * dx;
    mid.rect(x - 0.018, shelfY, x + 0.018, shelfY + h, multiplyRgb(paint('#f1e4cf'), scaleRgb(light, 1.05)));
    mid.glow(x, shelfY + h + 0.012, 0.05, 0.05, scaleRgb(WARM, 0.3 + 0.3 * lamps));
    if (stage.hasLights) mid.light(x, shelfY + h + 0.014, scaleRgb(WARM, 1.3), 0.75);
  }
  foliage(mid, stage, {
    x: -side * 0.52,
    y: 0.16,
    radius: 0.13,
    leaf: 0.024,
    count: 80,
    tones: LEAVES,
    light: light[1] * 0.9,
  });
  // Steam.
  for (let i = 0; i < 5; i++)
    mid.glow(
      stage.between(-0.4, 0.4),
      stage.between(0.05, mid.height),
      stage.between(0.09, 0.2),
      stage.between(0.05, 0.09),
      scaleRgb(light, 0.075),
    );
}
