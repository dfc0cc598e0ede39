import { sampleIrradiance } from '../../../services/model-serving/src/imaging/light/sample-environment.ts';
import { createRandom } from '../../../services/model-serving/src/imaging/math/random.ts';
import type { Camera } from './camera.ts';
import type { Fur } from './product.ts';
import type { Scene } from './shade.ts';
import { KEY } from './studio.ts';

/** Premultiplied linear RGBA. */
export interface Layer {
  width: number;
  height: number;
  data: Float32Array;
}

/** Combs strands over the product, the far ones first; each is a bent, tapering line about a pixel wide. */
export function drawFur(layer: Layer, scene: Scene, camera: Camera, fur: Fur, seed: number): void {
  const random = createRandom(seed + 5);
  const [cx, cy, cz] = fur.centre;
  const strands = Array.from({ length: fur.count }, () => {
    const h = random() * 2 - 1;
    const a = random() * 2 * Math.PI;
    const ring = Math.sqrt(1 - h * h);
    const n = [ring * Math.cos(a), h, ring * Math.sin(a)];
    const lean = [0, 1, 2].map(() => (random() - 0.5) * 0.9);
    lean[1] -= 0.35;
    return { n, lean, length: fur.length * (0.55 + 0.6 * random() ** 2), tone: 0.75 + 0.4 * random() };
  }).sort((p, q) => depth(p.n, camera) - depth(q.n, camera));
  const light = [0, 0, 0];
  const width = Math.max(0.7, camera.pixelsPerCm * fur.length * 0.024);
  for (const { n, lean, length, tone } of strands) {
    sampleIrradiance(scene.studio, n[0], n[1], n[2], light);
    const key = Math.max(0, (n[0] * KEY[0] + n[1] * KEY[1] + n[2] * KEY[2] + 0.35) / 1.35);
    const steps = Math.max(4, Math.ceil((length * camera.pixelsPerCm) / 1.2));
    for (let i = 0; i <= steps; i++) {
      const t = i / steps;
      const out = fur.radius * 0.97 + length * t;
      const bend = length * t * t * 0.8;
      const [x, y] = camera.project(
        cx + n[0] * out + lean[0] * bend,
        cy + n[1] * out + lean[1] * bend,
        cz + n[2] * out + lean[2] * bend,
      );
      // Roots are in the others' shade, tips shine.
      const depthShade = tone * (0.35 + 0.65 * t);
      const colour = [0, 1, 2].map(
        (c) => fur.colour[c] * depthShade * (light[c] / Math.PI + 0.8 * key) + 0.05 * t * key,
      );
      dab(layer, x, y, width * (1 - 0.65 * t), 0.85 * (1 - 0.4 * t * t), colour);
    }
  }
}

function depth(n: number[], camera: Camera): number {
  return n[0] * camera.origin[0] + n[1] * camera.origin[1] + n[2] * camera.origin[2];
}

/** Lays a small square of colour over the layer, antialiased. */
function dab(layer: Layer, x: number, y: number, size: number, opacity: number, colour: number[]): void {
  const half = size / 2;
  for (let py = Math.floor(y - half); py <= Math.floor(y + half); py++) {
    if (py < 0 || py >= layer.height) continue;
    const down = Math.min(py + 1, y + half) - Math.max(py, y - half);
    for (let px = Math.floor(x - half); px <= Math.floor(x + half); px++) {
      if (px < 0 || px >= layer.width) continue;
      const alpha = opacity * down * (Math.min(px + 1, x + half) - Math.max(px, x - half));
      const at = (py * layer.width + px) * 4;
      for (let c = 0; c < 3; c++) layer.data[at + c] += (colour[c] - layer.data[at + c]) * alpha;
      layer.data[at + 3] += (1 - layer.data[at + 3]) * alpha;
    }
  }
}
