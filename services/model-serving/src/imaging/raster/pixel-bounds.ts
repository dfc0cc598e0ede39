/** Pixels of which one channel counts. */
export interface ChannelPixels {
  width: number;
  height: number;
  /** Values of each pixel, one after another. */
  channels: number;
  /** The channel that counts, from 0. */
  channel: number;
  data: ArrayLike<number>;
}

/**
 * The box around the pixels whose channel is at least `from`, in pixels from the upper left corner; undefined when there
 * are none.
 */
export function pixelBounds(
  { width, height, channels, channel, data }: ChannelPixels,
  from: number,
): { x: number; y: number; width: number; height: number } | undefined {
  let [x0, y0, x1, y1] = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (data[(y * width + x) * channels + channel] < from) continue;
      if (x < x0) x0 = x;
      if (x > x1) x1 = x;
      if (y < y0) y0 = y;
      y1 = y;
    }
  }
  return x1 < 0 ? undefined : { x: x0, y: y0, width: x1 - x0 + 1, height: y1 - y0 + 1 };
}
