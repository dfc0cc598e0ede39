import type { Rgb } from '../../color/rgb.ts';
import { luminance } from '../../color/srgb.ts';
import type { Environment } from '../../light/environment.ts';
import { sampleEquirectangular } from '../../light/sample-environment.ts';
import type { Painter } from './painter.ts';

/** Tangent of the angle that a canvas' mean side covers (see layOut). */
const FIELD = 0.66;
/** A lamp or sun in the picture: brighter than this it would be a blot. */
const BRIGHTEST = 5;

/** Fills a layer with an environment: its horizon at `horizon`, the square roots' mean of its luminance at `level`. */
export function fillEnvironment(
  painter: Painter,
  environment: Environment,
  horizon: number,
  { level, saturation = 0.75, tint = [1, 1, 1] }: { level: number; saturation?: number; tint?: Rgb },
): void {
  const look = (x: number, y: number, out: Float32Array | number[]) => {
    const right = x * FIELD;
    const up = (y - horizon) * FIELD;
    const scale = 1 / Math.sqrt(1 + right * right + up * up);
    sampleEquirectangular(environment, right * scale, up * scale, -scale, out);
  };
  const probe = [0, 0, 0];
  let roots = 0;
  for (let i = 0; i < 128; i++) {
    look(((i % 16) / 15 - 0.5) * painter.width, (Math.floor(i / 16) / 7) * painter.height, probe);
    roots += Math.sqrt(luminance(probe[0], probe[1], probe[2])) / 128;
  }
  const scale = level / Math.max(1e-4, roots * roots);
  painter.shade(-painter.width, -0.15, painter.width, painter.height + 0.15, (x, y, out) => {
    look(x, y, out);
    const grey = luminance(out[0], out[1], out[2]);
    for (let c = 0; c < 3; c++)
      out[c] = Math.min(BRIGHTEST, Math.max(0, grey + (out[c] - grey) * saturation) * scale) * tint[c];
  });
}
