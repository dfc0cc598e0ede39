import { hexToLinear } from '../../../color/srgb.ts';
import { lerp, periodicNoise, smoothstep } from '../../../math/noise.ts';
import { ellipsoid, type PropShape, roundBox, setTexel, TEXEL, vary } from '../prop-shape.ts';

/** A drop of water that beads on the surface. */
export const WATER_DROP: PropShape = {
  lets: 0.75,
  boundCm: 0.75,
  heightCm: 0.4,
  footCm: 0.55,
  distance(x, y, z, variation) {
    const size = 0.25 + 0.45 * vary(variation, 1) ** 2;
    const wobble = 0.06 * periodicNoise(x * 2 + variation * 40, z * 2, 512, 512, 4);
    return ellipsoid(x, y, z, size * (1 + wobble), size * 0.42, size * (0.92 - wobble)) * 0.9;
  },
  shade(_x, _y, _z, _variation, out) {
    setTexel(out, [1, 1, 1], 1, 0.03, 0.03);
    out[TEXEL.clear] = 1;
  },
};

/** A melting cube of ice. */
export const ICE_CUBE: PropShape = {
  lets: 0.55,
  boundCm: 2.6,
  heightCm: 2.5,
  footCm: 1.9,
  distance(x, y, z, variation) {
    const tilt = (vary(variation, 2) - 0.5) * 0.3;
    const px = x + tilt * (y - 1.2);
    const melt =
      0.1 * periodicNoise(px * 0.9 + variation * 30, z * 0.9 + y * 0.7, 512, 512, 3) +
      0.03 * periodicNoise(px * 3, z * 3 + y * 2 + variation * 50, 512, 512, 4);
    return (roundBox(px, y - 1.2, z, 1.3, 1.2, 1.25, 0.34) + melt) * 0.82;
  },
  shade(x, y, z, variation, out) {
    const cloud = periodicNoise(x * 1.1 + variation * 20, z * 1.1 + y * 1.3, 512, 512, 6);
    const crack = Math.exp(-Math.abs(periodicNoise(x * 0.8 + y, z * 0.9 + variation * 70, 512, 512, 8)) * 26);
    const core = Math.exp(-(x * x + (y - 1.2) * (y - 1.2) + z * z) * 0.35);
    // Thick at its rim, ice is blue: without that it would vanish on snow.
    setTexel(out, [0.6, 0.83, 0.93], 1, 0.05, 0.05);
    out[TEXEL.clear] = 0.72 - 0.34 * core * (0.6 + cloud) - 0.4 * crack * (0.4 + core);
    out[TEXEL.through] = 0.8;
  },
};

const GIFTS = [
  { paper: '#8e1626', ribbon: '#e2bd78' },
  { paper: '#efe8dc', ribbon: '#b98a45' },
  { paper: '#1f2f4a', ribbon: '#d9c9a8' },
  { paper: '#2f4a38', ribbon: '#d8b877' },
].map(({ paper, ribbon }) => ({ paper: hexToLinear(paper), ribbon: hexToLinear(ribbon) }));
const BOX = 2.2;
const BAND = 0.36;

/** A small box in paper with a ribbon and a bow. */
export const GIFT_BOX: PropShape = {
  boundCm: 4.2,
  heightCm: 5.4,
  footCm: 2.9,
  distance(x, y, z, variation) {
    const tall = giftHeight(variation);
    const box = roundBox(x, y - tall / 2, z, BOX, tall / 2, BOX, 0.07);
    const lid = roundBox(x, y - tall + 0.45, z, BOX + 0.07, 0.45, BOX + 0.07, 0.06);
    return Math.min(box, lid, ribbon(x, y, z, tall), bow(x, y - tall, z));
  },
  shade(x, y, z, variation, out) {
    const { paper, ribbon: band } = GIFTS[Math.floor(variation * GIFTS.length)];
    const tall = giftHeight(variation);
    const isBand = Math.min(ribbon(x, y, z, tall), bow(x, y - tall, z)) < 0.03;
    if (isBand) {
      const weave = periodicNoise((x + z) * 16, y * 16, 4096, 4096, 5);
      setTexel(out, band, 0.94 + 0.06 * weave, 0.34, 0.07);
      return;
    }
    const grain = periodicNoise(x * 14 + z * 9, y * 14 + z * 5, 4096, 4096, 3);
    setTexel(out, paper, 1 + 0.03 * grain, 0.5, 0.04);
  },
};

function giftHeight(variation: number): number {
  return 2.6 + 1.2 * vary(variation, 1);
}

