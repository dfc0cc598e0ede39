import type { FieldViolation } from '@nanococoa/common/errors/app-error.ts';
import { isModelId } from '@nanococoa/common/models/model-id.ts';
import { lastStep } from '@nanococoa/common/parameters/last-step.ts';
import { takesSchedulers } from '@nanococoa/common/parameters/schedulers.ts';
import { readSpecValue, writeSpecValue } from '@nanococoa/common/parameters/spec-value.ts';
import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { Worker } from '@nanococoa/proto/common/v1/catalog.ts';
import { chooseModels } from './choose-models.ts';
import { describeNamedModels } from './describe-named-models.ts';
import { ENGINE_NEEDS, type EngineNeeds } from './engine-needs.ts';

/** A spec whose engines are decided, and what stands against that. */
export interface ResolvedEngines {
  /** A copy: of each step that will run, engine `studio`, or `diffusion` with its models. What is faulty is as it was. */
  spec: AdSpec;
  /** Models that no worker has. */
  unknown: FieldViolation[];
  /** Models that cannot do what they are named for, and schedulers that the models cannot follow. */
  unfit: FieldViolation[];
  /** Engines that were asked for and that no worker can run. */
  missing: FieldViolation[];
  /** What installs what is missing. */
  commands: string[];
}

export interface ResolveEnginesOptions {
  /** What can make steps: none before the first worker came. */
  workers: readonly Worker[];
  /** Path of the spec in the request. */
  root: string;
  /** Steps before this one are not made: their engines stay as they are. */
  fromStep?: number;
}

/** Decides the engine and the models of every step that will run. Ids of a wrong form are the validation's matter. */
export function resolveEngines(
  given: AdSpec,
  { workers, root, fromStep = 1 }: ResolveEnginesOptions,
): ResolvedEngines {
  const spec = AdSpec.decode(AdSpec.encode(given).finish());
  const resolved: ResolvedEngines = { spec, unknown: [], unfit: [], missing: [], commands: [] };
  const [first, last] = [Math.max(fromStep, spec.startStep ?? 1), lastStep(spec)];
  for (const needs of ENGINE_NEEDS) {
    if (needs.step >= first && needs.step <= last) resolveStep(resolved, needs, { workers, root });
  }
  return resolved;
}

function resolveStep(
  resolved: ResolvedEngines,
  needs: EngineNeeds,
  { workers, root }: { workers: readonly Worker[]; root: string },
): void {
  const { spec } = resolved;
  const { engineField, schedulerField, models } = needs;
  const engine = readSpecValue(spec, engineField) ?? 'auto';
  const named = new Map<string, string>();
  for (const { field } of models) {
    const id = readSpecValue(spec, field);
    if (id === undefined) continue;
    if (!isModelId(String(id))) return;
    named.set(field, String(id));
  }
  if (engine === 'studio') return;
  const scheduler = readSpecValue(spec, schedulerField);
  const chosen = chooseModels(workers, needs, { named, hasScheduler: scheduler !== undefined });
  if (chosen) {
    const [{ id, family }] = chosen;
    if (scheduler !== undefined && !takesSchedulers(family)) {
      const description = `is "${scheduler}"; ${id}, of family ${family}, has a single one: leave this out, or use a model of another family`;
      resolved.unfit.push({ field: `${root}.${schedulerField}`, description });
    }
    writeSpecValue(spec, engineField, 'diffusion');
    for (const [index, { field }] of models.entries()) writeSpecValue(spec, field, chosen[index].id);
    return;
  }
  if (engine === 'auto' && named.size === 0) {
    writeSpecValue(spec, engineField, 'studio');
    return;
  }
  const faults = describeNamedModels(workers, needs, { named, root });
  resolved.unknown.push(...faults.unknown);
  resolved.unfit.push(...faults.unfit);
  if (faults.unknown.length > 0 || faults.unfit.length > 0) return;
  const abilities = models.map(({ task, ability }) => `${ability} (${task})`).join(' and one that ');
  resolved.missing.push({
    field: `${root}.${engineField}`,
    description: `is "${engine}"; no worker has a model that ${abilities}${describeNames(named)}; install it: ${needs.command}`,
  });
  resolved.commands.push(needs.command);
}

function describeNames(named: ReadonlyMap<string, string>): string {
  const names = [...named.values()];
  return names.length === 0 ? '' : ` to go with ${names.join(' and ')}`;
}
