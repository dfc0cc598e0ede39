import type { FloatTensor } from '../graphs/graph.ts';

/** How much red, green and blue each channel of a latent stands for, and what a latent of zeros looks like; −1 to 1. */
export interface LatentColors {
  channels: ReadonlyArray<readonly [number, number, number]>;
  bias: readonly [number, number, number];
}

/**
 * Linear fits of pictures to latents, as they are known for these families' VAEs: good for a thumbnail, at no cost.
 * Source: published fits for Stable Diffusion 1, SDXL and FLUX.
 */
export const LATENT_COLORS = {
  'stable-diffusion': {
    channels: [
      [0.3512, 0.2297, 0.3227],
      [0.325, 0.4974, 0.235],
      [-0.2829, 0.1762, 0.2721],
      [-0.212, -0.2616, -0.7177],
    ],
    bias: [0, 0, 0],
  },
  sdxl: {
    channels: [
      [0.3651, 0.4232, 0.4341],
      [-0.2533, -0.0042, 0.1068],
      [0.1076, 0.1111, -0.0362],
      [-0.3165, -0.2492, -0.2188],
    ],
    bias: [0.1084, -0.0175, -0.0011],
  },
  flux: {
    channels: [
      [-0.0346, 0.0244, 0.0681],
      [0.0034, 0.021, 0.0687],
      [0.0275, -0.0668, -0.0433],
      [-0.0174, 0.016, 0.0617],
      [0.0859, 0.0721, 0.0329],
      [0.0004, 0.0383, 0.0115],
      [0.0405, 0.0861, 0.0915],
      [-0.0236, -0.0185, -0.0259],
      [-0.0245, 0.025, 0.118],
      [0.1008, 0.0755, -0.0421],
      [-0.0515, 0.0201, 0.0011],
      [0.0428, -0.0012, -0.0036],
      [0.0817, 0.0765, 0.0749],
      [-0.1264, -0.0522, -0.1103],
      [-0.028, -0.0881, -0.0499],
      [-0.1262, -0.0982, -0.0778],
    ],
    bias: [-0.0329, -0.0718, -0.0851],
  },
} as const satisfies Record<string, LatentColors>;

/** A picture of a latent's size: RGB bytes, row by row. */
export interface LatentPreview {
  width: number;
  height: number;
  data: Uint8Array;
}

/** What a latent will look like, roughly. @param latent [1, channels, height, width]; channels beyond the fit are left out */
export function previewLatent({ dims, data }: FloatTensor, { channels, bias }: LatentColors): LatentPreview {
  const [, depth, height, width] = dims;
  const plane = height * width;
  const used = Math.min(depth, channels.length);
  const pixels = new Uint8Array(3 * plane);
  for (let at = 0; at < plane; at++) {
    for (let color = 0; color < 3; color++) {
      let value = bias[color];
      for (let channel = 0; channel < used; channel++)
        value += channels[channel][color] * data[channel * plane + at];
      pixels[3 * at + color] = Math.round(Math.min(Math.max((value + 1) / 2, 0), 1) * 255);
    }
  }
  return { width, height, data: pixels };
}
