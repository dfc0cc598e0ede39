import type { View } from './view.ts';

/** A camera's picture in small: one pixel stands for `stride` × `stride` of the view's. */
export function coarseView(view: View, stride: number): View {
  const [x0, y0, x1, y1] = view.box;
  return {
    eye: view.eye,
    elevation: view.elevation,
    project: (x, y, z, out) => {
      view.project(x, y, z, out);
      out[0] /= stride;
      out[1] /= stride;
    },
    ray: (px, py, out) => view.ray(px * stride, py * stride, out),
    box: [Math.floor(x0 / stride), Math.floor(y0 / stride), Math.ceil(x1 / stride), Math.ceil(y1 / stride)],
  };
}
