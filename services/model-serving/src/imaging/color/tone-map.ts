/** Scene radiance (0 and up) to display linear light 0..1, per channel. Source: Narkowicz's fit of the ACES curve. */
export function toneMap(x: number): number {
  if (x <= 0) return 0;
  const y = (x * (2.51 * x + 0.03)) / (x * (2.43 * x + 0.59) + 0.14);
  return Math.min(y, 1);
}

/** The radiance that toneMap turns into `y` (0..1; limited to 0.995, where the curve is nearly flat). */
export function toneMapInverse(y: number): number {
  if (y <= 0) return 0;
  const v = Math.min(y, 0.995);
  const a = 2.43 * v - 2.51;
  const b = 0.59 * v - 0.03;
  const c = 0.14 * v;
  return (-b - Math.sqrt(Math.max(0, b * b - 4 * a * c))) / (2 * a);
}
