import type { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { type Arrangement, arrangeScene } from '../imaging/render/arrange-scene.ts';
import { copyZones } from '../imaging/render/copy-zones.ts';
import { planScene } from '../imaging/scene/plan-scene.ts';
import type { ScenePlan } from '../imaging/scene/scene-plan.ts';
import { type SegmentedPhoto, segmentPhoto } from './segment-photo.ts';
import type { StepContext } from './step-context.ts';

export interface BackgroundInput {
  /** With every default filled in. */
  spec: AdSpec;
  /** The product photo's bytes; absent: background only. */
  photo?: Buffer;
  /** Whether this is the job's final result, encoded as spec.output says; else PNG. */
  final: boolean;
}

/** What step 1 begins with, whatever makes its background: the product in its place, and what the prompt says. */
export interface BackgroundBegin extends SegmentedPhoto {
  input: BackgroundInput;
  /** Of the canvas, pixels. */
  width: number;
  height: number;
  plan: ScenePlan;
  arrangement: Arrangement;
  /** How strongly light and colour of the product move towards the scene's, 0..1. */
  strength: number;
}

const DEFAULT_SCALE = 0.45;
const DEFAULT_STRENGTH = 0.6;

/**
 * Cuts the product out and decides where it stands.
 *
 * @param share The part of the step that this is, 0..1.
 */
export async function beginBackground(
  input: BackgroundInput,
  context: StepContext,
  share: number,
): Promise<BackgroundBegin> {
  const { spec, photo } = input;
  const width = spec.output?.width ?? 1024;
  const height = spec.output?.height ?? 1024;
  const plan = planScene(spec.background?.prompt ?? '', spec.background?.negativePrompt ?? '');
  const scale = spec.product?.scale ?? DEFAULT_SCALE;
  const segmented = await segmentPhoto(
    {
      ...{ photo, plan, width, height, scale, share },
      ...{ elevationDeg: spec.product?.elevationDeg, x: spec.product?.x, y: spec.product?.y },
      copy: copyZones(spec, { width, height }),
    },
    context,
  );
  return {
    ...segmented,
    ...{ input, width, height, plan },
    arrangement: arrangeScene(plan, spec.seed ?? 0),
    strength: spec.product?.strength ?? DEFAULT_STRENGTH,
  };
}
