import type { VersionNode } from './version-tree.ts';

/** Sizes of the drawn tree in CSS pixels; versions.css has the same. */
export const NODE = { width: 212, height: 56 };
const GAP = { x: 30, y: 6 };
export const PITCH = { x: NODE.width + GAP.x, y: NODE.height + GAP.y };

/** The upper left corner of a version. */
export function cornerOf({ column, row }: Pick<VersionNode, 'column' | 'row'>): {
  left: number;
  top: number;
} {
  return { left: column * PITCH.x, top: row * PITCH.y };
}

/** The line from a version's parent to it, as an SVG path: straight on, or around a corner to a line of its own. */
export function branchPath(parent: VersionNode, child: VersionNode): string {
  const from = cornerOf(parent);
  const to = cornerOf(child);
  const startX = from.left + NODE.width;
  const startY = from.top + NODE.height / 2;
  const endY = to.top + NODE.height / 2;
  if (startY === endY) return `M${startX} ${startY}H${to.left}`;
  const middleX = startX + GAP.x / 2;
  const radius = 8;
  return `M${startX} ${startY}H${middleX - radius}q${radius} 0 ${radius} ${radius}V${endY - radius}q0 ${radius} ${radius} ${radius}H${to.left}`;
}
