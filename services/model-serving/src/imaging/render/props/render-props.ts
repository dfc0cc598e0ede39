import { type CameraOptions, createCamera } from '../../camera/camera.ts';
import { bandKernel } from '../../parallel/band-kernel.ts';
import { runBands } from '../../parallel/run-bands.ts';
import type { Raster } from '../../raster/raster.ts';
import type { Layout } from '../layout.ts';
import { PROPS } from './prop-shapes.ts';
import type { PropInstance } from './scatter-props.ts';
import { createPropTracer, type PlacedProp, type PropLight } from './trace-prop.ts';

export interface PropsOptions extends PropLight {
  layout: Pick<Layout, 'camera' | 'edgeY'>;
  props: PropInstance[];
  /** Share of a prop's light that the surface mirrors, 0..1. */
  mirror?: number;
}

/**
 * Draws props into a picture of the surface (linear radiance) in place: first the shadows that they cast on it, then
 * themselves from far to near, sphere traced, in the scene's light.
 */
export async function renderProps(
  picture: Raster,
  options: PropsOptions,
  pause?: (fraction: number) => Promise<void>,
): Promise<void> {
  if (options.props.length === 0) return;
  const context = preparePropRows(picture, options);
  await runBands({
    kernel: PROP_ROWS,
    context,
    writes: [picture.data],
    from: Math.max(0, Math.min(...context.props.map(({ shadowFrom }) => shadowFrom), picture.height)),
    rows: picture.height,
    rowPixels: 3 * picture.width,
    pause,
  });
}

/** What the rows are drawn from: the props from far to near, each with the part of the canvas that it changes. */
export function preparePropRows(picture: Raster, { layout, ...light }: PropsOptions): PropContext {
  const props = light.props
    .map((prop) => place(prop, { layout, ...light }, picture.height))
    .filter(({ to }) => to > 0)
    .sort((a, b) => b.depth - a.depth);
  return { ...light, camera: layout.camera, edgeY: layout.edgeY, props, picture };
}

/** Mirror images weaker than this are not seen. */
const FAINTEST = 0.03;

const PROP_ROWS = bandKernel(import.meta.url, createPropRows);

interface PropContext extends Omit<PropsOptions, 'layout' | 'props'> {
  camera: CameraOptions;
  edgeY: number;
  props: PlacedProp[];
  picture: Raster;
}

function place(prop: PropInstance, { layout, rig }: PropsOptions, rows: number): PlacedProp {
  const { camera } = layout;
  const { shape } = PROPS[prop.name];
  const bound = shape.boundCm * prop.scale;
  const mid = (shape.heightCm * prop.scale) / 2;
  const around = (x: number, y: number, z: number, r: number) => {
    const [px, py, depth] = camera.project(x, y, z);
    const size = camera.pixelsPerCm(Math.max(1, depth - r)) * r * 1.15 + 2;
    return { px, py, depth, size };
  };
  const own = around(prop.x, mid, prop.z, bound);
  const mirrored = around(prop.x, -mid, prop.z, bound);
  const [kx, ky, kz] = rig.key.direction;
  const reach = Math.min(8, (shape.heightCm * prop.scale) / Math.max(0.2, ky));
  const end = around(prop.x - kx * reach, 0, prop.z - kz * reach, bound * 1.3);
  const limit = (y: number) => Math.max(0, Math.min(rows, Math.round(y)));
  return {
    ...prop,
    depth: own.depth,
    boundCm: bound,
    midCm: mid,
    from: limit(own.py - own.size),
    to: own.depth < bound * 1.5 ? 0 : limit(own.py + own.size),
    left: own.px - own.size,
    right: own.px + own.size,
    mirrorFrom: limit(mirrored.py - mirrored.size),
    mirrorTo: own.depth < bound * 1.5 ? 0 : limit(mirrored.py + mirrored.size),
    shadowFrom: limit(Math.min(own.py - own.size, end.py - end.size)),
    shadowTo: limit(Math.max(own.py + own.size * 1.4, end.py + end.size)),
    shadowLeft: Math.min(own.px - own.size * 1.4, end.px - end.size),
    shadowRight: Math.max(own.px + own.size * 1.4, end.px + end.size),
  };
}

export function createPropRows(context: PropContext) {
  const { picture, props, edgeY, mirror = 0 } = context;
  const camera = createCamera(context.camera);
  const { width } = picture;
  const ray = new Float32Array(3);
  const light = createPropTracer(context);
  const color = new Float32Array(4);
  const pixelAngle = 1 / camera.pixelsPerCm(1);
  return (from: number, to: number): void => {
    for (let y = from; y < to; y++) {
      for (const prop of props) {
        if (y < prop.shadowFrom || y >= prop.shadowTo || y < edgeY) continue;
        const last = Math.min(width, prop.shadowRight);
        for (let x = Math.max(0, Math.floor(prop.shadowLeft)); x < last; x++) {
          camera.ray(x + 0.5, y + 0.5, ray);
          const t = camera.heightCm / Math.max(1e-3, -ray[1]);
          const factor = light.onGround(prop, ray[0] * t, camera.distanceCm + ray[2] * t);
          const at = (y * width + x) * 3;
          if (factor < 0.999) for (let c = 0; c < 3; c++) picture.data[at + c] *= factor;
        }
      }
      for (const prop of mirror < FAINTEST ? [] : props) {
        if (y < prop.mirrorFrom || y >= prop.mirrorTo || y < edgeY) continue;
        const last = Math.min(width, prop.right);
        for (let x = Math.max(0, Math.floor(prop.left)); x < last; x++) {
          // The mirrored camera looks up from below the surface.
          camera.ray(x + 0.5, y + 0.5, ray);
          ray[1] = -ray[1];
          const at = (y * width + x) * 3;
          color.set(picture.data.subarray(at, at + 3));
          if (!light.onProp(prop, -camera.heightCm, camera.distanceCm, ray, pixelAngle, color)) continue;
          const share = color[3] * mirror;
          for (let c = 0; c < 3; c++) picture.data[at + c] += (color[c] - picture.data[at + c]) * share;
        }
      }
      for (const prop of props) {
        if (y < prop.from || y >= prop.to) continue;
        const last = Math.min(width, prop.right);
        for (let x = Math.max(0, Math.floor(prop.left)); x < last; x++) {
          camera.ray(x + 0.5, y + 0.5, ray);
          const at = (y * width + x) * 3;
          color[0] = picture.data[at];
          color[1] = picture.data[at + 1];
          color[2] = picture.data[at + 2];
          if (!light.onProp(prop, camera.heightCm, camera.distanceCm, ray, pixelAngle, color)) continue;
          for (let c = 0; c < 3; c++) picture.data[at + c] += (color[c] - picture.data[at + c]) * color[3];
        }
      }
    }
  };
}
