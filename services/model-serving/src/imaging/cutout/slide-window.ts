export interface SlidingWindow {
  width: number;
  height: number;
  /** The window is 2·radius + 1 pixels wide and high, cut at the picture's edges. */
  radius: number;
  /** Numbers a pixel. */
  channels: number;
  /** Adds row `y`, times `sign`, to the sums of columns: `channels` numbers a column. */
  addRow(sums: Float64Array, y: number, sign: number): void;
  /** Is given the windows' means of a row: `channels` numbers a pixel, valid during the call. */
  onRow(y: number, means: Float64Array): void;
}

/** Means over a window around each pixel, row by row, without keeping any plane of them. O(1) a pixel. */
export function slideWindow({ width, height, radius, channels, addRow, onRow }: SlidingWindow): void {
  const columns = new Float64Array(width * channels);
  const means = new Float64Array(width * channels);
  const window = new Float64Array(channels);
  for (let y = 0; y < Math.min(radius, height); y++) addRow(columns, y, 1);
  for (let y = 0; y < height; y++) {
    if (y + radius < height) addRow(columns, y + radius, 1);
    if (y - radius > 0) addRow(columns, y - radius - 1, -1);
    const rows = Math.min(height - 1, y + radius) - Math.max(0, y - radius) + 1;
    window.fill(0);
    for (let x = 0; x < Math.min(radius, width); x++) {
      for (let c = 0; c < channels; c++) window[c] += columns[x * channels + c];
    }
    for (let x = 0; x < width; x++) {
      const at = x * channels;
      const enter = x + radius < width ? at + radius * channels : -1;
      const leave = x - radius > 0 ? at - (radius + 1) * channels : -1;
      const scale = 1 / (rows * (Math.min(width - 1, x + radius) - Math.max(0, x - radius) + 1));
      for (let c = 0; c < channels; c++) {
        let sum = window[c];
        if (enter >= 0) sum += columns[enter + c];
        if (leave >= 0) sum -= columns[leave + c];
        window[c] = sum;
        means[at + c] = sum * scale;
      }
    }
    onRow(y, means);
  }
}
