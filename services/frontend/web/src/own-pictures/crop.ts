export interface Size {
  width: number;
  height: number;
}

/** Which part of a picture is used: its middle as fractions of the picture, and how much it is enlarged beyond covering. */
export interface Crop {
  x: number;
  y: number;
  /** 1 shows as much as there is. */
  zoom: number;
}

/** A part of a picture in its pixels. */
export interface CropRect extends Size {
  left: number;
  top: number;
}

/** The middle of the picture, as much as there is: what the server would take. */
export const WHOLE: Crop = { x: 0.5, y: 0.5, zoom: 1 };
export const CLOSEST = 4;

/** Shapes that differ by less than this are the same: nobody misses a row of pixels. */
const SAME_SHAPE = 0.005;

/** Whether two sizes have the same shape. */
export function hasShapeOf(a: Size, b: Size): boolean {
  return Math.abs((a.width / a.height) * (b.height / b.width) - 1) < SAME_SHAPE;
}

/** The part of a picture that a crop names, of the format's shape and inside of the picture. */
export function cropRect(picture: Size, format: Size, { x, y, zoom }: Crop): CropRect {
  const aspect = format.width / format.height;
  const width = Math.min(picture.width, picture.height * aspect) / zoom;
  const height = width / aspect;
  return {
    left: Math.min(picture.width - width, Math.max(0, x * picture.width - width / 2)),
    top: Math.min(picture.height - height, Math.max(0, y * picture.height - height / 2)),
    width,
    height,
  };
}

/** A crop after its picture was dragged by fractions of the frame: the picture follows the hand. */
export function panCrop(crop: Crop, picture: Size, format: Size, dx: number, dy: number): Crop {
  const { width, height } = cropRect(picture, format, crop);
  return within(
    { ...crop, x: crop.x - (dx * width) / picture.width, y: crop.y - (dy * height) / picture.height },
    picture,
    format,
  );
}

/** A crop with another zoom, about its middle. */
export function zoomCrop(crop: Crop, picture: Size, format: Size, zoom: number): Crop {
  return within({ ...crop, zoom: Math.min(CLOSEST, Math.max(1, zoom)) }, picture, format);
}

/** The same part, its middle where it really is. */
function within(crop: Crop, picture: Size, format: Size): Crop {
  const { left, top, width, height } = cropRect(picture, format, crop);
  return { ...crop, x: (left + width / 2) / picture.width, y: (top + height / 2) / picture.height };
}
