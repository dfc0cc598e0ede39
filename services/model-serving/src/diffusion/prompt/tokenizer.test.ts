import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tokenWindows } from './token-windows.ts';
import { readTokenizer } from './tokenizer.ts';

const TINY = resolve(import.meta.dirname, '../../../../../test/fixtures/diffusion/models');
const PROMPTS = [
  'A photo of a Coffee cup, in the sky!!',
  "don't  stop\n12345 — it's 50% off…",
  '따뜻한 커피 한 잔, 겨울 ☕️',
  '<|startoftext|> shadow <|endoftext|>',
  '',
];
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tokenizer-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

test.each(['tiny_sd/tokenizer', 'tiny_sdxl/tokenizer_2'])(
  '%s: vocabulary and merges give the ids of tokenizer.json, with and without a configuration',
  async (folder) => {
    const whole = await readTokenizer(join(TINY, folder));
    cpSync(join(TINY, folder), dir, { recursive: true });
    rmSync(join(dir, 'tokenizer.json'));
    const expected = PROMPTS.map((prompt) => tokenWindows(whole, prompt));
    const built = await readTokenizer(dir);
    expect(PROMPTS.map((prompt) => tokenWindows(built, prompt))).toEqual(expected);
    rmSync(join(dir, 'tokenizer_config.json'));
    const [first, second] = [await readTokenizer(dir), whole];
    expect([first.beginId, first.endId]).toEqual([second.beginId, second.endId]);
    expect(PROMPTS.map((prompt) => first.encode(prompt))).toEqual(
      PROMPTS.map((prompt) => second.encode(prompt)),
    );
  },
);

test.each([
  ['tokenizer.json', '{', 'its tokenizer cannot be read'],
  ['vocab.json', '{}', 'neither tokenizer.json nor'],
])('a folder with %s "%s" is refused in words', async (file, content, words) => {
  writeFileSync(join(dir, file), content);
  await expect(readTokenizer(dir)).rejects.toThrow(words);
  await expect(readTokenizer(dir)).rejects.toMatchObject({ name: 'PipelineFault' });
});
