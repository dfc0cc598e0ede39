import type { ArrangedCopy } from '../layout/arrange-lines.ts';
import type { MaterialShape } from '../material/text-material.ts';
import { buildField } from './build-field.ts';
import { inflate } from './inflate.ts';
import { createSolid, type Solid } from './solid.ts';
import { thinnestHalfStroke } from './thinnest-stroke.ts';

/** Room around the ink in the field, em: mirrored and shadow rays find empty space there. */
const PADDING_EM = 0.2;
/** Texels per canvas pixel where the budget allows it. */
const SHARPNESS = 1.5;
/** Small type gets at least this many texels per em: thin strokes need some texels across. */
const MIN_TEXELS_PER_EM = 72;
/** Texels of the field at most, so that 4096 × 4096 stays within memory and time. */
const MAX_TEXELS = 3_000_000;

/**
 * Builds the body of an arranged copy that will be drawn at `emPx` pixels per em. `pause` is called between
 * pieces of work.
 */
export async function shapeCopy(
  copy: ArrangedCopy,
  emPx: number,
  shape: MaterialShape,
  pause: () => Promise<void>,
): Promise<Solid> {
  const area = (copy.width + 2 * PADDING_EM) * (copy.height + 2 * PADDING_EM);
  const wanted = Math.max(emPx * SHARPNESS, Math.min(MIN_TEXELS_PER_EM, emPx * 4));
  const texelsPerEm = Math.min(wanted, Math.sqrt(MAX_TEXELS / area));
  const field = buildField(copy, { texelsPerEm, paddingEm: PADDING_EM, offsetEm: shape.offsetEm });
  await pause();
  if (shape.kind === 'tube')
    return createSolid(field, { kind: 'tube', radius: shape.radiusEm * texelsPerEm });
  if (shape.kind === 'balloon') {
    return createSolid(field, {
      kind: 'balloon',
      heights: inflate(field, 140),
      fullness: shape.fullness,
      seam: shape.seamEm * texelsPerEm,
    });
  }
  // A radius above half a stroke would eat the stroke's face: dense Hangul would clog.
  const radius = Math.min(shape.radiusEm * texelsPerEm, thinnestHalfStroke(field) * 0.95);
  return createSolid(field, {
    kind: 'bevel',
    halfDepth: shape.halfDepthEm * texelsPerEm,
    radius: Math.max(1, radius),
    pillow: shape.pillow,
    heights: shape.pillow > 0 ? inflate(field) : new Float32Array(0),
  });
}
