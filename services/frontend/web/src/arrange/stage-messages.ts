import type { Camera, Placement } from '@nanococoa/proto/common/v1/scene.ts';
import type { ProductShape } from './product-place.ts';
import type { Standing } from './standing.ts';
import type { KeyDirection } from './widen-mask.ts';

/** What the worker makes the pieces of the stage from. */
export interface StageRequest {
  /** Step 1's result, its mask of the product, and the cut-out: encoded, at most PICTURE_SIDE wide. */
  result: Blob;
  mask: Blob;
  cutout: Blob;
  /** Sizes of the pictures as they are stored, pixels. */
  canvas: { width: number; height: number };
  cutoutSize: { width: number; height: number };
  placement: Placement | undefined;
  camera: Camera | undefined;
  key: KeyDirection | undefined;
  asked: { x?: number | undefined; y?: number | undefined };
}

/** The pieces of the stage. */
export interface StagePieces {
  /** Step 1's result without the product. */
  plate: ImageBitmap;
  /** The product, upright, in the scene's light. */
  sprite: ImageBitmap;
  /** The sprite's foot and the height of the product's box, in pixels of the sprite. */
  footX: number;
  footY: number;
  boxHeight: number;
  shape: ProductShape;
  standing: Standing;
}

export type StageAnswer = { pieces: StagePieces } | { problem: string };

/** Longer side of the pictures that the stage is made of. */
export const PICTURE_SIDE = 1024;
