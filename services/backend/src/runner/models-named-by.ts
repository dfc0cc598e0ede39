import type { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';

/** Ids of the models of engine diffusion that a step's part of a spec names: none for another engine's. */
export function modelsNamedBy(spec: AdSpec | undefined): string[] {
  const { background, text, composition } = spec ?? {};
  return [background, text, composition].flatMap((group) => {
    if (group?.engine !== 'diffusion') return [];
    const control = 'controlModel' in group ? group.controlModel : undefined;
    return [group.model, control].flatMap((id) => (id ? [id] : []));
  });
}
