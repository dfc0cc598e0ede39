import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fromClientError } from '@nanococoa/common/errors/from-client-error.ts';
import { createRpcClient } from '@nanococoa/common/rpc/client.ts';
import { FrontendServiceDefinition } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { type AdWish, makeAd } from '../launch/make-ad.ts';
import { onStopSignals } from '../launch/stop-signals.ts';
import { useMesh } from '../launch/use-mesh.ts';
import { watchLauncher } from '../launch/watch-launcher.ts';
import { runScript, SetupError } from '../setup/setup-error.mjs';
import { DEMO_HELP, type DemoArguments, parseDemoArguments } from './arguments.ts';
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
  const mesh = await useMesh(say);
  const { client, close } = createRpcClient(FrontendServiceDefinition, { address: mesh.address });
  try {
    const { ad } = await makeAd(client, wishOf(args), createProgressLines(process.stdout));
    await mkdir(dirname(args.out), { recursive: true });
    await writeFile(args.out, ad);
  } catch (error) {
    const known = fromClientError(error);
    if (!known) throw error;
    const fields = known.fields.map(({ description }) => description).join(' ');
    throw new SetupError(fields || known.message, { cause: error });
  } finally {
    close();
  }
  await mesh.stop();
  say(`ad: ${args.out} (${((performance.now() - startMs) / 1_000).toFixed(1)} s in all)`);
  process.exit(0);
});

function wishOf({ photo, prompt, text, material }: DemoArguments): AdWish {
  return { photo, spec: { background: { prompt }, text: { content: text, prompt: material } } };
}
