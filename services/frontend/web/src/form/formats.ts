/** A picture format that the form offers; sizes in pixels. */
export interface Format {
  id: '1:1' | '4:5' | '9:16' | '16:9' | '728×90';
  width: number;
  height: number;
}

/** Sizes that the places where ads are shown ask for: feed, portrait feed, story, video cover, leaderboard. */
export const FORMATS: readonly Format[] = [
  { id: '1:1', width: 1024, height: 1024 },
  { id: '4:5', width: 1080, height: 1350 },
  { id: '9:16', width: 1080, height: 1920 },
  { id: '16:9', width: 1920, height: 1080 },
  { id: '728×90', width: 728, height: 90 },
];

/** Where a size stands in AdSpec. */
export const SIZE_PATHS = ['output.width', 'output.height'] as const;

/** The size that values ask for, pixels; of what is no number, the first format's. */
export function sizeOf(values: Readonly<Record<string, string>>): { width: number; height: number } {
  const [width, height] = SIZE_PATHS.map((path) => Number(values[path]));
  const [standard] = FORMATS;
  return { width: width || standard.width, height: height || standard.height };
}

/** The format of exactly this size. */
export function formatOf({ width, height }: { width: number; height: number }): Format | undefined {
  return FORMATS.find((format) => format.width === width && format.height === height);
}
