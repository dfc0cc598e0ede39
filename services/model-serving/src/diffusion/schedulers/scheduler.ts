/**
 * The way from noise to a picture in latent space, one model call at a time. Made for one run: some methods remember
 * what the model said before. Numbers of the schedule are 64-bit; samples are 32-bit, of any one size.
 */
export interface Scheduler {
  /** What each model call is told, in order; 0 to the number of training steps, fractional in some schedules. */
  readonly timesteps: readonly number[];
  /** Standard deviation that the first sample's noise must have. */
  readonly initNoiseSigma: number;
  /** What the model is given for a sample. */
  scaleModelInput(sample: Float32Array, index: number): Float32Array;
  /** Whether `step` needs fresh unit noise. */
  drawsNoise(index: number): boolean;
  /**
   * The next sample. Calls come in order, from the index where the run begins.
   *
   * @param modelOutput What the model said of `scaleModelInput(sample, index)`, guidance applied.
   * @param noise Unit noise where `drawsNoise(index)`.
   */
  step(index: number, modelOutput: Float32Array, sample: Float32Array, noise?: Float32Array): Float32Array;
  /** What the model takes for the clean sample: rough at first, and what `step` goes towards. Parameters as there. */
  estimateClean(index: number, modelOutput: Float32Array, sample: Float32Array): Float32Array;
  /** A clean sample as it would be at a step: where image to image begins, and what inpainting keeps. */
  addNoise(clean: Float32Array, noise: Float32Array, index: number): Float32Array;
}

/** What the model predicts: the noise, or the velocity (Salimans and Ho, "Progressive Distillation", 2022). */
export type PredictionType = 'epsilon' | 'v_prediction';

/** Which of the training steps are taken (Lin et al., "Common Diffusion Noise Schedules and Sample Steps are Flawed"). */
export type TimestepSpacing = 'leading' | 'linspace' | 'trailing';

/** A diffusion schedule as a model's scheduler_config.json describes it, every default filled in. */
export interface DiffusionSchedule {
  trainTimesteps: number;
  betaStart: number;
  betaEnd: number;
  betaSchedule: 'linear' | 'scaled_linear';
  predictionType: PredictionType;
  timestepSpacing: TimestepSpacing;
  stepsOffset: number;
  /** Whether what lies beyond the last step is the clean sample, rather than the first training step. */
  setAlphaToOne: boolean;
  /** Sigmas after Karras et al., "Elucidating the Design Space of Diffusion-Based Generative Models", equation 5. */
  useKarrasSigmas: boolean;
}
