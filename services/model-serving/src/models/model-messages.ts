/** From the service to a model process: `load` once, then one `infer` at a time. */
export type ToModelProcess =
  | { kind: 'load'; path: string; inputShape: readonly number[] }
  | { kind: 'infer'; tensor: Float32Array };

/** From a model process to the service: one answer to each message. */
export type FromModelProcess =
  | { kind: 'loaded' }
  | { kind: 'result'; tensor: Float32Array }
  | { kind: 'failed'; message: string };
