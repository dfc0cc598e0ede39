import type { ModelFile, ModelTask } from './model-registry.ts';

/** Name of the file in a model's folder that describes it. */
export const MANIFEST_FILE = 'manifest.json';

export const MODEL_TASKS: readonly ModelTask[] = ['cutout', 'text-to-image', 'control', 'upscale'];

/** What a model's manifest.json says; there its fields are in snake_case. */
export interface ModelManifest {
  id: string;
  /** For people, such as "U²-Net (small)". */
  title: string;
  task: ModelTask;
  format: 'onnx';
  files: readonly ModelFile[];
  licence: string;
  source: string;
  memoryBytes: number;
}

/** The text of a manifest.json. */
export function formatManifest(manifest: ModelManifest): string {
  const { memoryBytes, files, ...rest } = manifest;
  const { id, title, task, format, licence, source } = rest;
  const fields = {
    ...{ id, title, task, format },
    files: files.map(({ path, sha256, sizeBytes }) => ({ path, sha256, size_bytes: sizeBytes })),
    ...{ licence, source, memory_bytes: memoryBytes },
  };
  return `${JSON.stringify(fields, null, 2)}\n`;
}
