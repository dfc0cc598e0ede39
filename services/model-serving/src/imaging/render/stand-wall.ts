import type { ScenePlan } from '../scene/scene-plan.ts';
import { type Layout, PRODUCT_CM } from './layout.ts';

/** How far behind the product a wall stands. */
const BEHIND_CM = 1.9 * PRODUCT_CM;

/** The layout with the surface's far edge at the wall's foot, where a wall stands behind; else unchanged. */
export function standWall(plan: Pick<ScenePlan, 'backdrop'>, layout: Layout): Layout {
  if (plan.backdrop !== 'wall' || layout.edgeY <= 0) return layout;
  const [, foot] = layout.camera.project(0, 0, -BEHIND_CM);
  return { ...layout, edgeY: Math.max(layout.edgeY, foot) };
}
