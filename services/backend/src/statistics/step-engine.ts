import type { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';

/**
 * What a step is made by, as far as its duration depends on it: "studio", or engine diffusion with its model and the
 * number of denoising steps where the spec tells it, such as "diffusion sdxl 25".
 */
export function stepEngine(spec: AdSpec | undefined, step: number): string {
  const group = [spec?.background, spec?.text, spec?.composition][step - 1];
  if (group?.engine !== 'diffusion') return 'studio';
  return ['diffusion', group.model, group.steps].filter((part) => part !== undefined).join(' ');
}
