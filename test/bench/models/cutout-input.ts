/** An input of the cut-out model, the same each time: planes of red, green and blue, normalized as a photo's are. */
export function cutoutInput(): { data: Float32Array; dims: number[] } {
  const dims = [1, 3, 320, 320];
  const data = Float32Array.from(
    { length: 3 * 320 * 320 },
    (_, i) => 2 * Math.sin(i / 777) + Math.cos(i / 33),
  );
  return { data, dims };
}
