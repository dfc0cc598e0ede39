import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { NanococoaError } from '@nanococoa/client';
import { onStopSignals } from '../launch/stop-signals.ts';
import { useMesh } from '../launch/use-mesh.ts';
import { watchLauncher } from '../launch/watch-launcher.ts';
import { runScript, SetupError } from '../setup/setup-error.mjs';
import { DEMO_HELP, parseDemoArguments } from './arguments.ts';
import { createProgressLines } from './progress-lines.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** `npm run demo`: an ad from a photo, a scene and a copy, and how long each step took. */
runScript(async () => {
  const args = parseDemoArguments(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
  if (args.help) {
    process.stdout.write(DEMO_HELP);
    return;
  }
  // The processes of a mesh started here die with this one, however it ends.
  watchLauncher(() => process.exit(1));
  onStopSignals(
    () => process.exit(130),
    () => process.exit(130),
  );
  const startMs = performance.now();
  const { client, stop } = await useMesh(say);
  const { showEvent, showProgress } = createProgressLines(process.stdout);
  const { photo, prompt, text, material } = args;
  try {
    const { ad } = await client.generateAd(
      { photo, spec: { background: { prompt }, text: { content: text, prompt: material } } },
      { onEvent: showEvent, onProgress: showProgress },
    );
    await mkdir(dirname(args.out), { recursive: true });
    await writeFile(args.out, ad.stream());
  } catch (error) {
    if (!(error instanceof NanococoaError)) throw error;
    const fields = error.fields.map(({ description }) => description).join(' ');
    throw new SetupError(fields || error.message, { cause: error });
  } finally {
    client.close();
  }
  await stop();
  say(`ad: ${args.out} (${((performance.now() - startMs) / 1_000).toFixed(1)} s in all)`);
  process.exit(0);
});
