import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Command } from '../command.ts';
import { jobJson } from '../output.ts';
import { readSpec } from '../read-spec.ts';
import { SPEC_COMMAND_OPTIONS } from '../spec-options.ts';
import { uploader } from './uploader.ts';

/** nanococoa generate: an ad in one call. */
export const generate: Command = {
  usage: 'generate [PHOTO] [options] -o FILE',
  summary: 'make an ad from a product photo, a scene and a copy',
  options: {
    output: { type: 'string', short: 'o', value: 'FILE', help: 'where the ad goes (default: ad.png)' },
    ...SPEC_COMMAND_OPTIONS,
  },
  positionals: { min: 0, max: 1 },
  async run(context) {
    const { given, client, output, signal } = context;
    const file = given.text('output') ?? 'ad.png';
    const { spec } = await readSpec(given, uploader(context));
    // The file's name says the type, unless an option does.
    const mediaType = spec.output?.mediaType ?? MEDIA_TYPES[extname(file).toLowerCase()];
    const [photo] = given.positionals;
    const { job, ad } = await client.generateAd(
      { photo, spec: { ...spec, output: { ...spec.output, mediaType } } },
      {
        signal,
        onUpload: ({ sentBytes, totalBytes }) => output.transfer('uploading', sentBytes, totalBytes),
        onJob: (accepted) => output.job(accepted),
        onEvent: (value) => output.news({ $case: 'event', value }),
        onProgress: (value) => output.news({ $case: 'progress', value }),
      },
    );
    await writeFile(file, new Uint8Array(await ad.arrayBuffer()));
    output.result(file, { type: 'result', job: jobJson(job), file });
  },
};

const MEDIA_TYPES: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
};
