import { areaMean, cellBox, type PictureMap } from '../../composition/picture-map.ts';
import type { FittedHeadline } from './fit-stack.ts';
import type { Rect } from './text-area.ts';

/** Part of a letter that may be hidden before it is read less well, and from which it is lost. */
const FREE = 0.26;
const LOST = 0.45;
/** Steps to each side, and the longest way, of the safe area's width. */
const STEPS = 12;
const FARTHEST = 0.14;

/** How well a headline behind the product can be read, 0..1: by the letter of which most is hidden. */
export function hiddenLetters(headline: Rect & FittedHeadline, map: PictureMap): number {
  const most = mostHidden(headline, map);
  const beyond = Math.max(0, most - FREE) / (LOST - FREE);
  return most >= LOST ? 0.05 * (1 - most) : 1 - 0.6 * beyond;
}

/** Where a headline begins when it is moved across until its letters show best: a narrow product falls between two. */
export function moveClear(headline: Rect & FittedHeadline, safe: Rect, map: PictureMap): number {
  const first = Math.max(safe.x, headline.x - FARTHEST * safe.width);
  const last = Math.min(safe.x + safe.width - headline.width, headline.x + FARTHEST * safe.width);
  let best = { x: headline.x, score: hiddenLetters(headline, map) };
  for (let step = -STEPS; step <= STEPS; step++) {
    const end = step < 0 ? first : last;
    const x = headline.x + ((end - headline.x) * Math.abs(step)) / STEPS;
    const score = hiddenLetters({ ...headline, x }, map) - 0.25 * (Math.abs(step) / STEPS);
    if (score > best.score) best = { x, score };
  }
  return best.x;
}

function mostHidden({ x, y, letters }: Rect & FittedHeadline, map: PictureMap): number {
  const parts = letters.map((letter) =>
    areaMean(map.product, ...cellBox({ ...letter, x: x + letter.x, y: y + letter.y }, map)),
  );
  return Math.max(0, ...parts);
}
