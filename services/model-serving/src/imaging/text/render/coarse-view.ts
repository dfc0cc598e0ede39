import type { View } from './view.ts';

/** A camera's picture in small: one pixel stands for `stride` × `stride` of the view's. */
export function coarseView(view: View, stride: number): View {
  const [x0, y0, x1, y1] = view.box;
  return {
    ...view,
    focal: view.focal / stride,
    centreX: view.centreX / stride,
    centreY: view.centreY / stride,
    box: [Math.floor(x0 / stride), Math.floor(y0 / stride), Math.ceil(x1 / stride), Math.ceil(y1 / stride)],
  };
}
