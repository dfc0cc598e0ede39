/**
 * What a step may be made by: `studio` draws and renders, `diffusion` asks an installed model, `auto` takes diffusion
 * where its models are installed.
 */
export const ENGINES = ['auto', 'studio', 'diffusion'] as const;
