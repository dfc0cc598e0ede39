import { Font, FontRecommendation } from '#proto/common/v1/catalog.ts';
import type { Command } from '../command.ts';

/** nanococoa fonts: the catalogue, or what suits a copy. */
export const fonts: Command = {
  usage: 'fonts [--copy TEXT] [--mood TEXT]',
  summary: 'list the fonts, or those that suit a copy and a mood, the best first',
  options: {
    copy: { type: 'string', value: 'TEXT', help: 'the copy: only fonts that have every character of it' },
    mood: { type: 'string', value: 'TEXT', help: 'what the ad is to feel like, Korean or English' },
  },
  positionals: { min: 0, max: 0 },
  async run({ given, client, output, signal }) {
    const all = await client.listFonts({ signal });
    if (!given.has('copy') && !given.has('mood')) {
      for (const font of all) output.result(lineOf(font), { type: 'font', font: Font.toJSON(font) });
      return;
    }
    const query = { copy: given.text('copy') ?? '', prompt: given.text('mood') ?? '' };
    const byId = new Map(all.map((font) => [font.id, font]));
    for (const recommended of await client.recommendFonts(query, { signal })) {
      const font = byId.get(recommended.fontId);
      const reason = recommended.reason?.en ?? '';
      output.result(font ? `${lineOf(font)}\n${' '.repeat(28)}${reason}` : recommended.fontId, {
        type: 'recommendation',
        ...(FontRecommendation.toJSON(recommended) as object),
      });
    }
  },
};

function lineOf({ id, family, style, tone }: Font): string {
  return `${id.padEnd(26)}  ${family} ${style}: ${tone?.en ?? ''}`;
}
