export interface CameraOptions {
  /** Canvas size in pixels. */
  width: number;
  height: number;
  /** Height of the camera above the surface (the plane y = 0). */
  heightCm: number;
  /** Distance of the camera from the product (the origin) along the surface; the camera stands at z = distanceCm. */
  distanceCm: number;
  /** Downward pitch, 0 looks at the horizon. */
  pitchDeg: number;
  /** Vertical field of view. */
  verticalFovDeg: number;
  /** Canvas column of the optical axis, as of a shifted lens; the middle where it is not set. */
  centreX?: number;
}

export interface Camera extends CameraOptions {
  /** Where the camera stands: x to the right, y up, z towards the viewer; centimetres. */
  position: [number, number, number];
  /** Unit direction through the canvas point (px, py), pixel centres at +0.5, written to `out`. */
  ray(px: number, py: number, out: Float32Array | number[]): void;
  /** Canvas point of a point in space, and its depth along the view axis in centimetres. */
  project(x: number, y: number, z: number): [number, number, number];
  /** Canvas pixels that one centimetre covers at a depth. */
  pixelsPerCm(depthCm: number): number;
}

/** A pinhole camera that looks towards -z and down, without roll. */
export function createCamera(options: CameraOptions): Camera {
  const { width, height, heightCm, distanceCm } = options;
  const sin = Math.sin((options.pitchDeg * Math.PI) / 180);
  const cos = Math.cos((options.pitchDeg * Math.PI) / 180);
  const { centreX = width / 2 } = options;
  const focal = height / 2 / Math.tan((options.verticalFovDeg * Math.PI) / 360);
  return {
    ...options,
    position: [0, heightCm, distanceCm],
    ray(px, py, out) {
      const right = (px - centreX) / focal;
      const up = (height / 2 - py) / focal;
      const y = up * cos - sin;
      const z = -(up * sin + cos);
      const scale = 1 / Math.sqrt(right * right + y * y + z * z);
      out[0] = right * scale;
      out[1] = y * scale;
      out[2] = z * scale;
    },
    project(x, y, z) {
      const dy = y - heightCm;
      const dz = z - distanceCm;
      const depth = -dy * sin - dz * cos;
      const up = dy * cos - dz * sin;
      return [centreX + (x / depth) * focal, height / 2 - (up / depth) * focal, depth];
    },
    pixelsPerCm: (depthCm) => focal / depthCm,
  };
}