function ribbon(x: number, y: number, z: number, tall: number): number {
  const a = roundBox(x, y - tall / 2, z, BAND, tall / 2 + 0.04, BOX + 0.11, 0.02);
  const b = roundBox(x, y - tall / 2, z, BOX + 0.11, tall / 2 + 0.04, BAND, 0.02);
  return Math.min(a, b);
}

/** Two loops, a knot and two tails on top of the lid. */
function bow(x: number, y: number, z: number): number {
  const mx = Math.abs(x);
  // A loop: a flattened ring, seen from the front, as wide as the ribbon.
  const lx = mx - 0.82;
  const ly = y - 0.5 - 0.16 * lx;
  const ring = Math.abs(Math.sqrt((lx * lx) / 0.72 + (ly * ly) / 0.3) - 1) * 0.46 - 0.035;
  const loop = Math.max(ring, Math.abs(z) - 0.3 * (0.55 + 0.45 * Math.min(1, mx)));
  const knot = ellipsoid(x, y - 0.36, z, 0.26, 0.26, 0.32);
  const tail = roundBox(
    mx * 0.86 - z * 0.5 - 0.75,
    y - 0.12 + 0.02 * mx,
    z * 0.86 + mx * 0.5 - 0.75,
    0.95,
    0.035,
    0.24,
    0.02,
  );
  return Math.min(loop, knot, tail) * 0.85;
}

const NEEDLE = hexToLinear('#2c4a2c');
const TIP = hexToLinear('#6f8b52');
const TWIG = hexToLinear('#5a3d26');
const SPRIG = 4.4;
const STEP = 0.24;

/** A sprig of fir. */
export const PINE_SPRIG: PropShape = {
  boundCm: 5.2,
  heightCm: 1.2,
  footCm: 3.2,
  distance(x, y, z, variation) {
    return Math.min(twig(x, y, z, variation), needles(x, y, z, variation)) * 0.72;
  },
  shade(x, y, z, variation, out) {
    if (twig(x, y, z, variation) < needles(x, y, z, variation)) {
      setTexel(out, TWIG, 1, 0.7);
      return;
    }
    const reach = Math.abs(z - bend(x, variation)) / 1.5;
    const own = 0.7 + 0.6 * vary(Math.floor((x / STEP) * 3.7) / 97, 3);
    setTexel(out, NEEDLE, own, 0.42, 0.045);
    for (let c = 0; c < 3; c++) out[c] = lerp(out[c], TIP[c] * own, smoothstep(0.4, 1.1, reach) * 0.6);
  },
};

function bend(x: number, variation: number): number {
  return (vary(variation, 1) - 0.5) * 0.12 * x * x * 0.5;
}

function twig(x: number, y: number, z: number, variation: number): number {
  const dz = z - bend(x, variation);
  const radius = 0.1 * (1 - x / (SPRIG * 2.4));
  return Math.max(Math.sqrt((y - 0.36) ** 2 + dz * dz) - radius, Math.abs(x) - SPRIG);
}

/** Needles on both sides and above, leaning to the tip, longer at the foot of the sprig. */
function needles(x: number, y: number, z: number, variation: number): number {
  const dz = z - bend(x, variation);
  const side = Math.abs(dz);
  let nearest = 9;
  for (let layer = 0; layer < 3; layer++) {
    const rise = [0.02, 0.34, 0.75][layer];
    const offset = layer * 0.37;
    const along = x - side * 0.75;
    const i = Math.round(along / STEP - offset);
    for (let k = i - 1; k <= i + 1; k++) {
      const start = (k + offset) * STEP;
      if (Math.abs(start) > SPRIG - 0.3) continue;
      const h = vary(Math.abs(k * 3 + layer + (dz > 0 ? 200 : 0)) / 997 + variation * 0.1, 2);
      const lean = 0.62 + 0.3 * (h - 0.5);
      const length = (1.45 - 0.1 * start) * (0.75 + 0.4 * h);
      // Distance to the segment from the twig outwards, forwards and up.
      const dx = lean;
      const dy = rise * (0.7 + 0.6 * h) - (layer === 0 ? 0.12 : 0);
      const px = x - start;
      const py = y - 0.38;
      const norm = dx * dx + dy * dy + 1;
      const t = Math.min(length / Math.sqrt(norm), Math.max(0, (px * dx + py * dy + side) / norm));
      const ex = px - dx * t;
      const ey = py - dy * t;
      const ez = side - t;
      nearest = Math.min(nearest, Math.sqrt(ex * ex + ey * ey + ez * ez) - 0.045);
    }
  }
  return nearest;
}
