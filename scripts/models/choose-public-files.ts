import { posix } from 'node:path';
import { pathFault } from '../../services/model-serving/src/registry/relative-path.ts';
import { SetupError } from '../setup/setup-error.mjs';
import type { HubFile } from './list-hub-files.ts';
import type { PublicModel } from './public-models.ts';

/** A file of a repository and where it goes in the model's folder. */
export interface ChosenFile extends HubFile {
  to: string;
}

/** Graphs and the files of their tensors; configurations; what tokenizers are made of; licences. */
const WANTED =
  /(\.onnx([._]data)?|^(config|model_index|scheduler_config|tokenizer|tokenizer_config|special_tokens_map|vocab)\.json|^merges\.txt|^licen[cs]e(\.txt|\.md)?)$/i;

/**
 * The files of a repository that make up a model, sorted by where they go.
 * @throws SetupError when a folder that the model needs has no graph there, or a path is not one that a model may have
 */
export function choosePublicFiles(model: PublicModel, files: readonly HubFile[]): ChosenFile[] {
  const chosen: ChosenFile[] = [];
  for (const file of files) {
    const name = posix.basename(file.path);
    const from = file.path.includes('/') ? posix.dirname(file.path) : '';
    const folder = Object.hasOwn(model.folders, from) ? model.folders[from] : undefined;
    if (folder === undefined || !WANTED.test(name)) continue;
    // Tokenizers as graphs need operators that ONNX Runtime does not have.
    if (name.endsWith('.onnx') && folder.startsWith('tokenizer')) continue;
    const to = posix.join(folder, name);
    const fault = pathFault(to);
    if (fault) throw new SetupError(`${model.repository} has a file whose name ${fault}.`);
    chosen.push({ ...file, to });
  }
  for (const folder of Object.keys(model.graphBytes))
    if (!chosen.some(({ to }) => posix.dirname(to) === folder && to.endsWith('.onnx')))
      throw new SetupError(
        `${model.repository} has no graph for ${folder}: it is not the folder that this version knows.`,
      );
  return chosen.sort((a, b) => (a.to < b.to ? -1 : 1));
}
