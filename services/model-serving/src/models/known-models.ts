/** A model that this version knows how to use. */
export interface KnownModel {
  /** Name in reports. */
  id: string;
  /** What it is for. */
  task: 'cutout';
  /** Name of its file in the models folder. */
  file: string;
  /** SHA-256 of its file; any other content is not loaded. */
  sha256: string;
  /** Shape of its only input, float32. */
  inputShape: readonly number[];
}

/** U²-Net (small): salient-object segmentation. Qin et al. 2020, weights Apache-2.0. */
export const CUTOUT_MODEL: KnownModel = {
  id: 'u2netp',
  task: 'cutout',
  file: 'u2netp.onnx',
  sha256: '309c8469258dda742793dce0ebea8e6dd393174f89934733ecc8b14c76f4ddd8',
  inputShape: [1, 3, 320, 320],
};
