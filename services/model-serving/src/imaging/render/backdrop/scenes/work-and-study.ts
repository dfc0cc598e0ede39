import { mixRgb, multiplyRgb, type Rgb, scaleRgb } from '../../../color/rgb.ts';
import type { Stage } from '../stage.ts';
import { roomLight } from './home.ts';
import { foliage, gradient, paint, pendant, pick, ROOM_WARM, sparkle, WARM, WARMS } from './parts.ts';

/** An office by day or late: a glass front with the town outside, a screen, a desk lamp, folders, a plant. */
export function paintOffice(stage: Stage): void {
  const { lamps, skyLow, skyTop, daylight } = stage.atmosphere;
  const light = roomLight(stage, 0.62);
  const side = stage.random() < 0.5 ? -1 : 1;
  const far = stage.layer(1.2);
  gradient(far, [scaleRgb(skyLow, 0.95), scaleRgb(mixRgb(skyLow, skyTop, 0.6), 0.95)]);
  for (let x = -far.width / 2 - 0.05; x < far.width / 2; ) {
    const wide = stage.between(0.05, 0.11);
    const high = stage.between(0.08, Math.max(0.16, far.height * 0.62));
    const tone = mixRgb(multiplyRgb(paint('#7f8c99'), daylight), skyLow, 0.35);
    far.rect(x, -0.1, x + wide, high, scaleRgb(tone, stage.between(0.6, 1)));
    if (stage.hasLights && lamps > 0.5)
      for (let i = 0; i < 5; i++)
        far.light(
          x + wide * stage.random(),
          high * stage.random(),
          scaleRgb(pick(stage, WARMS), 0.5 * lamps),
          0.35,
        );
    x += wide + stage.between(0, 0.03);
  }
  const mid = stage.layer(0.75);
  const frame = multiplyRgb(paint('#3b4046'), light);
  for (let x = stage.between(-0.62, -0.5); x < 0.8; x += 0.3)
    mid.rect(x - 0.009, -0.1, x + 0.009, mid.height + 0.1, frame);
  mid.rect(-mid.width, 0.004, mid.width, 0.018, frame);
  const wallFrom = side * 0.2;
  mid.rect(
    Math.min(wallFrom, side),
    -0.1,
    Math.max(wallFrom, side),
    mid.height + 0.1,
    multiplyRgb(stage.accent ?? paint('#d6d9da'), light),
  );
  const sx = side * 0.38;
  for (let y = 0.1; y < mid.height; y += 0.13) {
    mid.rect(sx - 0.17, y - 0.01, sx + 0.17, y, multiplyRgb(paint('#8d6c4c'), light));
    for (let x = sx - 0.15; x < sx + 0.14; x += stage.between(0.02, 0.05)) {
      const tone = multiplyRgb(
        paint(pick(stage, ['#f0f0ee', '#3f5f86', '#c9ced2', '#2d3338', '#8fa9b8', '#d8a24a'])),
        light,
      );
      mid.rect(x, y, x + stage.between(0.012, 0.02), y + stage.between(0.06, 0.09), tone);
    }
  }
  const dx = -side * 0.16;
  mid.rect(dx - 0.13, 0.035, dx + 0.13, 0.185, paint('#14171a', 0.5));
  mid.rect(dx - 0.122, 0.043, dx + 0.122, 0.178, mixRgb([0.35, 0.5, 0.72], scaleRgb(light, 0.7), 0.4));
  mid.rect(dx - 0.1, 0.13, dx + 0.02, 0.155, [0.85, 0.92, 1], 0.6);
  mid.rect(dx - 0.012, -0.02, dx + 0.012, 0.035, paint('#14171a', 0.5));
  const lx = -side * 0.4;
  mid.polygon(
    [
      [lx, 0],
      [lx + 0.006, 0],
      [lx + 0.045 * side, 0.13],
      [lx + 0.04 * side, 0.13],
    ],
    frame,
  );
  mid.polygon(
    [
      [lx + 0.01 * side, 0.125],
      [lx + 0.09 * side, 0.105],
      [lx + 0.066 * side, 0.15],
    ],
    frame,
  );
  mid.glow(lx + 0.055 * side, 0.08, 0.06, 0.05, scaleRgb(WARM, 0.25 + 0.45 * lamps));
  if (stage.hasLights) mid.light(lx + 0.052 * side, 0.105, scaleRgb(WARM, 0.7 + 0.8 * lamps), 0.8);
  foliage(mid, stage, {
    x: -side * 0.52,
    y: 0.11,
    radius: 0.09,
    leaf: 0.022,
    count: 50,
    tones: [paint('#5d8a3c'), paint('#3f6b34')],
    light: light[1],
  });
}

const BOOKS = [
  '#7a2e26',
  '#2f4a3d',
  '#3a3f63',
  '#a8763a',
  '#d8c39a',
  '#5a3a28',
  '#8f4a2f',
  '#4f5a60',
  '#b89b6a',
  '#6e2540',
];

