import { hexToLinear } from '../../../color/srgb.ts';
import { clamp01, lerp, periodicNoise, smoothstep } from '../../../math/noise.ts';
import { ellipsoid, type PropShape, roundCylinder, setTexel, TEXEL, vary } from '../prop-shape.ts';

const ROAST = hexToLinear('#42210f');
const CHAFF = hexToLinear('#9a6b42');

/** A roasted bean; two of three show the side with the furrow. */
export const COFFEE_BEAN: PropShape = {
  boundCm: 0.85,
  heightCm: 0.7,
  footCm: 0.75,
  distance(x, y, z, variation) {
    const flat = variation < 0.66 ? 1 : -1;
    const tilt = (vary(variation, 2) - 0.5) * 0.7;
    const py = y - 0.36 + tilt * z * 0.4;
    const body = ellipsoid(x, py, z, 0.66, 0.37, 0.46);
    if (flat < 0) return body;
    // The flat face with its furrow looks up.
    const face = py - 0.17 - 0.04 * (1 - z * z * 4);
    const furrow = Math.abs(z - 0.07 * Math.sin(x * 5)) - 0.035;
    const split = Math.max(furrow, -(py - 0.02));
    const cut = smoothMax(body, face, 0.14);
    return smoothMax(cut, -split, 0.06);
  },
  shade(x, y, z, variation, out) {
    const furrow = variation < 0.66 ? Math.abs(z - 0.07 * Math.sin(x * 5)) : 1;
    const inside = 1 - smoothstep(0.02, 0.06, furrow);
    const skin = 1 + 0.25 * periodicNoise(x * 5 + variation * 90, z * 9, 512, 512, 3);
    const tone = (0.75 + 0.5 * vary(variation, 5)) * skin;
    setTexel(out, ROAST, tone, 0.36, 0.045);
    for (let c = 0; c < 3; c++) out[c] = lerp(out[c], CHAFF[c] * 0.5, inside * 0.75);
    if (y < 0.1) out[TEXEL.rough] = 0.6;
  },
};

const STONES = ['#8d8a86', '#5e5c5b', '#b8b1a6', '#77716b', '#d5d0c7', '#4a4848'].map(hexToLinear);

/** A river pebble. */
export const PEBBLE: PropShape = {
  boundCm: 2,
  heightCm: 1.4,
  footCm: 1.7,
  distance(x, y, z, variation) {
    const rx = 1.3 + 0.4 * vary(variation, 1);
    const rz = 0.95 + 0.35 * vary(variation, 2);
    const ry = 0.5 + 0.22 * vary(variation, 3);
    const lump = 0.1 * periodicNoise(x * 0.7 + variation * 40, z * 0.7 + y * 0.4, 512, 512, 5);
    return (ellipsoid(x, y - ry * 0.94, z, rx, ry, rz) + lump * ry) * 0.85;
  },
  shade(x, y, z, variation, out) {
    const grain = periodicNoise(x * 9 + variation * 300, z * 9 + y * 7, 4096, 4096, 7);
    const speck = smoothstep(
      0.5,
      0.7,
      periodicNoise(x * 16, z * 16 + y * 11 + variation * 99, 4096, 4096, 8),
    );
    const band = smoothstep(0.86, 0.97, Math.cos((x * 0.8 + z * 1.4 + y + vary(variation, 8) * 6) * 1.3));
    setTexel(out, STONES[Math.floor(variation * STONES.length)], 1 + 0.14 * grain - 0.25 * speck, 0.5);
    const light = band * (vary(variation, 9) > 0.6 ? 0.5 : 0);
    for (let c = 0; c < 3; c++) out[c] = lerp(out[c], 0.72, light);
  },
};

const CITRUS = [
  { rind: '#f08a1c', flesh: '#f59a2e', core: '#fbd9a0' },
  { rind: '#f2cb2e', flesh: '#f3dc6c', core: '#fbf3c8' },
  { rind: '#5f9a2c', flesh: '#b4cf5e', core: '#eef3cf' },
].map(({ rind, flesh, core }) => ({
  rind: hexToLinear(rind),
  flesh: hexToLinear(flesh),
  core: hexToLinear(core),
}));
const PITH = hexToLinear('#f7efdc');
const SEGMENTS = 10;

