import type { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { lettersOnCanvas } from '../../imaging/composition/letters-on-canvas.ts';
import type { Picture8 } from '../../imaging/io/decode-image.ts';
import { mixBytes } from '../../imaging/painting/mix-bytes.ts';
import { softBand } from '../../imaging/painting/soft-band.ts';
import type { SetText } from '../composition-step.ts';
import type { DiffusionContext } from '../step-context.ts';
import { modelOf } from './model-of.ts';
import { promptsFor } from './prompts-for.ts';
import { repaint } from './repaint.ts';
import { steeringOf } from './steering.ts';

/** The seam's half width, of the picture's side. */
const WIDTH = 0.012;
/** The haze under small print is kept where that stands, and ends softly. */
const PRINT_GAIN = 4;
const DEFAULT_STRENGTH = 0.4;

/**
 * Has a model paint the surroundings of letters anew that the studio has set into a picture: the letters themselves, the
 * print on top and the product keep their bytes.
 */
export function createSeamMender(spec: AdSpec, context: DiffusionContext) {
  const { composition } = spec;
  const model = modelOf(context, composition?.model, 'composition.model');
  const strength = composition?.strength ?? DEFAULT_STRENGTH;
  return async ({ picture, mask, ...text }: SetText): Promise<Picture8> => {
    if (strength === 0) return picture;
    const { letters, print } = await lettersOnCanvas(text, picture);
    const over = letters.map((value, i) => Math.max(value, Math.min(255, PRINT_GAIN * print[i])));
    const band = await softBand({
      ...{ along: letters, over, kept: mask, canvas: picture },
      widthPx: WIDTH * Math.sqrt(picture.width * picture.height),
    });
    // All print: nothing stands in the picture.
    if (band === undefined) return picture;
    const painted = await repaint(context, {
      ...{ model, picture: { ...picture, channels: 4 }, band, strength },
      prompts: promptsFor(context, model.id, composition ?? {}),
      steering: steeringOf(spec, 'composition'),
      ...{ from: 0.45, to: 0.75, subStep: 'intelligent_composite', doing: 'Painting the seam of the text' },
    });
    return { ...picture, data: mixBytes(picture, painted, band) };
  };
}
