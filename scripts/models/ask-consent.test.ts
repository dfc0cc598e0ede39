import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { askConsent } from './ask-consent.ts';
import { PUBLIC_MODELS, type PublicModel } from './public-models.ts';

const known = (name: string): PublicModel => {
  const model = PUBLIC_MODELS.find((one) => one.name === name);
  if (!model) throw new Error('not known');
  return model;
};
const { signal } = new AbortController();

/** Asks on a terminal where somebody types. */
function ask(model: PublicModel, typed: string): Promise<void> {
  const input = Object.assign(new PassThrough(), { isTTY: true }) as unknown as NodeJS.ReadStream;
  const output = Object.assign(new PassThrough(), { isTTY: true }) as unknown as NodeJS.WriteStream;
  input.write(`${typed}\n`);
  return askConsent(model, { accepted: undefined, signal, input, output });
}

test.each(['y', 'Y', 'yes', ' yes '])('%j agrees', async (typed) => {
  await expect(ask(known('flux-dev'), typed)).resolves.toBeUndefined();
});

test.each(['', 'n', 'no', 'yesterday'])('%j does not', async (typed) => {
  await expect(ask(known('flux-dev'), typed)).rejects.toThrow('--accept-licence FLUX-1-dev-Non-Commercial');
});

test('a licence without terms is not asked about', async () => {
  await expect(ask(known('flux-schnell'), 'n')).resolves.toBeUndefined();
});
