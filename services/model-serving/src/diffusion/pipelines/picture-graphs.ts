import type { GraphPaths } from './find-graphs.ts';

/**
 * The graphs that one picture is made with: of the two UNets that a pipeline may have, the one that takes what a
 * ControlNet adds, or the other one.
 *
 * @param control A ControlNet's graphs; undefined: there is none.
 */
export function pictureGraphs(pipeline: GraphPaths, control: GraphPaths | undefined): GraphPaths {
  const { unet, unet_control, ...others } = pipeline;
  if (control === undefined) return unet === undefined ? others : { ...others, unet };
  return { ...others, ...(unet_control === undefined ? {} : { unet_control }), ...control };
}
