import { BACKGROUND, collectBand, type EdgeBand, PRODUCT, UNKNOWN } from './edge-band.ts';

export type Rgb = [number, number, number];

/** A small picture for tests of what works on the band around an edge. */
export interface EdgePicture {
  width: number;
  height: number;
  data: Buffer;
  kinds: Uint8Array;
  band: EdgeBand;
}

/** Colours by pixel; `kind` says where product, background and the unknown between are. */
export function edgePicture(
  width: number,
  height: number,
  colour: (x: number, y: number) => Rgb,
  kind: (x: number, y: number) => 'product' | 'background' | 'unknown',
): EdgePicture {
  const data = Buffer.alloc(width * height * 4, 255);
  const kinds = new Uint8Array(width * height);
  const numbers = { product: PRODUCT, background: BACKGROUND, unknown: UNKNOWN };
  for (let i = 0; i < kinds.length; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    data.set(colour(x, y), i * 4);
    kinds[i] = numbers[kind(x, y)];
  }
  return { width, height, data, kinds, band: collectBand(kinds, width, height) };
}

/** The value of a band's cell at a pixel of it. */
export function cellAt({ band, width }: EdgePicture, values: Float32Array, x: number, y: number): number {
  return values[band.cells.indexOf(y * width + x)];
}