/** A library: tall shelves of books, a green lamp, warm light. */
export function paintLibrary(stage: Stage): void {
  const { lamps, daylight } = stage.atmosphere;
  const light: Rgb = mixRgb(
    scaleRgb(daylight, 0.6),
    scaleRgb(ROOM_WARM, 0.5),
    0.25 + 0.6 * Math.min(1, lamps),
  );
  const far = stage.layer(0.8);
  const wood = multiplyRgb(stage.accent ?? paint('#4a2c18'), light);
  gradient(far, [scaleRgb(wood, 0.5), scaleRgb(wood, 0.6)]);
  const rise = 0.118;
  const start = stage.between(-0.03, 0.02);
  for (let y = start - rise; y < far.height + 0.1; y += rise) {
    const glow = 0.75 + 0.35 * stage.random();
    for (let x = -far.width / 2 - 0.04; x < far.width / 2 + 0.04; ) {
      const wide = stage.between(0.011, 0.027);
      const high = rise * stage.between(0.55, 0.84);
      const tone = scaleRgb(multiplyRgb(paint(pick(stage, BOOKS)), light), glow * stage.between(0.7, 1.2));
      if (stage.random() < 0.95) {
        far.rect(x, y, x + wide, y + high, tone);
        far.rect(
          x + wide * 0.1,
          y + high * 0.76,
          x + wide * 0.9,
          y + high * 0.81,
          multiplyRgb(paint('#d8b25a'), light),
          0.8,
        );
        far.rect(x + wide * 0.12, y, x + wide * 0.3, y + high, scaleRgb(tone, 1.5), 0.6);
      }
      x += wide + 0.0012;
    }
    far.rect(-far.width, y - 0.014, far.width, y, scaleRgb(wood, 1.15));
    far.rect(-far.width, y + rise * 0.86, far.width, y + rise - 0.014, [0.004, 0.003, 0.002], 0.55);
  }
  for (let x = stage.between(-0.62, -0.4); x < 0.7; x += 0.44)
    far.rect(x - 0.016, -0.1, x + 0.016, far.height + 0.1, scaleRgb(wood, 1.05));
  const near = stage.layer(1);
  const side = stage.random() < 0.5 ? -1 : 1;
  const x = side * stage.between(0.3, 0.36);
  const y = Math.min(0.19, near.height * 0.5);
  near.glow(x, y - 0.04, 0.12, 0.1, scaleRgb(WARM, 0.22));
  near.rect(x - 0.006, -0.1, x + 0.006, y, paint('#a8842f', 0.8));
  near.polygon(
    [
      [x - 0.1, y - 0.01],
      [x + 0.1, y - 0.01],
      [x + 0.065, y + 0.04],
      [x - 0.065, y + 0.04],
    ],
    [0.02, 0.17, 0.085],
  );
  near.rect(x - 0.088, y - 0.016, x + 0.088, y - 0.008, scaleRgb(WARM, 3));
  if (stage.hasLights) near.light(x, y - 0.02, scaleRgb(WARM, 1.2), 1);
  sparkle(near, stage, { count: 9, bottom: 0.02, top: near.height, level: 0.6, size: 0.8, colors: WARMS });
}

/** A workshop: steel windows, a board with tools, beams, bare bulbs. */
export function paintWorkshop(stage: Stage): void {
  const { lamps, skyLow, skyTop, daylight } = stage.atmosphere;
  const light = roomLight(stage, 0.42);
  const side = stage.random() < 0.5 ? -1 : 1;
  const far = stage.layer(0.9);
  const wall = multiplyRgb(stage.accent ?? paint('#8f8a84'), light);
  gradient(far, [scaleRgb(wall, 0.7), wall, scaleRgb(wall, 0.5)]);
  const steel = paint('#1d2022', 0.5);
  const wx = -side * 0.25;
  far.shade(wx - 0.23, 0.07, wx + 0.23, far.height + 0.1, (_x, y, out) =>
    out.set(scaleRgb(mixRgb(skyLow, skyTop, y / (far.height + 0.1)), 1.15)),
  );
  far.glow(wx, far.height * 0.6, 0.2, 0.14, scaleRgb(daylight, 0.25));
  for (let x = wx - 0.23; x <= wx + 0.2301; x += 0.0766)
    far.rect(x - 0.005, 0.065, x + 0.005, far.height + 0.1, steel);
  for (let y = 0.07; y < far.height + 0.1; y += 0.085)
    far.rect(wx - 0.235, y - 0.005, wx + 0.235, y + 0.005, steel);
  const mid = stage.layer(0.65);
  const bx = side * 0.28;
  mid.rect(
    bx - 0.21,
    0.055,
    bx + 0.21,
    Math.max(0.26, mid.height * 0.8),
    multiplyRgb(paint('#a9794a'), scaleRgb(light, 0.9)),
  );
  for (let i = 0; i < 9; i++) {
    const x = bx - 0.17 + i * 0.043;
    const top = Math.max(0.24, mid.height * 0.72) - stage.between(0, 0.03);
    const long = stage.between(0.07, 0.13);
    const tone = multiplyRgb(
      paint(pick(stage, ['#2b2d30', '#b6432f', '#c9ced2', '#2b2d30', '#d79b2e'])),
      light,
    );
    mid.rect(x - 0.005, top - long, x + 0.005, top, tone);
    if (i % 3 === 0)
      mid.rect(x - 0.02, top - long - 0.02, x + 0.02, top - long, multiplyRgb(paint('#9aa0a5'), light));
    else if (i % 3 === 1) mid.ellipse(x, top - long, 0.014, 0.02, tone);
    else mid.rect(x - 0.009, top - 0.045, x + 0.009, top, multiplyRgb(paint('#7a4a2b'), light));
  }
  mid.rect(-mid.width, 0.018, mid.width, 0.03, multiplyRgb(paint('#5d4632'), light));
  for (const x of [stage.between(-0.45, -0.3), stage.between(-0.06, 0.06), stage.between(0.32, 0.46)])
    pendant(mid, stage, {
      x,
      y: mid.height - stage.between(0.03, 0.06),
      size: 0.075,
      shade: steel,
      level: 0.4 + 0.7 * lamps,
    });
}

