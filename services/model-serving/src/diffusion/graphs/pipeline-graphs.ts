import type { Graph } from './graph.ts';

/** What a graph does in a pipeline. */
export type GraphRole =
  | 'text_encoder'
  | 'text_encoder_2'
  | 'unet'
  /** A UNet that takes what a ControlNet adds. */
  | 'unet_control'
  | 'transformer'
  | 'controlnet'
  | 'vae_encoder'
  | 'vae_decoder';

/** A pipeline's graphs, each opened when it is needed; where memory does not hold all, one makes room for another. */
export interface PipelineGraphs {
  has(role: GraphRole): boolean;
  /** Lends a graph for the time of some work. */
  use<Result>(role: GraphRole, work: (graph: Graph) => Promise<Result>): Promise<Result>;
}
