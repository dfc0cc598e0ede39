import { hexToLinear } from '../../../color/srgb.ts';
import { clamp01, lerp, periodicNoise, smoothstep } from '../../../math/noise.ts';
import { type PropShape, setTexel, TEXEL, vary } from '../prop-shape.ts';

interface SheetStyle {
  lengthCm: number;
  widthCm: number;
  /** Height of the curled edge, centimetres. */
  curlCm: number;
  thicknessCm: number;
  /** Outline: signed, in shares of half the width, from along (-1..1) and across (in half widths). */
  outline(along: number, across: number, variation: number): number;
  color(along: number, across: number, variation: number, out: Float32Array): void;
}

/** A thin curled sheet lying on the ground: leaf, petal or flake. */
function sheet(style: SheetStyle): PropShape {
  const { lengthCm, widthCm, curlCm, thicknessCm } = style;
  const half = lengthCm / 2;
  const wide = widthCm / 2;
  const lift = (x: number, z: number, variation: number): number => {
    const s = x / half;
    const t = z / wide;
    const bow = curlCm * (0.3 + 0.9 * vary(variation, 1));
    const flip = vary(variation, 2) < 0.3 ? -1 : 1;
    const along = (vary(variation, 3) - 0.35) * s * s;
    const across = (0.25 + 0.75 * vary(variation, 4)) * t * t;
    const wave = 0.16 * Math.sin(s * 4 + variation * 20) * t;
    const shape = bow * (along + across + wave);
    // Upside down it stands on its edges.
    return flip > 0 ? shape + 0.12 * bow : bow * 0.95 - shape * 0.85;
  };
  return {
    boundCm: half + curlCm * 0.6,
    heightCm: curlCm * 1.2,
    footCm: half * 0.8,
    distance(x, y, z, variation) {
      const height = Math.abs(y - Math.max(thicknessCm, lift(x, z, variation))) - thicknessCm;
      const edge = style.outline(x / half, z / wide, variation) * wide;
      return Math.max(height * 0.62, edge * 0.7);
    },
    shade(x, _y, z, variation, out) {
      style.color(x / half, z / wide, variation, out);
    },
  };
}

const ROSES = ['#b0132b', '#c9283d', '#d4647e', '#dd93a4'].map(hexToLinear);

export const ROSE_PETAL = sheet({
  lengthCm: 3.6,
  widthCm: 3.3,
  curlCm: 1.25,
  thicknessCm: 0.02,
  outline(along, across, variation) {
    const neck = along < -0.2 ? 0.55 * (-0.2 - along) : 0;
    const lip =
      0.03 * Math.sin(across * 4 + variation * 9) +
      (along > 0.5 ? 0.1 * (along - 0.5) * (1 - across * across) : 0);
    return Math.sqrt(along * along + across * across * (1 + neck * 1.6)) - 0.95 + lip + neck * 0.1;
  },
  color(along, across, variation, out) {
    const base =
      ROSES[variation < 0.75 ? Math.floor(variation * 2.6) : 2 + Math.floor(vary(variation, 7) * 1.99)];
    const vein = periodicNoise(across * 9 + along * 2, along * 1.5 + variation * 40, 512, 512, 4);
    setTexel(out, base, (0.74 + 0.3 * (along + 1) * 0.5) * (1 + 0.1 * vein), 0.78, 0.025);
    const white = smoothstep(-0.6, -1, along) * 0.45;
    for (let c = 0; c < 3; c++) out[c] = lerp(out[c], 0.7, white);
    out[TEXEL.through] = 0.6;
  },
});

const BLOSSOM = hexToLinear('#f9dfe6');
const BLUSH = hexToLinear('#e99ab2');

export const CHERRY_PETAL = sheet({
  lengthCm: 1.7,
  widthCm: 1.35,
  curlCm: 0.4,
  thicknessCm: 0.025,
  outline(along, across) {
    const notch = Math.max(0, 0.2 - Math.abs(across) * 0.7) * (along > 0.4 ? 1 : 0);
    const taper = along < 0 ? 1 + 0.9 * along * along : 1;
    return Math.sqrt(along * along + across * across * taper * taper) - 0.94 + notch * 1.4;
  },
  color(along, across, _variation, out) {
    const t = clamp01(smoothstep(0.1, -0.9, along) + 0.15 * Math.abs(across));
    setTexel(out, BLOSSOM, 1, 0.55, 0.03);
    for (let c = 0; c < 3; c++) out[c] = lerp(out[c], BLUSH[c], t * 0.8);
    out[TEXEL.through] = 0.5;
  },
});

/** Pointed at both ends, widest a little below the middle. */
function leafOutline(along: number, across: number): number {
  const s = clamp01((along + 1) / 2);
  const width = 1.85 * Math.sqrt(s) * (1 - s) * 1.4;
  const stalk = along < -0.94 ? 0.5 : 0;
  return Math.max(Math.abs(across) - width, Math.abs(along) - 0.99) + stalk;
}

