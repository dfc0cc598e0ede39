import type { Placement } from '@nanococoa/proto/common/v1/scene.ts';
import type { Cutout } from '../cutout/cut-out.ts';
import type { CopyZones } from '../render/copy-zones.ts';
import { type Layout, layOut } from '../render/layout.ts';
import type { ScenePlan } from '../scene/scene-plan.ts';
import { estimateView, type ProductView } from './estimate-view.ts';
import { type PlacedProduct, placeProduct } from './place-product.ts';
import { measureSilhouette, type Silhouette } from './silhouette.ts';

export interface PreparedProduct {
  layout: Layout;
  /** Absent without product, and for one that stands on nothing and so casts no shadow. */
  silhouette?: Silhouette;
  view?: ProductView;
  /** Where the product stands, as the contract tells it. */
  placement?: Placement;
  place?(pause?: (fraction: number) => Promise<void>): Promise<PlacedProduct>;
}

export interface PrepareOptions {
  cutout?: Cutout;
  plan: ScenePlan;
  width: number;
  height: number;
  /** Product height over canvas height. */
  scale: number;
  /** Elevation from which the product is seen, degrees; undefined: estimated from the photo. */
  elevationDeg?: number | undefined;
  /** Where the foot's middle is wished to stand, fractions of the canvas. */
  x?: number | undefined;
  y?: number | undefined;
  /** Where copy will stand. */
  copy: CopyZones;
}

/** From where a scene without product is seen, degrees. */
const VIEW_DEG = { top: 78, high: 52, low: 9, auto: 30 };
/** Seen from higher than this, the light of a window on the surface makes the picture, not what lies behind. */
const SURFACE_ONLY_DEG = 38;

/** At eye level itself the surface is a line: no foot has a depth there, and no shadow falls on it. */
const LEAST_DEG = 1;

/** Decides how the product is seen and where it stands, and with it the camera of the whole picture. */
export function prepareProduct(options: PrepareOptions): PreparedProduct {
  const { cutout, plan, width, height, scale, copy, x, y } = options;
  const seenFromDeg =
    options.elevationDeg === undefined ? undefined : Math.max(LEAST_DEG, options.elevationDeg);
  if (cutout === undefined) {
    const elevationDeg = seenFromDeg ?? VIEW_DEG[plan.view];
    const shape = { width: 100, height: 100, baseX: 50, baseY: 78, baseRadius: 0, elevationDeg };
    return {
      layout: layOut({
        width,
        height,
        scale,
        ...{ copy, x, y },
        product: shape,
        hasBackdrop: hasBackdrop(plan, elevationDeg),
      }),
    };
  }
  const silhouette = measureSilhouette(cutout.picture);
  const view = estimateView(silhouette, seenFromDeg);
  const turned = turnedBox(silhouette, view);
  // A product that its photo cuts off below cannot stand on anything: the canvas cuts it off instead.
  const isCutOff = cutout.estimated && cutout.touches.bottom;
  const layout = layOut({
    width,
    height,
    scale,
    ...{ copy, x, y },
    product: {
      width: turned.right - turned.left,
      height: turned.bottom - turned.top,
      baseX: -turned.left,
      baseY: -turned.top,
      baseRadius: view.baseRadius,
      elevationDeg: view.elevationDeg,
    },
    hasBackdrop: hasBackdrop(plan, view.elevationDeg),
  });
  const toX = layout.baseX;
  const toY = isCutOff ? height - turned.bottom * layout.productScale : layout.baseY + layout.footShift;
  return {
    layout,
    placement: {
      x: toX / width,
      y: toY / height,
      scale: ((turned.bottom - turned.top) * layout.productScale) / height,
      elevationDeg: view.elevationDeg,
      rollDeg: view.rollDeg,
      cutoutFootX: view.baseX,
      cutoutFootY: view.baseY,
      cutoutScale: layout.productScale,
      risesFromEdge: isCutOff,
    },
    silhouette: isCutOff ? undefined : silhouette,
    view,
    place: (pause) =>
      placeProduct(
        cutout.picture,
        {
          canvasWidth: width,
          canvasHeight: height,
          scale: layout.productScale,
          rollDeg: view.rollDeg,
          fromX: view.baseX,
          fromY: view.baseY,
          toX,
          toY,
          box: silhouette.box,
          // What a person has left half transparent is meant to be; what the model has is doubt.
          ...(!cutout.estimated && { visible: silhouette.visible }),
        },
        pause,
      ),
  };
}

function hasBackdrop(plan: ScenePlan, elevationDeg: number): boolean {
  const fallsOnSurface = plan.gobo === 'window' || plan.gobo === 'blinds';
  return plan.backdrop === 'sweep' ? elevationDeg < 50 : !(fallsOnSurface && elevationDeg > SURFACE_ONLY_DEG);
}

/** The product's box around its foot's middle after the roll was taken back. */
function turnedBox({ grid, box }: Silhouette, view: ProductView) {
  if (view.rollDeg === 0) {
    return {
      left: box.left - view.baseX,
      right: box.right - view.baseX,
      top: box.top - view.baseY,
      bottom: box.bottom - view.baseY,
    };
  }
  const cos = Math.cos((view.rollDeg * Math.PI) / 180);
  const sin = Math.sin((view.rollDeg * Math.PI) / 180);
  const turned = { left: 0, right: 0, top: 0, bottom: 0 };
  for (let y = 0; y < grid.height; y++) {
    for (let x = 0; x < grid.width; x++) {
      if (grid.alpha[y * grid.width + x] <= 0.5) continue;
      const dx = (x + 0.5) / grid.scale - view.baseX;
      const dy = (y + 0.5) / grid.scale - view.baseY;
      turned.left = Math.min(turned.left, dx * cos + dy * sin);
      turned.right = Math.max(turned.right, dx * cos + dy * sin);
      turned.top = Math.min(turned.top, dy * cos - dx * sin);
      turned.bottom = Math.max(turned.bottom, dy * cos - dx * sin);
    }
  }
  return turned;
}
