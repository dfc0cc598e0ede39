import type { Scene } from '@nanococoa/proto/common/v1/scene.ts';
import { hexToLinear } from '../../color/srgb.ts';
import { lerp } from '../../math/noise.ts';
import type { Rgb, TextMaterial } from '../material/text-material.ts';
import { colorTemperature } from './color-temperature.ts';
import type { StudioPalette } from './text-studio.ts';

/** How far the studio follows the scene: enough to belong, not enough to turn gold green. */
const LIGHT_SHARE = 0.35;
const FLOOR_SHARE = 0.3;

/**
 * The material's studio, its lights tinted by the scene's light and its floor by the scene's main colours.
 */
export function studioPaletteFor(material: TextMaterial, scene: Scene | undefined): StudioPalette {
  const { light, upper, lower, horizonDeg } = material.palette;
  if (!scene) return material.palette;
  const temperature = colorTemperature(scene.light?.temperatureK ?? 6500);
  const warm = (colour: Rgb): Rgb =>
    blend(colour, (value, c) => value * lerp(1, temperature[c], LIGHT_SHARE));
  const colours = scene.palette.filter((hex) => /^#[0-9a-f]{6}$/i.test(hex)).map(hexToLinear);
  const mean = [0, 1, 2].map(
    (c) => colours.reduce((sum, colour) => sum + colour[c], 0) / Math.max(1, colours.length),
  );
  const brightest = Math.max(...mean, 0.02);
  const floor: Rgb =
    colours.length === 0
      ? lower
      : blend(lower, (value, c) => lerp(value, (0.8 * mean[c]) / brightest, FLOOR_SHARE));
  return { light: warm(light), upper: warm(upper), lower: floor, horizonDeg };
}

function blend(colour: Rgb, change: (value: number, channel: number) => number): Rgb {
  return [change(colour[0], 0), change(colour[1], 1), change(colour[2], 2)];
}