/** A slice of orange, lemon or lime. */
export const CITRUS_SLICE: PropShape = {
  boundCm: 3.2,
  heightCm: 0.62,
  footCm: 3,
  distance(x, y, z, variation) {
    const edge = 2.75 + 0.1 * periodicNoise(x * 0.6 + variation * 30, z * 0.6, 512, 512, 4);
    return roundCylinder(x, y, z, edge, 0.6, 0.13) * 0.95;
  },
  shade(x, y, z, variation, out) {
    const fruit = CITRUS[Math.floor(variation * CITRUS.length)];
    const r = Math.sqrt(x * x + z * z) / 2.75;
    const angle = (Math.atan2(z, x) / (2 * Math.PI)) * SEGMENTS + vary(variation, 4);
    const inSegment = Math.abs(angle - Math.floor(angle) - 0.5) * 2;
    // Membranes are as thick near the middle as outside.
    const membrane = ((1 - inSegment) * r * Math.PI * 2.75) / SEGMENTS;
    const isFlesh = smoothstep(0.03, 0.1, membrane) * smoothstep(0.86, 0.82, r) * smoothstep(0.09, 0.15, r);
    const cells = periodicNoise(
      angle * 5,
      r * 3.2 + 0.7 * periodicNoise(angle * 3, r * 6, 512, 512, 3),
      4096,
      4096,
      6,
    );
    const top = smoothstep(0.35, 0.5, y);
    const rind = Math.max(smoothstep(0.93, 0.965, r), 1 - top);
    setTexel(out, PITH, 1, lerp(0.5, 0.3, isFlesh), 0.035);
    for (let c = 0; c < 3; c++) {
      const pulp = lerp(fruit.flesh[c], fruit.core[c], clamp01(0.25 + 0.5 * cells - 0.3 * r));
      const inner = lerp(out[c], pulp * (0.9 + 0.25 * cells), isFlesh);
      out[c] = lerp(
        inner,
        fruit.rind[c] * (0.9 + 0.1 * periodicNoise(x * 7, z * 7 + y * 7, 512, 512, 9)),
        rind,
      );
    }
    out[TEXEL.through] = 0.35 * isFlesh;
  },
};

const WAX = hexToLinear('#f3ead9');

/** A lit pillar candle. */
export const CANDLE: PropShape = {
  boundCm: 4.9,
  heightCm: 8.2,
  footCm: 1.7,
  distance(x, y, z, variation) {
    const tall = candleHeight(variation);
    const r = Math.sqrt(x * x + z * z);
    const dish = 0.35 * smoothstep(1.4, 0.2, r);
    const body = smoothMax(roundCylinder(x, y, z, 1.6, tall, 0.16), y - tall + dish, 0.1);
    const wick = Math.max(r - 0.06, y - tall - 0.25);
    const fy = y - tall - 0.85;
    const taper = fy > 0 ? 1 + fy * 1.1 : 1;
    const flame = ellipsoid(x * taper, fy, z * taper, 0.27, 0.85, 0.27) * 0.6;
    return Math.min(body, wick, flame);
  },
  shade(x, y, z, variation, out) {
    const tall = candleHeight(variation);
    const above = y - tall;
    const r = Math.sqrt(x * x + z * z);
    if (above > 0.02 && r < 0.4) {
      const hot = smoothstep(-0.1, 0.5, above) * smoothstep(2.2, 0.7, above);
      setTexel(out, above < 0.3 ? [0.5, 0.35, 0.3] : [1, 0.5 + 0.22 * hot, 0.12 + 0.22 * hot], 1, 1, 0);
      out[TEXEL.emission] = 1.6 + 2.6 * hot;
      return;
    }
    setTexel(out, WAX, 1, 0.42);
    out[TEXEL.through] = 0.4;
    // The flame shines through the wax below it.
    const glow = Math.exp(Math.min(0, above) * 0.9);
    out[TEXEL.emission] = 0.3 * glow * (r < 1.3 ? 1.2 : 0.7);
  },
};

function candleHeight(variation: number): number {
  return 3.4 + 2.6 * vary(variation, 1);
}

function smoothMax(a: number, b: number, k: number): number {
  const h = Math.max(0, k - Math.abs(a - b)) / k;
  return Math.max(a, b) + h * h * k * 0.25;
}
