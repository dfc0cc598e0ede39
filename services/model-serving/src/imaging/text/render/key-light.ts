import type { Light } from '@nanococoa/proto/common/v1/scene.ts';
import type { Vector } from '../geometry/march.ts';
import { colorTemperature } from './color-temperature.ts';

/** The light that models the letters, in the solid's frame (x right, y down, z towards the viewer). */
export interface KeyLight {
  /** Unit direction towards the light. */
  direction: Vector;
  /** Irradiance on a surface that faces it. */
  rgb: readonly [number, number, number];
}

/** Without a scene: from the upper left, neutral. */
const DEFAULT: Pick<Light, 'azimuthDeg' | 'elevationDeg' | 'temperatureK'> = {
  azimuthDeg: -48,
  elevationDeg: 42,
  temperatureK: 5600,
};
const IRRADIANCE = 3.1;
/**
 * Scene lights often stand behind the product; letters face the viewer and need some light from the front.
 */
const FRONT = 0.62;

/** Side, height and half of the colour of the scene's key light, moved to the front of the letters. */
export function keyLight(light: Light | undefined): KeyLight {
  const { azimuthDeg, elevationDeg, temperatureK } = light ?? DEFAULT;
  const azimuth = (azimuthDeg * Math.PI) / 180;
  const elevation = (Math.min(65, Math.max(25, elevationDeg)) * Math.PI) / 180;
  const x = Math.sin(azimuth) * Math.cos(elevation);
  const y = -Math.sin(elevation);
  const scale = 1 / Math.hypot(x, y, FRONT);
  const [r, g, b] = colorTemperature(temperatureK);
  const half = (value: number): number => IRRADIANCE * Math.sqrt(value);
  return {
    direction: Float64Array.of(x * scale, y * scale, FRONT * scale),
    rgb: [half(r), half(g), half(b)],
  };
}
