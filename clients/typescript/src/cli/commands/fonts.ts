import { writeFile } from 'node:fs/promises';
import { Font, FontRecommendation } from '#proto/common/v1/catalog.ts';
import type { Command, CommandContext } from '../command.ts';
import { UsageError } from '../usage-error.ts';

/** nanococoa fonts: the catalogue, what suits a copy, or a font's file. */
export const fonts: Command = {
  usage: 'fonts [--copy TEXT] [--mood TEXT] | fonts --download ID [--text TEXT] [-o FILE]',
  summary: 'list the fonts, or those that suit a copy and a mood, the best first; or download one',
  options: {
    copy: { type: 'string', value: 'TEXT', help: 'the copy: only fonts that have every character of it' },
    mood: { type: 'string', value: 'TEXT', help: 'what the ad is to feel like, Korean or English' },
    download: { type: 'string', value: 'ID', help: 'write this font to a file' },
    text: { type: 'string', value: 'TEXT', help: 'with --download: only the characters of this text' },
    output: {
      type: 'string',
      short: 'o',
      value: 'FILE',
      help: 'with --download: where the font goes (default: ID.ttf or ID.otf)',
    },
  },
  positionals: { min: 0, max: 0 },
  async run(context) {
    const { given, client, output, signal } = context;
    const wanted = given.text('download');
    if (wanted !== undefined) return await download(context, wanted);
    for (const option of ['text', 'output']) {
      if (given.has(option)) throw new UsageError(`--${option} goes with --download ID.`);
    }
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

async function download({ given, client, output, signal }: CommandContext, fontId: string): Promise<void> {
  const [font, all] = await Promise.all([
    client.downloadFont(fontId, { text: given.text('text'), signal }),
    client.listFonts({ signal }),
  ]);
  const license = all.find(({ id }) => id === fontId)?.license ?? '';
  const { size: sizeBytes, type: mediaType } = font;
  const file = given.text('output') ?? `${fontId}${mediaType === 'font/otf' ? '.otf' : '.ttf'}`;
  await writeFile(file, new Uint8Array(await font.arrayBuffer()));
  output.result(`${file}  ${sizeBytes} bytes, ${license}`, {
    type: 'font-file',
    fontId,
    file,
    mediaType,
    sizeBytes,
    license,
  });
}

function lineOf({ id, family, style, tone }: Font): string {
  return `${id.padEnd(26)}  ${family} ${style}: ${tone?.en ?? ''}`;
}
