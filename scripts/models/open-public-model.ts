import { posix } from 'node:path';
import { askConsent } from './ask-consent.ts';
import { choosePublicFiles } from './choose-public-files.ts';
import type { Hub } from './hub.ts';
import { describeLicence } from './licences.ts';
import { listHubFiles } from './list-hub-files.ts';
import { memoryBudget } from './memory-budget.ts';
import {
  type ExpectedMemory,
  expectMemory,
  explainMemory,
  gigabytes,
  type ModelGraph,
} from './pipeline-memory.ts';
import type { PublicModel } from './public-models.ts';
import type { PublicFiles } from './stage-public.ts';

export interface OpenPublicOptions {
  hub: Hub;
  /** The licence that was agreed to on the command line. */
  acceptedLicence: string | undefined;
  say: (line: string) => void;
  signal: AbortSignal;
}

export interface OpenedPublicModel extends PublicFiles, ExpectedMemory {
  /** Where the commit can be looked at. */
  page: string;
}

/**
 * Finds out what a public model is made of, shows that, its licence and whether it fits into this machine's memory, and
 * asks for consent where the licence needs it. Nothing of the model is fetched yet.
 * @throws SetupError when it cannot be listed or is not agreed to
 */
export async function openPublicModel(
  model: PublicModel,
  { hub, acceptedLicence: accepted, say, signal }: OpenPublicOptions,
): Promise<OpenedPublicModel> {
  const { repository, revision, licence } = model;
  const { commit, files: all } = await listHubFiles(hub, repository, revision, signal);
  const files = choosePublicFiles(model, all);
  const memory = expectMemory(model.task, graphsOf(model, files));
  const page = new URL(`${repository}/tree/${commit}`, hub.address).href;
  const totalBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  say(`${model.title}: ${model.use}.`);
  say(`from     ${page}`);
  say(`licence  ${describeLicence(licence)}`);
  if (model.terms !== undefined) say(`         ${model.terms}: ${model.licenceUrl}`);
  say(`memory   ${explainMemory(model.task, memory, memoryBudget())}`);
  say(
    `files    ${files.length}, ${gigabytes(totalBytes)}, with the digests that ${hub.address.host} states:`,
  );
  for (const { to, sizeBytes, digest } of files) say(`  ${String(sizeBytes).padStart(12)}  ${digest}  ${to}`);
  await askConsent(model, { accepted, signal });
  return { ...{ hub, repository, commit, files, page }, ...memory };
}

/** The graphs among the files, each with the files of its tensors. */
function graphsOf({ isHalf }: PublicModel, files: PublicFiles['files']): ModelGraph[] {
  const sizes = new Map<string, number>();
  for (const { to, sizeBytes } of files) {
    const role = posix.dirname(to);
    if (/\.onnx([._]data)?$/.test(to)) sizes.set(role, (sizes.get(role) ?? 0) + sizeBytes);
  }
  return [...sizes].map(([role, sizeBytes]) => ({ role, sizeBytes, isHalf }));
}
