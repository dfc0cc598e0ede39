import type { LatentPreview } from '../../diffusion/latents/preview-latent.ts';
import type { Pixels8 } from '../io/encode-image.ts';
import type { Rect } from '../text/layout/text-area.ts';
import type { Size } from './size.ts';
import type { Band } from './soft-band.ts';

/** What previews of a picture that is being painted show: a small canvas, and where on it the painted part goes. */
export interface PreviewStage {
  /** RGB, or RGBA whose alpha stays. */
  base: Pixels8;
  /** Where the latent lies, as parts of the base's size. */
  box: Rect;
  /** How much of it is seen at each of the base's pixels, 0..255; undefined: all of it, inside of the box. */
  share?: Uint8Array | undefined;
}

/** Pixels of a preview: a latent, 64 × 64 for a picture of 512, is enlarged to that. */
const PIXELS = 320 * 320;

/** A stage for a picture that is painted as a whole. */
export function wholeStage(output: Size): PreviewStage {
  const { width, height } = small(output);
  const data = new Uint8Array(width * height * 3);
  return { base: { width, height, channels: 3, data }, box: { x: 0, y: 0, width: 1, height: 1 } };
}

/** A stage for a part of a picture, of which what the band says is seen. Every pixel of it is one of the picture's. */
export function partStage(picture: Pixels8, box: Rect, band: Band): PreviewStage {
  const { width, height } = small(picture);
  const { channels } = picture;
  const data = new Uint8Array(width * height * channels);
  const share = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * picture.height) / height);
    for (let x = 0; x < width; x++) {
      const column = Math.floor(((x + 0.5) * picture.width) / width);
      const from = (row * picture.width + column) * channels;
      const to = y * width + x;
      for (let c = 0; c < channels; c++) data[to * channels + c] = picture.data[from + c];
      const [bx, by] = [column - band.x, row - band.y];
      const isIn = bx >= 0 && by >= 0 && bx < band.width && by < band.height;
      share[to] = isIn ? band.data[by * band.width + bx] : 0;
    }
  }
  return {
    base: { width, height, channels, data },
    box: {
      x: box.x / picture.width,
      y: box.y / picture.height,
      width: box.width / picture.width,
      height: box.height / picture.height,
    },
    share,
  };
}

/** Lays what a latent will look like onto a stage, enlarged (bilinear). */
export function layLatent({ base, box, share }: PreviewStage, latent: LatentPreview): Pixels8 {
  const { width, height, channels } = base;
  const data = base.data.slice();
  const reach = (value: number, size: number) => Math.max(0, Math.min(size - 1, value));
  for (let y = 0; y < height; y++) {
    const v = (((y + 0.5) / height - box.y) / box.height) * latent.height - 0.5;
    if (v < -0.5 || v > latent.height - 0.5) continue;
    const [top, below] = [reach(Math.floor(v), latent.height), reach(Math.floor(v) + 1, latent.height)];
    const fy = v - Math.floor(v);
    for (let x = 0; x < width; x++) {
      const part = share === undefined ? 1 : share[y * width + x] / 255;
      const u = (((x + 0.5) / width - box.x) / box.width) * latent.width - 0.5;
      if (part === 0 || u < -0.5 || u > latent.width - 0.5) continue;
      const [left, right] = [reach(Math.floor(u), latent.width), reach(Math.floor(u) + 1, latent.width)];
      const fx = u - Math.floor(u);
      const at = (y * width + x) * channels;
      for (let c = 0; c < 3; c++) {
        const value = (row: number, column: number) => latent.data[(row * latent.width + column) * 3 + c];
        const upper = value(top, left) + (value(top, right) - value(top, left)) * fx;
        const under = value(below, left) + (value(below, right) - value(below, left)) * fx;
        data[at + c] += (upper + (under - upper) * fy - data[at + c]) * part;
      }
    }
  }
  return { width, height, channels, data };
}

function small({ width, height }: Size): Size {
  const scale = Math.min(1, Math.sqrt(PIXELS / (width * height)));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
