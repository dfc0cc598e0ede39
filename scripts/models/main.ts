import { resolve } from 'node:path';
import { onStopSignals } from '../launch/stop-signals.ts';
import { watchLauncher } from '../launch/watch-launcher.ts';
import { isLackOfSpace } from '../setup/download.mjs';
import { MODELS_DIR } from '../setup/ensure-model.mjs';
import { runScript, SetupError } from '../setup/setup-error.mjs';
import { addModel } from './add-model.ts';
import { MODELS_HELP, type ModelsCommand, parseModelsArguments } from './arguments.ts';
import { describeAbilities } from './describe-abilities.ts';
import { describeLicence } from './licences.ts';
import { listModels } from './list-models.ts';
import { listPublicModels } from './list-public-models.ts';
import { memoryBudget } from './memory-budget.ts';
import { parseSource } from './parse-source.ts';
import { removeModel } from './remove-model.ts';
import { verifyModels } from './verify-models.ts';

/** A shell's way to say that SIGINT ended a program. */
const INTERRUPTED = 130;

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** `npm run models`: what ModelServing can use, and how it gets there. */
runScript(async () => {
  const callerDir = process.env.INIT_CWD ?? process.cwd();
  const modelsDir = resolve(process.env.MODEL_SERVING_MODELS_DIR ?? MODELS_DIR);
  const stop = new AbortController();
  watchLauncher(() => process.exit(1));
  onStopSignals(
    () => stop.abort(),
    () => process.exit(INTERRUPTED),
  );
  try {
    await run(parseModelsArguments(process.argv.slice(2)), { modelsDir, callerDir, signal: stop.signal });
  } catch (error) {
    if (!stop.signal.aborted) throw inWords(error, modelsDir);
    process.stderr.write('Interrupted: nothing was changed. What was downloaded is kept, to go on with.\n');
    process.exit(INTERRUPTED);
  }
});

async function run(
  command: ModelsCommand,
  o: { modelsDir: string; callerDir: string; signal: AbortSignal },
): Promise<void> {
  if (command.verb === 'help') process.stdout.write(MODELS_HELP);
  else if (command.verb === 'list') process.stdout.write(await listModels(o.modelsDir, command.json));
  else if (command.verb === 'public') process.stdout.write(listPublicModels(memoryBudget()));
  else if (command.verb === 'verify') await verifyModels({ ...o, id: command.id, say });
  else if (command.verb === 'remove') {
    await removeModel(o.modelsDir, command.id);
    say(`${command.id} is removed.`);
  } else {
    const source = parseSource(command.source, o.callerDir);
    const added = await addModel({ ...o, source, options: command.options, say });
    const { id, licence, task } = added;
    for (const line of describeAbilities(added, added.abilities, memoryBudget())) say(line);
    say(`${id} is installed for ${task}. Licence: ${describeLicence(licence)}.`);
  }
}

/** What a full or protected disk says, as a sentence. */
function inWords(error: unknown, modelsDir: string): unknown {
  if (isLackOfSpace(error))
    return new SetupError(`The disk of ${modelsDir} is full, and nothing was installed: free some space.`);
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new SetupError(`${path ?? modelsDir} cannot be read or written: give yourself permission.`);
  return error;
}
