/** Where the product stands and how large it is, in the terms of ProductSpec: fractions of the canvas. */
export interface ProductPlace {
  /** Middle of the foot across. */
  x: number;
  /** Middle of the foot, from above. */
  y: number;
  /** Height of the product's box. */
  scale: number;
}

/** The product's box around its foot, in heights of the box: bottom − top is 1. */
export interface ProductShape {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface Range {
  minimum: number;
  maximum: number;
}

/** What the server takes. */
export type PlaceLimits = Readonly<Record<keyof ProductPlace, Range>>;

/** A box on the canvas, fractions of its width and height. */
export interface CanvasBox {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The place within the limits. */
export function clampPlace(place: ProductPlace, limits: PlaceLimits): ProductPlace {
  return {
    x: clamp(place.x, limits.x),
    y: clamp(place.y, limits.y),
    scale: clamp(place.scale, limits.scale),
  };
}

/** The product's box on a canvas whose width is `aspect` times its height. */
export function boxAt({ x, y, scale }: ProductPlace, shape: ProductShape, aspect: number): CanvasBox {
  return {
    left: x + (shape.left * scale) / aspect,
    right: x + (shape.right * scale) / aspect,
    top: y + shape.top * scale,
    bottom: y + shape.bottom * scale,
  };
}

/** Whether two places make the same picture: nobody sees a hundredth of a percent. */
export function isSamePlace(a: ProductPlace, b: ProductPlace): boolean {
  return [a.x - b.x, a.y - b.y, a.scale - b.scale].every((difference) => Math.abs(difference) < 1e-4);
}

/** The place as it is sent: no more digits than anybody sees. */
export function roundPlace({ x, y, scale }: ProductPlace): ProductPlace {
  return { x: round(x), y: round(y), scale: round(scale) };
}

function clamp(value: number, { minimum, maximum }: Range): number {
  return Math.min(maximum, Math.max(minimum, value));
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
