import type { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { COPY_ROLES, type CopyRole, copyOf } from './copy-roles.ts';

/** Smallest type that can still be read, pixels per em: letters with volume need more than flat ones. */
export const SMALLEST_HEADLINE_PX = 8;
export const SMALLEST_TYPE_PX = 7;

/** Part of the picture inside its margins that copy may take in the end: the product needs the rest. */
const COPY_SHARE = 0.45;
/** Margin at every edge, as part of the shorter side. */
const MARGIN = 100 / 1024;
/** Height of a line over its size, and room lost at the ends of lines. */
const LINE_ROOM = 1.75;
/** From line to line over the size of the type, for lines that the copy itself breaks. */
const LINE_HEIGHT = 1.3;

/** A role with more copy than the picture has room for. */
export interface CrowdedCopy {
  role: CopyRole;
  characters: number;
  /** How many characters like these there is room for beside the other roles. */
  room: number;
}

/**
 * The longest role of a copy that could not be set in type large enough to be read on a picture of that size;
 * undefined when all of it can. A sum of the letters' areas and of the heights of lines, deliberately on the safe side:
 * the layout finds a place for whatever passes.
 */
export function findCrowdedCopy(
  text: AdSpec['text'],
  canvas: { width: number; height: number },
): CrowdedCopy | undefined {
  const margin = MARGIN * Math.min(canvas.width, canvas.height);
  const available = COPY_SHARE * (canvas.width - 2 * margin) * (canvas.height - 2 * margin);
  const needs = COPY_ROLES.map((role) => ({ role, area: areaOf(role, copyOf(text, role)) }));
  const needed = needs.reduce((sum, { area }) => sum + area, 0);
  if (needed <= available) return findTallCopy(text, canvas.height - 2 * margin);
  const { role, area } = needs.reduce((most, one) => (one.area > most.area ? one : most));
  const characters = [...copyOf(text, role)].length;
  const left = available - (needed - area);
  return { role, characters, room: Math.max(0, Math.floor((characters * left) / area)) };
}

/** The role with the most lines of its own where headline and subline, which stand above each other, are too tall. */
function findTallCopy(text: AdSpec['text'], available: number): CrowdedCopy | undefined {
  const needs = (['content', 'subline'] as const).map((role) => {
    const lines = copyOf(text, role)
      .split(/\r\n|[\n\r\u2028\u2029]/u)
      .filter((line) => line.trim() !== '').length;
    const size = role === 'content' ? SMALLEST_HEADLINE_PX : SMALLEST_TYPE_PX;
    return { role, lines, height: lines * size * LINE_HEIGHT };
  });
  const needed = needs.reduce((sum, { height }) => sum + height, 0);
  const { role, height, lines } = needs.reduce((most, one) => (one.height > most.height ? one : most));
  // A single line is a matter of its area.
  if (needed <= available || lines < 2) return undefined;
  const characters = [...copyOf(text, role)].length;
  const left = Math.max(0, available - (needed - height));
  return { role, characters, room: Math.floor((characters * left) / height) };
}

/** Pixels that a role's copy takes in the smallest type. */
function areaOf(role: CopyRole, copy: string): number {
  const size = role === 'content' ? SMALLEST_HEADLINE_PX : SMALLEST_TYPE_PX;
  return widthEm(copy) * size * size * LINE_ROOM;
}

/** About the width of a text: Hangul and ideographs are nearly square, Latin letters and digits about half of it. */
function widthEm(copy: string): number {
  let width = 0;
  for (const character of copy) {
    if (/\s/u.test(character)) width += 0.28;
    else width += (character.codePointAt(0) ?? 0) > 0x2e7f ? 0.92 : 0.6;
  }
  return width;
}
