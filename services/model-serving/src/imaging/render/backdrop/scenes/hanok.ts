import { mixRgb, multiplyRgb, type Rgb, scaleRgb } from '../../../color/rgb.ts';
import type { Stage } from '../stage.ts';
import { foliage, gradient, paint, WARM } from './parts.ts';

/** A room of a hanok: posts and beams, doors of lattice and paper lit from behind, one open on the court. */
export function paintHanok(stage: Stage): void {
  const { daylight, lamps, skyLow, season } = stage.atmosphere;
  const inside = mixRgb(scaleRgb(daylight, 0.45), scaleRgb(WARM, 0.42), Math.min(1, 0.25 + 0.6 * lamps));
  const side = stage.random() < 0.5 ? -1 : 1;
  const far = stage.layer(1.4);
  // The court outside.
  gradient(far, [multiplyRgb(paint('#c9b795'), daylight), scaleRgb(skyLow, 0.55), scaleRgb(skyLow, 0.62)]);
  const tree =
    season === 'winter'
      ? [paint('#e6ecf0'), paint('#b7c3c8')]
      : season === 'autumn'
        ? [paint('#c9582a'), paint('#d9952f'), paint('#a8401f')]
        : season === 'spring'
          ? [paint('#f3b9c9'), paint('#f9dfe6')]
          : [paint('#5f8a3f'), paint('#87a84f'), paint('#3f6a34')];
  for (let i = 0; i < 14; i++)
    foliage(far, stage, {
      x: stage.between(-0.55, 0.55),
      y: stage.between(0.07, far.height * 0.8),
      radius: 0.075,
      leaf: 0.022,
      count: 30,
      tones: tree,
      light: daylight[1] * 1.1,
    });
  // The court's wall with its roof tiles.
  far.rect(-far.width, -0.1, far.width, 0.075, multiplyRgb(paint('#d8cbb2'), daylight));
  far.rect(-far.width, 0.07, far.width, 0.09, multiplyRgb(paint('#4b4a48'), daylight));
  const mid = stage.layer(0.45);
  const wood = multiplyRgb(paint('#5b3319'), scaleRgb(inside, 1.15));
  const paper = mixRgb(
    multiplyRgb(stage.accent ?? paint('#f6ead2'), scaleRgb(daylight, 0.85)),
    scaleRgb([1.2, 0.86, 0.5], 0.75),
    Math.max(0, lamps - 0.3) * 0.9,
  );
  const doorWide = 0.235;
  const open = side > 0 ? 2 : 1;
  const shift = stage.between(-0.03, 0.03);
  const many = Math.ceil(mid.width / doorWide / 2) + 1;
  for (let i = -many; i < many; i++) {
    if (((i % 4) + 4) % 4 === open) continue;
    lattice(stage, mid, shift + i * doorWide, doorWide, paper, wood);
  }
  for (let i = -many; i <= many; i++) {
    const x = shift + i * doorWide;
    const w = i % 2 === 0 ? 0.0155 : 0.008;
    mid.rect(x - w, -0.1, x + w, mid.height + 0.1, wood);
    mid.rect(x - w * 0.5, -0.1, x + w * 0.1, mid.height + 0.1, scaleRgb(wood, 1.5), 0.5);
  }
  mid.rect(-mid.width, -0.1, mid.width, 0.022, scaleRgb(wood, 0.85));
  mid.rect(-mid.width, 0.016, mid.width, 0.022, scaleRgb(wood, 1.5));
  const beam = mid.height - 0.026;
  mid.rect(-mid.width, beam, mid.width, mid.height + 0.1, scaleRgb(wood, 0.75));
  mid.rect(-mid.width, beam, mid.width, beam + 0.006, scaleRgb(wood, 0.35));
  const near = stage.layer(0.8);
  // A paper lantern by the post.
  const x = -side * stage.between(0.33, 0.4);
  const y = Math.max(0.2, near.height - 0.12);
  near.rect(x - 0.002, y, x + 0.002, near.height + 0.1, paint('#2a1a10', 0.5));
  near.glow(x, y - 0.03, 0.1, 0.1, scaleRgb(WARM, 0.1 + 0.22 * lamps));
  near.ellipse(
    x,
    y - 0.03,
    0.043,
    0.053,
    mixRgb(paint('#f3d9a8'), [1.5, 0.92, 0.45], 0.35 + 0.5 * Math.min(1, lamps)),
  );
  near.rect(x - 0.018, y + 0.018, x + 0.018, y + 0.025, wood);
  near.rect(x - 0.018, y - 0.085, x + 0.018, y - 0.078, wood);
  near.rect(x - 0.002, y - 0.125, x + 0.002, y - 0.085, paint('#a8302a'));
}

/** A door: paper in a lattice that is close in three bands and open between. */
function lattice(
  stage: Stage,
  painter: ReturnType<Stage['layer']>,
  x: number,
  wide: number,
  paper: Rgb,
  wood: Rgb,
): void {
  const top = painter.height + 0.1;
  painter.shade(x, 0.02, x + wide, top, (px, y, out) => {
    out.set(
      scaleRgb(paper, 0.82 + 0.18 * Math.sin(((px - x) / wide) * Math.PI) - 0.12 * Math.max(0, y - 0.25)),
    );
  });
  painter.rect(x, 0.02, x + wide, 0.062, scaleRgb(wood, 0.9));
  for (let i = 1; i < 8; i++) {
    const at = x + (wide * i) / 8;
    painter.rect(at - 0.0021, 0.062, at + 0.0021, top, wood);
  }
  for (const start of [0.075, 0.225, 0.375, 0.525])
    for (let i = 0; i < 5; i++)
      painter.rect(x, start + i * 0.0145, x + wide, start + i * 0.0145 + 0.0042, wood);
  if (stage.random() < 0.5) painter.ellipse(x + wide * 0.9, 0.16, 0.005, 0.007, [0.1, 0.07, 0.03]);
}
