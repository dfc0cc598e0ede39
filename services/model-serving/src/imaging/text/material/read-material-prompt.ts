import { COLOR_WORDS } from './color-words.ts';
import { findTerms } from './find-terms.ts';
import {
  biscuitMaterial,
  ceramicMaterial,
  chocolateMaterial,
  concreteMaterial,
  feltMaterial,
  glassMaterial,
  iceMaterial,
  jellyMaterial,
  marbleMaterial,
  mossMaterial,
  neonMaterial,
  paperMaterial,
  plasticMaterial,
  stoneMaterial,
  waterMaterial,
  woodMaterial,
} from './material-library.ts';
import { MATERIAL_WORDS, type MaterialWord } from './material-words.ts';
import {
  balloonMaterial,
  holographicMaterial,
  METALS,
  type MetalName,
  metalMaterial,
  tintedMetalMaterial,
} from './metal-materials.ts';
import { withNaturalTones } from './natural-tones.ts';
import type { TextMaterial } from './text-material.ts';

/** What a prompt was understood to say. */
export interface MaterialReading {
  material: TextMaterial;
  /** False when the prompt has words but names no material and no colour that is known. */
  understood: boolean;
}

/** Taken in this order when the prompt names nothing, or only what the negative prompt forbids. */
const FALLBACKS: readonly MaterialWord[] = ['balloon', 'gold', 'chrome', 'plastic', 'paper', 'wood', 'stone'];
const NEON_DEFAULT = '#ff3d8b';
const JELLY_DEFAULT = '#d9242b';
const FELT_DEFAULT = '#d9242b';
const PLASTIC_DEFAULT = '#f4f4f2';

/**
 * Reads the material out of a Korean or English prompt; what the negative prompt names is not used. Without a
 * material it is the gold foil balloon; with a colour alone, plastic of that colour.
 */
export function readMaterialPrompt(prompt: string, negativePrompt: string): MaterialReading {
  const allowed = <Id extends string>(named: Id[], forbidden: Id[]): Id[] =>
    named.filter((id) => !forbidden.includes(id));
  const forbidden = findTerms(negativePrompt, MATERIAL_WORDS);
  const namedMaterials = findTerms(prompt, MATERIAL_WORDS);
  const namedColors = findTerms(prompt, COLOR_WORDS);
  const materials = allowed(namedMaterials, forbidden);
  const colors = allowed(namedColors, findTerms(negativePrompt, COLOR_WORDS));
  const understood = prompt.trim() === '' || namedMaterials.length + namedColors.length > 0;
  const metal = materials.find((id): id is MetalName => id in METALS);
  const color = colors.at(0);
  const main = mainMaterial(materials, color) ?? FALLBACKS.find((id) => !forbidden.includes(id)) ?? 'plastic';
  const foil = metal ?? color ?? (forbidden.includes('gold') ? 'chrome' : 'gold');
  const material = withNaturalTones(make(main, foil, colors), main, color);
  return { material, understood };
}

/**
 * Balloon and neon say what the letters are, whatever they are coloured like; otherwise the first one named
 * counts.
 */
function mainMaterial(named: readonly MaterialWord[], color: string | undefined): MaterialWord | undefined {
  const shaping = named.find((id) => id === 'balloon' || id === 'neon');
  const exact = named.find((id) => id !== 'metal' && id !== 'plastic');
  return shaping ?? exact ?? named[0] ?? (color ? 'plastic' : undefined);
}

function make(main: MaterialWord, foil: string, colors: readonly string[]): TextMaterial {
  const color = colors.at(0);
  switch (main) {
    case 'balloon':
      return balloonMaterial(foil);
    case 'gold':
    case 'rose-gold':
    case 'chrome':
    case 'copper':
      return metalMaterial(main);
    case 'metal':
      return color ? tintedMetalMaterial(color) : metalMaterial('chrome');
    case 'glass':
      return glassMaterial(color);
    case 'neon':
      return neonMaterial(colors.length > 0 ? colors : [NEON_DEFAULT]);
    case 'wood':
    case 'light-wood':
    case 'dark-wood':
      return woodMaterial(main === 'dark-wood');
    case 'stone':
      return stoneMaterial();
    case 'marble':
      return marbleMaterial();
    case 'chocolate':
      return chocolateMaterial();
    case 'plastic':
      return plasticMaterial(color ?? PLASTIC_DEFAULT);
    case 'paper':
      return paperMaterial(color ?? PLASTIC_DEFAULT);
    case 'ice':
      return iceMaterial();
    case 'water':
      return waterMaterial();
    case 'jelly':
      return jellyMaterial(color ?? JELLY_DEFAULT);
    case 'ceramic':
      return ceramicMaterial(color ?? PLASTIC_DEFAULT);
    case 'concrete':
      return concreteMaterial();
    case 'biscuit':
      return biscuitMaterial();
    case 'felt':
      return feltMaterial(color ?? FELT_DEFAULT);
    case 'moss':
      return mossMaterial();
    case 'holographic':
      return holographicMaterial();
  }
}