/** A farmhouse: wall of boards, a small window, herbs that hang to dry, a lantern. */
export function paintFarmhouse(stage: Stage): void {
  const { lamps, skyLow, daylight } = stage.atmosphere;
  const light: Rgb = mixRgb(roomLight(stage, 0.55), scaleRgb(ROOM_WARM, 0.5), 0.35);
  const side = stage.random() < 0.5 ? -1 : 1;
  const far = stage.layer(0.8);
  const wood = multiplyRgb(stage.accent ?? paint('#9a6a40'), light);
  for (let y = -0.1; y < far.height + 0.1; y += 0.062) {
    const tone = scaleRgb(wood, stage.between(0.6, 0.95));
    far.rect(-far.width, y, far.width, y + 0.059, tone);
    far.rect(-far.width, y + 0.048, far.width, y + 0.059, scaleRgb(tone, 1.2), 0.5);
    far.rect(-far.width, y + 0.059, far.width, y + 0.062, scaleRgb(tone, 0.25));
  }
  const wx = side * 0.26;
  const top = Math.max(0.28, far.height * 0.9);
  far.rect(wx - 0.155, 0.05, wx + 0.155, top + 0.02, scaleRgb(wood, 0.5));
  far.rect(wx - 0.135, 0.07, wx + 0.135, top, scaleRgb(skyLow, 1.35));
  for (let i = 0; i < 4; i++)
    foliage(far, stage, {
      x: wx + stage.between(-0.1, 0.1),
      y: 0.1 + stage.random() * 0.07,
      radius: 0.06,
      leaf: 0.018,
      count: 26,
      tones: [paint('#7d9a3f'), paint('#a8b54e'), paint('#c9a03f')],
      light: daylight[1] * 1.3,
    });
  far.rect(wx - 0.007, 0.07, wx + 0.007, top, scaleRgb(wood, 0.55));
  far.rect(wx - 0.135, (top + 0.07) / 2, wx + 0.135, (top + 0.07) / 2 + 0.012, scaleRgb(wood, 0.55));
  far.glow(wx, top * 0.6, 0.24, 0.2, scaleRgb(skyLow, 0.2));
  const mid = stage.layer(0.8);
  for (let i = 0; i < 3; i++) {
    const x = -side * (0.1 + i * 0.14) + stage.between(-0.02, 0.02);
    const from = mid.height + 0.02;
    mid.polygon(
      [
        [x - 0.004, from],
        [x + 0.004, from],
        [x + 0.002, from - 0.09],
        [x - 0.002, from - 0.09],
      ],
      paint('#4a3a22', 0.6),
    );
    foliage(mid, stage, {
      x,
      y: from - 0.13,
      radius: 0.05,
      leaf: 0.014,
      count: 55,
      tones:
        i === 1
          ? [paint('#b98ab8'), paint('#8f6a9a'), paint('#7d8a4f')]
          : [paint('#a3995a'), paint('#c9b478'), paint('#7d7a3f')],
      light: light[1] * 1.2,
    });
  }
  const lx = -side * stage.between(0.3, 0.38);
  mid.rect(lx - 0.035, 0, lx + 0.035, 0.1, [0.02, 0.014, 0.01]);
  mid.rect(lx - 0.027, 0.012, lx + 0.027, 0.086, scaleRgb(WARM, 0.7));
  mid.glow(lx, 0.05, 0.12, 0.1, scaleRgb(WARM, 0.3));
  if (stage.hasLights) mid.light(lx, 0.045, scaleRgb(WARM, 1.7), 0.8);
  sparkle(mid, stage, {
    count: 12,
    bottom: 0.02,
    top: mid.height,
    level: 0.45 + 0.5 * lamps,
    size: 0.7,
    colors: WARMS,
  });
}
