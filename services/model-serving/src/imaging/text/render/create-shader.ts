import { createPattern } from './patterns.ts';
import { dielectricShader } from './shade-dielectric.ts';
import { glassShader } from './shade-glass.ts';
import { metalShader } from './shade-metal.ts';
import { neonShader } from './shade-neon.ts';
import type { Shader, ShadingContext } from './shading.ts';

/** The shader of a material. */
export function createShader(context: ShadingContext): Shader {
  const { surface, pattern } = context.material;
  switch (surface.kind) {
    case 'metal':
      return metalShader(context, surface, createPattern(pattern, context));
    case 'dielectric':
      return dielectricShader(context, surface, createPattern(pattern, context));
    case 'neon':
      return neonShader(context, surface);
    case 'glass':
      return glassShader(context, surface);
  }
}
