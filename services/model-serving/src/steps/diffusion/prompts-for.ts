import type { DiffusionContext } from '../step-context.ts';
import { type EnglishPrompts, type Prompts, putInEnglish, type Vocabulary } from './put-in-english.ts';

interface SpecPrompts {
  prompt?: string | undefined;
  negativePrompt?: string | undefined;
}

/**
 * The prompts of a spec as its model is told them: in English, the only language that the text encoders of published
 * models were trained on. Warns of what was not told as it was written.
 */
export function promptsFor(
  { warn }: Pick<DiffusionContext, 'warn'>,
  modelId: string,
  { prompt = '', negativePrompt }: SpecPrompts,
  vocabulary: Vocabulary = 'scene',
): Prompts {
  const told = putInEnglish({ prompt, negativePrompt }, vocabulary);
  if (told.prompt !== prompt || told.negativePrompt !== negativePrompt) {
    warn({ reason: 'PROMPT_TRANSLATED', message: describe(modelId, told) });
  }
  return { prompt: told.prompt, negativePrompt: told.negativePrompt };
}

function describe(modelId: string, { prompt, negativePrompt, leftOut }: EnglishPrompts): string {
  const wanted = prompt === '' ? 'nothing' : `"${prompt}"`;
  const unwanted = negativePrompt ? `, without "${negativePrompt}"` : '';
  const missing = leftOut.length === 0 ? '' : `; it was not told ${leftOut.join(', ')}`;
  return `${modelId} reads English only and was told ${wanted}${unwanted}${missing}.`;
}
