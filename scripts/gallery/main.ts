import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { onStopSignals } from '../launch/stop-signals.ts';
import { useMesh } from '../launch/use-mesh.ts';
import { watchLauncher } from '../launch/watch-launcher.ts';
import { ROOT_DIR } from '../setup/folders.mjs';
import { runScript } from '../setup/setup-error.mjs';
import { contactSheet } from './contact-sheet.ts';
import { galleryPhoto } from './gallery-photos.ts';
import { type GalleryAd, readGallerySpecs } from './gallery-specs.ts';

const FOLDER = join(ROOT_DIR, 'docs/gallery');
const HELP = `npm run gallery [-- NAME…]

Makes the ads of docs/gallery/*.json by the mesh that runs from this folder, or by one started for it, and puts
each beside its spec; then the contact sheet of all. With names: only the ads whose name has one of them in it.
`;
const say = (line: string) => process.stdout.write(`${line}\n`);

runScript(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h', default: false } },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  watchLauncher(() => process.exit(1));
  onStopSignals(
    () => process.exit(130),
    () => process.exit(130),
  );
  const ads = await readGallerySpecs(FOLDER);
  const wanted = ads.filter(
    ({ name }) => positionals.length === 0 || positionals.some((part) => name.includes(part)),
  );
  const { client, stop } = await useMesh(say);
  try {
    for (const ad of wanted) {
      const photo = ad.photo === undefined ? undefined : await galleryPhoto(ad.photo);
      const startMs = performance.now();
      const made = await client.generateAd({ photo, spec: ad.spec });
      await writeFile(pathOf(ad), made.ad.stream());
      const warnings = made.job.steps.flatMap(
        ({ report }) => report?.warnings.map(({ reason }) => reason) ?? [],
      );
      say([ad.name, seconds(startMs), ...warnings].join('  '));
    }
  } finally {
    client.close();
  }
  await stop();
  await writeFile(
    join(FOLDER, 'contact-sheet.webp'),
    await contactSheet(await Promise.all(ads.map((ad) => readFile(pathOf(ad))))),
  );
  say(`${wanted.length} ads and the contact sheet are in docs/gallery`);
  process.exit(0);
});

function pathOf({ name, spec }: GalleryAd): string {
  const type = spec.output?.mediaType ?? 'image/png';
  return join(FOLDER, `${name}.${type === 'image/jpeg' ? 'jpg' : type.slice('image/'.length)}`);
}

function seconds(startMs: number): string {
  return `${((performance.now() - startMs) / 1_000).toFixed(1)} s`;
}
