import { Model } from '#proto/common/v1/catalog.ts';
import type { Command } from '../command.ts';

const MIB = 1024 * 1024;

/** nanococoa models: what the workers have installed. */
export const models: Command = {
  usage: 'models',
  summary: 'list the installed models: what each can do, its memory and its licence',
  options: {},
  positionals: { min: 0, max: 0 },
  async run({ client, output, signal }) {
    const { models: installed, engines } = await client.listModels({ signal });
    for (const model of installed) {
      output.result(lineOf(model), { type: 'model', model: Model.toJSON(model) });
    }
    output.result(`engines: ${engines.join(', ') || 'none, no worker has come yet'}`, {
      type: 'engines',
      engines,
    });
  },
};

function lineOf({ id, family, task, tasks, licence, loaded, ...model }: Model): string {
  const bytes = loaded ? model.memoryBytes : model.estimatedMemoryBytes;
  const memory = bytes > 0 ? `, ${Math.round(bytes / MIB)} MiB${loaded ? ' in memory' : ' when loaded'}` : '';
  const can = tasks.length > 0 ? tasks.join(' ') : task;
  return `${id.padEnd(26)}  ${family === '' ? '' : `${family}: `}${can}${memory}, ${licence}`;
}
