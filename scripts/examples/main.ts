import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { specOf } from '../../services/frontend/web/src/form/values.ts';
import { EXAMPLES } from '../../services/frontend/web/src/start/examples.ts';
import { galleryPhoto } from '../gallery/gallery-photos.ts';
import { onStopSignals } from '../launch/stop-signals.ts';
import { useMesh } from '../launch/use-mesh.ts';
import { watchLauncher } from '../launch/watch-launcher.ts';
import { ROOT_DIR } from '../setup/folders.mjs';
import { runScript } from '../setup/setup-error.mjs';

const FOLDER = join(ROOT_DIR, 'services/frontend/web/src/start/thumbnails');
/** Shown at 132 pixels: sharp on a screen of one and a half. */
const SIDE = 200;
/** All twelve in 60 KB. */
const QUALITY = 58;
const say = (line: string) => process.stdout.write(`${line}\n`);

/** Makes the thumbnails of the page's examples, in each language: of the ads that a click on them makes. */
runScript(async () => {
  watchLauncher(() => process.exit(1));
  onStopSignals(
    () => process.exit(130),
    () => process.exit(130),
  );
  const wanted = process.argv.slice(2);
  await mkdir(FOLDER, { recursive: true });
  const photo = await galleryPhoto('coffee');
  const { client, stop } = await useMesh(say);
  for (const { id, values } of EXAMPLES) {
    for (const [language, asked] of Object.entries(values)) {
      const name = `${id}-${language}`;
      if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) continue;
      const { ad } = await client.generateAd({ photo, spec: specOf(asked) });
      const picture = sharp(Buffer.from(await ad.arrayBuffer()));
      const thumbnail = picture
        .resize(SIDE, SIDE, { kernel: 'lanczos3' })
        .webp({ quality: QUALITY, effort: 6 });
      const { size } = await thumbnail.toFile(join(FOLDER, `${name}.webp`));
      say(`${name}  ${size} bytes`);
    }
  }
  client.close();
  await stop();
  process.exit(0);
});
