/** Latents as FLUX's transformer reads them: each 2 × 2 patch of all channels is a token. */
export interface PackedShape {
  channels: number;
  /** Of the latent, even numbers. */
  height: number;
  width: number;
}

/** [channels, height, width] of tokens in row order, [tokens, channels × 2 × 2]. */
export function unpackLatents(tokens: Float32Array, { channels, height, width }: PackedShape): Float32Array {
  const latents = new Float32Array(channels * height * width);
  let at = 0;
  for (let row = 0; row < height; row += 2) {
    for (let column = 0; column < width; column += 2) {
      for (let channel = 0; channel < channels; channel++) {
        const corner = (channel * height + row) * width + column;
        latents[corner] = tokens[at++];
        latents[corner + 1] = tokens[at++];
        latents[corner + width] = tokens[at++];
        latents[corner + width + 1] = tokens[at++];
      }
    }
  }
  return latents;
}

/** Tokens of [channels, height, width]: what `unpackLatents` undoes. */
export function packLatents(latents: Float32Array, { channels, height, width }: PackedShape): Float32Array {
  const tokens = new Float32Array(latents.length);
  let at = 0;
  for (let row = 0; row < height; row += 2) {
    for (let column = 0; column < width; column += 2) {
      for (let channel = 0; channel < channels; channel++) {
        const corner = (channel * height + row) * width + column;
        tokens[at++] = latents[corner];
        tokens[at++] = latents[corner + 1];
        tokens[at++] = latents[corner + width];
        tokens[at++] = latents[corner + width + 1];
      }
    }
  }
  return tokens;
}

/** Places of the tokens, [tokens, 3]: 0, row, column. */
export function tokenPlaces({ height, width }: Pick<PackedShape, 'height' | 'width'>): Float32Array {
  const [rows, columns] = [height / 2, width / 2];
  const places = new Float32Array(rows * columns * 3);
  for (let token = 0; token < rows * columns; token++) {
    places[3 * token + 1] = Math.floor(token / columns);
    places[3 * token + 2] = token % columns;
  }
  return places;
}
