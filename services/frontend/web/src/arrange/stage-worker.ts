import { findBox } from './find-box.ts';
import { lightSprite } from './light-sprite.ts';
import { makePlate, type Pixels } from './make-plate.ts';
import { PICTURE_SIDE, type StageAnswer, type StagePieces, type StageRequest } from './stage-messages.ts';
import { measuredStanding, reportedStanding, type Standing } from './standing.ts';

/** Makes the pieces of the stage, away from the page's own thread. */
self.onmessage = ({ data }: MessageEvent<StageRequest>) => {
  makePieces(data).then(
    (pieces) => answer({ pieces }, [pieces.plate, pieces.sprite]),
    (error: unknown) => answer({ problem: String(error) }, []),
  );
};

function answer(message: StageAnswer, transfer: Transferable[]): void {
  self.postMessage(message, { transfer });
}

async function makePieces(request: StageRequest): Promise<StagePieces> {
  const { canvas } = request;
  const small = Math.min(1, PICTURE_SIDE / Math.max(canvas.width, canvas.height));
  const size = {
    width: Math.max(1, Math.round(canvas.width * small)),
    height: Math.max(1, Math.round(canvas.height * small)),
  };
  const result = await read(request.result, size);
  const mask = redOf(await read(request.mask, size));
  const cutout = await createImageBitmap(request.cutout);
  const standing = await standingOf(request, cutout);
  const plate = makePlate(result, mask, request.key);

  const sprite = turned(cutout, request.cutoutSize.width, standing);
  const alpha = alphaOf(sprite.pixels);
  const box = findBox(alpha, sprite.pixels.width, sprite.pixels.height);
  if (box === undefined) throw new Error('The cut-out is empty.');
  const { footX, footY, scale } = sprite;
  const boxHeight = standing.boxHeight * scale;
  // Pixels of the small result for each pixel of the sprite, and where the sprite's corner lies there.
  const drawn = (standing.place.scale * size.height) / boxHeight;
  const left = standing.place.x * size.width - footX * drawn;
  const top = standing.place.y * size.height - footY * drawn;
  lightSprite(sprite.pixels, result, (x, y) => {
    const px = Math.floor(left + (x + 0.5) * drawn);
    const py = Math.floor(top + (y + 0.5) * drawn);
    if (px < 0 || py < 0 || px >= size.width || py >= size.height) return -1;
    return mask[py * size.width + px] > 250 ? py * size.width + px : -1;
  });
  return {
    plate: await bitmapOf(plate),
    sprite: await bitmapOf(sprite.pixels),
    footX,
    footY,
    boxHeight,
    shape: {
      left: (box.left - footX) / boxHeight,
      right: (box.right - footX) / boxHeight,
      top: (box.top - footY) / boxHeight,
      bottom: (box.top - footY) / boxHeight + 1,
    },
    standing,
  };
}

async function standingOf(request: StageRequest, cutout: ImageBitmap): Promise<Standing> {
  const { placement, canvas, cutoutSize, camera, asked } = request;
  if (placement !== undefined) return reportedStanding(placement, canvas.height);
  const maskBox = findBox(redOf(await read(request.mask, canvas)), canvas.width, canvas.height);
  const pixels = draw(cutout.width, cutout.height, (context) => context.drawImage(cutout, 0, 0));
  const found = findBox(alphaOf(pixels), pixels.width, pixels.height);
  if (maskBox === undefined || found === undefined) throw new Error('There is no product in the picture.');
  const full = cutoutSize.width / cutout.width;
  const cutoutBox = {
    left: found.left * full,
    top: found.top * full,
    right: found.right * full,
    bottom: found.bottom * full,
  };
  return measuredStanding({ maskBox, cutoutBox, canvas, camera, asked });
}

/** The cut-out turned back about its foot, and where that is; `scale`: pixels for each of the full cut-out. */
function turned(cutout: ImageBitmap, fullWidth: number, { footX, footY, rollDeg }: Standing) {
  const small = cutout.width / fullWidth;
  const roll = (-rollDeg * Math.PI) / 180;
  const cos = Math.cos(roll);
  const sin = Math.sin(roll);
  const corners = [0, cutout.width].flatMap((x) =>
    [0, cutout.height].map((y) => {
      const dx = x - footX * small;
      const dy = y - footY * small;
      return [dx * cos - dy * sin, dx * sin + dy * cos];
    }),
  );
  const left = Math.min(...corners.map(([x]) => x));
  const right = Math.max(...corners.map(([x]) => x));
  const top = Math.min(...corners.map(([, y]) => y));
  const bottom = Math.max(...corners.map(([, y]) => y));
  const scale = Math.min(1, PICTURE_SIDE / Math.max(right - left, bottom - top));
  const width = Math.max(1, Math.ceil((right - left) * scale));
  const height = Math.max(1, Math.ceil((bottom - top) * scale));
  const pixels = draw(width, height, (context) => {
    context.scale(scale, scale);
    context.translate(-left, -top);
    context.rotate(roll);
    context.drawImage(cutout, -footX * small, -footY * small);
  });
  return { pixels, footX: -left * scale, footY: -top * scale, scale: small * scale };
}

async function read(blob: Blob, size: { width: number; height: number }): Promise<Pixels> {
  const bitmap = await createImageBitmap(blob);
  return draw(size.width, size.height, (context) => context.drawImage(bitmap, 0, 0, size.width, size.height));
}

function draw(
  width: number,
  height: number,
  paint: (context: OffscreenCanvasRenderingContext2D) => void,
): Pixels {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('This browser draws no pictures in the background.');
  context.imageSmoothingQuality = 'high';
  paint(context);
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}

function bitmapOf({ width, height, data }: Pixels): Promise<ImageBitmap> {
  return createImageBitmap(new ImageData(new Uint8ClampedArray(data), width, height));
}

function redOf({ data }: Pixels): Uint8Array {
  return Uint8Array.from({ length: data.length / 4 }, (_, i) => data[i * 4]);
}

function alphaOf({ data }: Pixels): Uint8Array {
  return Uint8Array.from({ length: data.length / 4 }, (_, i) => data[i * 4 + 3]);
}
