import type { Placement, Scene } from '@nanococoa/proto/common/v1/scene.ts';
import type { CameraOptions } from '../camera/camera.ts';
import type { Arrangement } from '../render/arrange-scene.ts';
import type { ScenePlan } from './scene-plan.ts';

/** The scene as the contract tells it: what steps 2 and 3 keep to. */
export function describeScene(
  plan: ScenePlan,
  arrangement: Arrangement,
  camera: CameraOptions,
  exposure: number,
  palette: string[],
  placement: Placement | undefined,
): Scene {
  return {
    setting: plan.name,
    surface: plan.surface,
    surfaceColor: plan.surfaceColor ?? '',
    light: {
      azimuthDeg: arrangement.azimuthDeg,
      elevationDeg: Math.min(90, Math.max(5, arrangement.elevationDeg)),
      radiusDeg: Math.min(15, Math.max(0.5, plan.radiusDeg)),
      temperatureK: plan.temperatureK,
      keyRatio: plan.keyRatio,
      exposure: Math.min(4, Math.max(0.1, exposure)),
    },
    camera: {
      heightCm: camera.heightCm,
      distanceCm: camera.distanceCm,
      pitchDeg: camera.pitchDeg,
      verticalFovDeg: camera.verticalFovDeg,
    },
    palette,
    wordsNotUnderstood: plan.wordsNotUnderstood,
    timeOfDay: plan.time,
    season: plan.season ?? '',
    weather: plan.weather ?? '',
    mood: plan.mood ?? '',
    props: plan.props,
    backdropColors: [plan.backdropColor, plan.backdropTopColor].filter((color) => color !== undefined),
    gobo: plan.gobo,
    depthOfField: plan.depthOfField,
    placement,
  };
}
