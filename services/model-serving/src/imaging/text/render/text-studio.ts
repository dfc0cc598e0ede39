import { addSoftbox, type Environment, type Softbox } from '../../light/environment.ts';
import { type PrefilteredEnvironment, prefilterEnvironment } from '../../light/prefilter-environment.ts';
import { smoothstep } from '../../math/noise.ts';

type Rgb = readonly [number, number, number];

/** Colours of the studio that letters are lit and mirrored in. */
export interface StudioPalette {
  /** The lights. */
  light: Rgb;
  /** The upper card. */
  upper: Rgb;
  /** The floor. */
  lower: Rgb;
  /** Where the floor ends, degrees above the direction that flat faces mirror to: the higher, the darker the faces. */
  horizonDeg: number;
}

const WIDTH = 256;
const HEIGHT = 128;

/**
 * Lights: azimuth 180 is where a flat face mirrors to; [azimuth, elevation, half width, half height,
 * radiance, softness].
 */
const LIGHTS: ReadonlyArray<readonly [number, number, number, number, number, number]> = [
  [-150, 26, 9, 17, 5, 0.15],
  [125, 34, 14, 16, 6, 0.15],
  [-60, 48, 36, 12, 7, 0.12],
  [60, 20, 8, 38, 6, 0.12],
  [180, 66, 60, 8, 5, 0.2],
  [165, -30, 26, 5, 1.6, 0.3],
  [-100, -20, 10, 26, 2, 0.3],
];

/**
 * A studio made for letters: a gradient card above and a dark floor below that meet at a waving horizon just
 * where flat faces mirror to, and soft boxes around. A scene's own environment makes metal faces one dead
 * tone; the horizon's edge running through every letter is what reads as metal.
 */
export function buildTextStudio(palette: StudioPalette): Promise<PrefilteredEnvironment> {
  const key = JSON.stringify([palette.light, palette.upper, palette.lower, palette.horizonDeg]);
  const known = built.get(key) ?? build(palette);
  // The newest last.
  built.delete(key);
  built.set(key, known);
  known.catch(() => built.delete(key));
  const [oldest] = built.keys();
  if (built.size > KEPT) built.delete(oldest);
  return known;
}

/** A process makes several texts of the same material; a studio takes 1.3 MB. */
const KEPT = 4;
const built = new Map<string, Promise<PrefilteredEnvironment>>();

async function build(palette: StudioPalette): Promise<PrefilteredEnvironment> {
  const data = new Float32Array(WIDTH * HEIGHT * 3);
  for (let row = 0; row < HEIGHT; row++) {
    const elevation = 90 - ((row + 0.5) / HEIGHT) * 180 - palette.horizonDeg;
    const above = 1.75 - 1.15 * smoothstep(0, 34, elevation) + 0.5 * smoothstep(40, 75, elevation);
    const below = 0.1 + 0.42 * smoothstep(-8, -50, elevation) + 0.1 * smoothstep(-3, 0, elevation);
    for (let column = 0; column < WIDTH; column++) {
      const azimuth = ((column + 0.5) / WIDTH) * 360 - 180;
      const wave = elevation + 3 * Math.sin(azimuth * 0.11) + 1.2 * Math.sin(azimuth * 0.31);
      const up = smoothstep(-1.5, 2.5, wave);
      const side = 0.72 + 0.28 * Math.cos(((azimuth - 150) * Math.PI) / 180);
      for (let c = 0; c < 3; c++) {
        data[(row * WIDTH + column) * 3 + c] =
          palette.upper[c] * above * up * side + palette.lower[c] * below * (1 - up);
      }
    }
  }
  let environment: Environment = { width: WIDTH, height: HEIGHT, data };
  for (const light of LIGHTS) environment = addSoftbox(environment, softbox(light, palette.light));
  return await prefilterEnvironment(environment);
}

function softbox(light: (typeof LIGHTS)[number], colour: Rgb): Softbox {
  const [azimuthDeg, elevationDeg, halfWidthDeg, halfHeightDeg, radiance, softness] = light;
  const rgb: Softbox['rgb'] = [colour[0] * radiance, colour[1] * radiance, colour[2] * radiance];
  return { azimuthDeg, elevationDeg, halfWidthDeg, halfHeightDeg, rgb, softness };
}
