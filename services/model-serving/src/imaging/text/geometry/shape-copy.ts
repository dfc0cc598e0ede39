import { toShared } from '../../parallel/shared-array.ts';
import type { ArrangedCopy } from '../layout/arrange-lines.ts';
import type { MaterialShape } from '../material/text-material.ts';
import { buildField } from './build-field.ts';
import type { Field } from './field.ts';
import { inflate, potential } from './inflate.ts';
import { postGrid } from './post-grid.ts';
import { chipEdges, roughenFace } from './roughen.ts';
import { rowsOfLines } from './rows-of-lines.ts';
import type { Shape } from './solid.ts';
import { narrowestHalfGap, thinnestHalfStroke, usualHalfStroke } from './thinnest-stroke.ts';

/** The copy's outline and what its body is like: plain data, large arrays in shared memory. */
export interface ShapedCopy {
  field: Field;
  shape: Shape;
}

/** Room around the ink in the field, em: mirrored and shadow rays find empty space there. */
export const PADDING_EM = 0.2;
/** Texels per canvas pixel where the budget allows it. */
const SHARPNESS = 1.5;
/** Small type gets at least this many texels per em: thin strokes need some texels across. */
const MIN_TEXELS_PER_EM = 72;
/** Texels of the field at most, so that 4096 × 4096 stays within memory and time. */
const MAX_TEXELS = 3_000_000;
/** A radius above this part of half a stroke would eat the stroke's face: dense Hangul would clog. */
const STROKE_SHARE = 0.9;
/** Half the depth at most, in half strokes and in half gaps between strokes; but so much in any case. */
const DEPTH_PER_STROKE = 3.2;
const DEPTH_PER_GAP = 8;
const LEAST_HALF_DEPTH_EM = 0.09;
/** What a balloon's fat and seam may take of half a gap between strokes. */
const GAP_SHARE = 0.6;
/** Sheets behind the first reach out at most by this part of half the thinnest stroke each. */
const SHEET_STEP_SHARE = 0.42;

/**
 * Outlines and gives volume to an arranged copy that will be drawn at `emPx` pixels per em. `seed` chooses where
 * edges are chipped. `pause` is called between pieces of work.
 */
export async function shapeCopy(
  copy: ArrangedCopy,
  emPx: number,
  shape: MaterialShape,
  seed: number,
  pause: () => Promise<void>,
): Promise<ShapedCopy> {
  const area = (copy.width + 2 * PADDING_EM) * (copy.height + 2 * PADDING_EM);
  const wanted = Math.max(emPx * SHARPNESS, Math.min(MIN_TEXELS_PER_EM, emPx * 4));
  const texelsPerEm = Math.min(wanted, Math.sqrt(MAX_TEXELS / area));
  const smooth = await buildField(copy, {
    texelsPerEm,
    paddingEm: PADDING_EM,
    offsetEm: shape.kind === 'bevel' ? shape.offsetEm : 0,
  });
  await pause();
  const texels = (em: number): number => em * texelsPerEm;
  const chips = shape.kind === 'bevel' ? shape.relief : undefined;
  const field: Field = {
    ...smooth,
    distance: toShared(chips ? chipEdges(smooth, chips, seed) : smooth.distance),
  };
  switch (shape.kind) {
    case 'tube': {
      slimToSkeleton(field, rowsOfLines(copy, field));
      const posts = toShared(postGrid(copy, field));
      const { radiusEm, standOffEm } = shape;
      return {
        field,
        shape: { kind: 'tube', radius: texels(radiusEm), posts, standOff: texels(standOffEm) },
      };
    }
    case 'balloon': {
      // Dense letters: fat and seam leave a part of each gap open.
      const free = narrowestHalfGap(field) * GAP_SHARE;
      const fat = Math.min(texels(shape.fatEm), free / 2);
      for (let i = 0; i < field.distance.length; i++) field.distance[i] -= fat;
      const seam = Math.max(0.6, Math.min(texels(shape.seamEm), free - fat));
      return {
        field,
        shape: {
          kind: 'balloon',
          potential: await potential(field, 140),
          fullness: shape.fullness,
          seam,
        },
      };
    }
    case 'layers': {
      const { count, thicknessEm, gapEm, stepEm } = shape;
      const step = Math.min(
        texels(stepEm),
        Math.min(thinnestHalfStroke(field), narrowestHalfGap(field)) * SHEET_STEP_SHARE,
      );
      return {
        field,
        shape: { kind: 'layers', count, thickness: texels(thicknessEm), gap: texels(gapEm), step },
      };
    }
    case 'bevel': {
      const radius = Math.max(1, Math.min(texels(shape.radiusEm), thinnestHalfStroke(field) * STROKE_SHARE));
      const dome = await domeOf(field, shape, seed);
      // Thin strokes are no slabs; deep sides would hide the faces of dense letters.
      const most = Math.min(
        usualHalfStroke(field) * DEPTH_PER_STROKE,
        narrowestHalfGap(field) * DEPTH_PER_GAP,
      );
      const least = Math.max(texels(LEAST_HALF_DEPTH_EM), radius);
      const halfDepth = Math.min(texels(shape.halfDepthEm), Math.max(least, most));
      return { field, shape: { kind: 'bevel', halfDepth, radius, dome } };
    }
  }
}

async function domeOf(
  field: Field,
  shape: Extract<MaterialShape, { kind: 'bevel' }>,
  seed: number,
): Promise<Float32Array> {
  const { pillow, relief } = shape;
  if (pillow === 0 && !relief) return new Float32Array(0);
  const dome = pillow > 0 ? await inflate(field) : new Float32Array(field.distance.length);
  for (let i = 0; i < dome.length; i++) dome[i] *= pillow;
  return toShared(relief ? roughenFace(field, dome, relief, seed) : dome);
}

/** Where a tube runs in a stroke: its half width is taken off down to this part. */
const SKELETON = 0.85;

/** Thins each line's strokes to their middle, which a tube follows; lines of other sizes have other strokes. */
function slimToSkeleton({ width, distance }: Field, rows: ReadonlyArray<readonly [number, number]>): void {
  for (const [from, to] of rows) {
    const part = distance.subarray(from * width, to * width);
    const half = usualHalfStroke({ width, height: to - from, distance: part }) * SKELETON;
    for (let i = 0; i < part.length; i++) part[i] += half;
  }
}