const GREENS = ['#2f5426', '#47702f', '#5f8a3e', '#6f8f62'].map(hexToLinear);
const RIB = hexToLinear('#a9bd7a');

export const GREEN_LEAF = sheet({
  lengthCm: 5.2,
  widthCm: 2.3,
  curlCm: 0.8,
  thicknessCm: 0.035,
  outline: leafOutline,
  color(along, across, variation, out) {
    setTexel(out, GREENS[Math.floor(variation * GREENS.length)], 1, 0.36, 0.045);
    addVeins(along, across, RIB, 0.5, out);
    out[TEXEL.through] = 0.4;
  },
});

const AUTUMN = ['#b5491c', '#d07a22', '#8c3018', '#c99a34', '#7a4a22'].map(hexToLinear);
const DRY = hexToLinear('#5c3a1e');

export const AUTUMN_LEAF = sheet({
  lengthCm: 5.4,
  widthCm: 3,
  curlCm: 1.3,
  thicknessCm: 0.04,
  outline(along, across) {
    const teeth = 0.05 * Math.abs(((along * 9) % 1) - 0.5);
    return leafOutline(along, across) + teeth;
  },
  color(along, across, variation, out) {
    const first = AUTUMN[Math.floor(variation * AUTUMN.length)];
    const second = AUTUMN[Math.floor(vary(variation, 5) * AUTUMN.length)];
    const patch = smoothstep(-0.3, 0.4, periodicNoise(along * 2 + variation * 50, across * 2, 512, 512, 3));
    setTexel(out, first, 1, 0.55, 0.04);
    const burnt = smoothstep(0.3, 0.75, periodicNoise(along * 4 + variation * 9, across * 4, 512, 512, 6));
    for (let c = 0; c < 3; c++) out[c] = lerp(lerp(out[c], second[c], patch * 0.7), DRY[c], burnt * 0.6);
    addVeins(along, across, DRY, 0.55, out);
    out[TEXEL.through] = 0.35;
  },
});

function addVeins(
  along: number,
  across: number,
  rgb: readonly [number, number, number],
  strength: number,
  out: Float32Array,
): void {
  const rib = 1 - smoothstep(0.02, 0.07, Math.abs(across));
  const phase = (along - Math.abs(across) * 0.45) * 7;
  const side = 1 - smoothstep(0.04, 0.16, Math.abs(phase - Math.round(phase)));
  const amount = strength * Math.max(rib, side * 0.45);
  for (let c = 0; c < 3; c++) out[c] = lerp(out[c], rgb[c], amount);
}

const GOLD = [1, 0.74, 0.38] as const;

/** Torn, crumpled gold leaf. */
export const GOLD_FLAKE = sheet({
  lengthCm: 1.5,
  widthCm: 1.2,
  curlCm: 0.4,
  thicknessCm: 0.02,
  outline(along, across, variation) {
    const ragged =
      0.3 * periodicNoise(along * 2 + variation * 70, across * 2, 512, 512, 4) +
      0.16 * periodicNoise(along * 6, across * 6 + variation * 40, 512, 512, 5);
    return Math.sqrt(along * along + across * across) - 0.72 + ragged;
  },
  color(along, across, variation, out) {
    const crumple = periodicNoise(along * 5 + variation * 60, across * 5, 512, 512, 7);
    setTexel(out, GOLD, 0.9 + 0.14 * crumple, 0.2 + 0.1 * crumple, 0.9);
    out[TEXEL.metal] = 1;
  },
});

const PARTY = ['#e8b23a', '#e0567a', '#4aa3c7', '#f3efe6', '#7d5bb0', '#56b287'].map(hexToLinear);

/** A punched dot or a strip of foil and paper. */
const confetti = (goldShare: number): PropShape =>
  sheet({
    lengthCm: 0.9,
    widthCm: 0.75,
    curlCm: 0.22,
    thicknessCm: 0.02,
    outline(along, across, variation) {
      if (vary(variation, 6) < 0.6) return Math.sqrt(along * along + across * across) - 0.9;
      return Math.max(Math.abs(along) - 0.95, Math.abs(across) - 0.42);
    },
    color(_along, _across, variation, out) {
      const isGold = variation < goldShare;
      setTexel(
        out,
        isGold ? GOLD : PARTY[Math.floor(variation * PARTY.length)],
        0.95,
        isGold ? 0.22 : 0.45,
        isGold ? 0.9 : 0.04,
      );
      out[TEXEL.metal] = isGold ? 1 : 0;
    },
  });

export const CONFETTI = confetti(1 / PARTY.length);
export const GOLD_CONFETTI = confetti(1);
