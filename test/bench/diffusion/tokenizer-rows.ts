import { join } from 'node:path';
import { tokenWindows } from '../../../services/model-serving/src/diffusion/prompt/token-windows.ts';
import { readTokenizer } from '../../../services/model-serving/src/diffusion/prompt/tokenizer.ts';
import { tinyModel } from '../../diffusion/support/pipeline-graphs.ts';
import { median } from '../harness/median.ts';
import { type Row, row } from '../harness/row.ts';

const ROUNDS = 200;
const PROMPT =
  'a glass perfume bottle on a wet black stone, soft morning light, shallow depth of field, 4k. ';

/** What CLIP's and T5's tokenizers take for a prompt of a few sentences, and to be read from their files. */
export async function tokenizerRows(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, folder] of [
    ['CLIP', 'tiny_sd/tokenizer'],
    ['T5', 'tiny_flux/tokenizer_2'],
  ]) {
    const began = performance.now();
    const tokenizer = await readTokenizer(join(tinyModel(folder)));
    const readMs = performance.now() - began;
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      // Another text each time: nothing that was remembered helps.
      const prompt = PROMPT.repeat(4) + round;
      const start = performance.now();
      if (name === 'CLIP') tokenWindows(tokenizer, prompt);
      else tokenizer.encode(prompt);
      times.push(performance.now() - start);
    }
    rows.push(
      row({ id: `${name} tokens of ${PROMPT.length * 4} characters`, value: median(times), unit: 'ms' }),
    );
    rows.push(row({ id: `${name} tokenizer read (a small vocabulary)`, value: readMs, unit: 'ms' }));
  }
  return rows;
}
