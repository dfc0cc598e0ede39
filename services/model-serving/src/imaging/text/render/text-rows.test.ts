import { FONTS } from '@nanococoa/common/fonts/font-catalogue.ts';
import { afterAll, expect, test } from 'vitest';
import { startBandThreads, stopBandThreads } from '../../parallel/band-threads.ts';
import type { TextArea } from '../layout/text-area.ts';
import { makeHeadline } from '../make-headline.ts';
import { readMaterialPrompt } from '../material/read-material-prompt.ts';

afterAll(stopBandThreads);

test('letters have the same bytes on one thread and on three', async () => {
  const canvas = { width: 340, height: 150 };
  const area: TextArea = {
    ...{ x: 10, y: 10, width: 320, height: 130, anchor: 'center', align: 'center' },
    ...{ maxEmPx: 200, largePrice: true, lineCost: 0.03 },
  };
  const make = async (prompt: string): Promise<Uint8Array> => {
    const { rgba } = await makeHeadline({
      ...{ copy: '늘 3', font: FONTS[0], canvas, area, scene: undefined, seed: 2 },
      material: readMaterialPrompt(prompt, '').material,
      backdrop: {
        ...canvas,
        data: Buffer.from(Uint8Array.from({ length: 340 * 150 * 4 }, (_, i) => (i * 7) % 251)),
        hasAlpha: true,
      },
      pause: async () => undefined,
    });
    return rgba;
  };
  const prompts = ['gold foil balloon', 'glass'];
  const alone: Uint8Array[] = [];
  for (const prompt of prompts) alone.push(await make(prompt));
  startBandThreads(2);
  for (const [i, prompt] of prompts.entries()) {
    expect(Buffer.compare(alone[i], await make(prompt)), prompt).toBe(0);
  }
});
