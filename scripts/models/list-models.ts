import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RegisteredModel } from '../../services/model-serving/src/registry/model-registry.ts';
import { scanModels } from '../../services/model-serving/src/registry/scan-models.ts';
import { abilityText } from './describe-abilities.ts';
import { printColumns } from './print-columns.ts';

/** The installed models as a table, or as JSON with the manifests' field names. */
export async function listModels(modelsDir: string, json: boolean): Promise<string> {
  const { models, faults } = await scanModels(modelsDir);
  if (json) {
    const left = [...faults].map(([folder, fault]) => ({ folder, fault }));
    return `${JSON.stringify({ models: models.map(asJson), faults: left }, null, 2)}\n`;
  }
  const rows = [
    ['MODEL', 'TASK', 'FAMILY', 'CAN', 'SIZE', 'MEMORY', 'LICENCE', 'SOURCE'],
    ...models.map((model) => [
      model.id,
      model.task,
      model.family || '-',
      model.tasks.map(abilityText).join(', ') || 'nothing',
      size(sizeOf(model)),
      size(model.memoryBytes),
      model.licence,
      model.source,
    ]),
  ];
  const left = [...faults].map(([folder, fault]) => `${folder} is left out: ${fault}`);
  const useless = models.flatMap(({ id, fault }) =>
    fault === undefined ? [] : [`${id} cannot be used: ${fault}`],
  );
  const parts = (await unfinished(modelsDir)).map(
    (id) => `${id} is downloaded in part: add it again to go on, or remove it`,
  );
  return `${[printColumns(rows), ...useless, ...left, ...parts].join('\n')}\n`;
}

async function unfinished(modelsDir: string): Promise<string[]> {
  const names = await readdir(join(modelsDir, '.downloads')).catch(() => []);
  return names.flatMap((name) => /^(.+)(?:\.part|~parts)$/.exec(name)?.[1] ?? []);
}

function asJson(model: RegisteredModel) {
  const { id, task, family, tasks, format, sha256, licence, source, memoryBytes } = model;
  const files = model.files.map((file) => ({
    ...{ path: file.path, sha256: file.sha256, size_bytes: file.sizeBytes },
  }));
  const sizes = { size_bytes: sizeOf(model), memory_bytes: memoryBytes };
  return { id, task, family, tasks, format, sha256, ...sizes, licence, source, files };
}

function sizeOf({ files }: RegisteredModel): number {
  return files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

function size(bytes: number): string {
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
