import { addModel } from '../../../scripts/models/add-model.ts';
import { parseModelsArguments } from '../../../scripts/models/arguments.ts';
import { parseSource } from '../../../scripts/models/parse-source.ts';

/** Installs a folder as `npm run models -- add` does. */
export async function installPipeline(dir: string, modelsDir: string): Promise<void> {
  const command = parseModelsArguments(['add', dir, '--id', 'bench']);
  if (command.verb !== 'add') throw new Error('It was not understood.');
  const { signal } = new AbortController();
  const source = parseSource(dir, process.cwd());
  await addModel({ modelsDir, source, options: command.options, say: () => {}, signal });
}
