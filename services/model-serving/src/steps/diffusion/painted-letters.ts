import type { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { scalePart } from '../../imaging/io/scale-part.ts';
import { findEdges } from '../../imaging/painting/find-edges.ts';
import { partStage } from '../../imaging/painting/lay-latent.ts';
import { nativePixels, pictureSize } from '../../imaging/painting/picture-size.ts';
import { workBox } from '../../imaging/painting/work-box.ts';
import { pixelBounds } from '../../imaging/raster/pixel-bounds.ts';
import { makeHeadline } from '../../imaging/text/make-headline.ts';
import type { TextMaterial } from '../../imaging/text/material/text-material.ts';
import type { DiffusionContext } from '../step-context.ts';
import type { LettersMaker } from '../text-step.ts';
import { modelOf } from './model-of.ts';
import { paint } from './paint.ts';
import { promptsFor } from './prompts-for.ts';
import { rgb } from './repaint.ts';
import { steeringOf } from './steering.ts';

/** Room around the letters that a model sees, of their longer side. */
const AROUND = 0.06;
/** The part of the letters' making that is the studio's. */
const SHAPING = 0.35;
/** Where the painting begins and ends in the step. */
const FROM = 0.36;
const TO = 0.9;

/**
 * Letters whose material a model paints: their body is the studio's, a ControlNet keeps the model to its edges, and what it
 * painted is cut out by the body's own antialiased coverage. Zhang et al., "Adding Conditional Control to Text-to-Image
 * Diffusion Models", 2023.
 */
export function createLettersPainter(spec: AdSpec, context: DiffusionContext): LettersMaker {
  const { text } = spec;
  const model = modelOf(context, text?.model, 'text.model');
  const control = modelOf(context, text?.controlModel, 'text.control_model');
  return async (order) => {
    const { canvas, pause } = order;
    const { rgba, volume } = await makeHeadline({
      ...order,
      material: solid(order.material),
      pause: (fraction) => pause(SHAPING * fraction),
    });
    const bounds = pixelBounds({ ...canvas, channels: 1, channel: 0, data: volume }, 1);
    if (bounds === undefined) return { rgba, volume };
    const box = workBox(bounds, canvas, {
      around: Math.round(AROUND * Math.max(bounds.width, bounds.height)),
      leastPixels: nativePixels(model.family),
    });
    const size = pictureSize(model.family, box);
    const grey = await scalePart({ ...canvas, channels: 1, data: volume }, box, size);
    const letters = { ...canvas, channels: 4, data: rgba } as const;
    const made = await paint(context, {
      modelId: model.id,
      controlModelId: control.id,
      stage: partStage(letters, box, { x: 0, y: 0, ...canvas, data: volume }),
      job: {
        ...{ ...size, ...steeringOf(spec, 'text') },
        ...promptsFor(context, model.id, text ?? {}, 'letters'),
        control: { pixels: threefold(findEdges(grey.data, size.width, size.height)), scale: 1 },
      },
      ...{ from: FROM, to: TO, subStep: 'text_generation', doing: 'Painting the letters' },
    });
    const whole = { x: 0, y: 0, width: made.width, height: made.height };
    const painted = await scalePart(rgb(made), whole, box);
    const data = new Uint8Array(rgba.length);
    for (let y = 0; y < box.height; y++) {
      for (let x = 0; x < box.width; x++) {
        const i = (box.y + y) * canvas.width + box.x + x;
        if (volume[i] === 0) continue;
        const from = (y * box.width + x) * 3;
        data.set(painted.data.subarray(from, from + 3), i * 4);
        data[i * 4 + 3] = volume[i];
      }
    }
    return { rgba: data, volume };
  };
}

/** A body of the same shape that lets nothing through and does not glow. */
function solid(material: TextMaterial): TextMaterial {
  return { ...material, surface: PLASTER, pattern: 'none' };
}

const PLASTER = { kind: 'dielectric', albedo: [0.7, 0.7, 0.7], f0: 0.04, roughness: 0.8, wrap: 0 } as const;

/** Grey as RGB. */
function threefold(grey: Uint8Array): Uint8Array {
  const pixels = new Uint8Array(grey.length * 3);
  for (let i = 0; i < grey.length; i++) pixels.fill(grey[i], i * 3, i * 3 + 3);
  return pixels;
}
