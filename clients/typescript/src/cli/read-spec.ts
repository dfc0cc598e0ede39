import { existsSync } from 'node:fs';
import { AdSpec } from '#proto/common/v1/ad_spec.ts';
import type { Spec } from '../jobs/job-request.ts';
import type { Given } from './parse-options.ts';
import { SPEC_OPTIONS, type SpecOption } from './spec-options.ts';
import { suggest } from './suggest.ts';
import { UsageError } from './usage-error.ts';

/** What the command line says about the spec. */
export interface ReadSpec {
  spec: Spec;
  /** The fields that were given, as paths. */
  paths: string[];
}

/**
 * The spec that the options describe. Files that stand for images are brought by `upload`, which gives their id.
 * @throws UsageError for a path that AdSpec does not have, or a value that is none of its kind
 */
export async function readSpec(given: Given, upload: (file: string) => Promise<string>): Promise<ReadSpec> {
  const values = new Map<SpecOption, string>();
  for (const each of SPEC_OPTIONS) {
    const text = each.option === undefined ? undefined : given.text(each.option);
    if (text !== undefined) values.set(each, text);
  }
  const size = given.text('size');
  if (size !== undefined) {
    const match = /^(\d+)[x×](\d+)$/.exec(size);
    if (!match) throw new UsageError(`--size is "${size}"; write it as 1080x1920.`);
    values.set(fieldAt('output.width'), match[1]);
    values.set(fieldAt('output.height'), match[2]);
  }
  for (const assignment of given.all('set')) {
    const at = assignment.indexOf('=');
    if (at < 1) throw new UsageError(`--set is "${assignment}"; write it as PATH=VALUE.`);
    values.set(fieldAt(assignment.slice(0, at)), assignment.slice(at + 1));
  }
  const json: Json = {};
  for (const [field, text] of values) {
    const names = field.path.split('.').map(jsonName);
    const last = names.pop() ?? '';
    const group = names.reduce<Json>((within, name) => (within[name] ??= {}) as Json, json);
    group[last] = await parseValue(field, text, upload);
  }
  return { spec: AdSpec.fromJSON(json), paths: [...values.keys()].map(({ path }) => path) };
}

interface Json {
  [name: string]: string | number | boolean | Json;
}

function fieldAt(path: string): SpecOption {
  const found = SPEC_OPTIONS.find((each) => each.path === path);
  if (found) return found;
  const nearest = suggest(
    path,
    SPEC_OPTIONS.map((each) => each.path),
  );
  throw new UsageError(
    `A spec has no field ${path}.${nearest === undefined ? '' : ` Did you mean ${nearest}?`}`,
  );
}

async function parseValue(
  { path, kind, option }: SpecOption,
  text: string,
  upload: (file: string) => Promise<string>,
): Promise<string | number | boolean> {
  const name = option === undefined ? path : `--${option}`;
  if (kind === 'text') return text.replaceAll('\\n', '\n');
  if (kind === 'image') return existsSync(text) ? upload(text) : text;
  if (kind === 'boolean') {
    if (text !== 'true' && text !== 'false')
      throw new UsageError(`${name} is "${text}"; must be true or false.`);
    return text === 'true';
  }
  if (kind === 'number') {
    const value = Number(text);
    if (text.trim() === '' || !Number.isFinite(value))
      throw new UsageError(`${name} is "${text}"; must be a number.`);
    return value;
  }
  if (kind.values.includes(text)) return kind.prefix === '' ? text : `${kind.prefix}${text.toUpperCase()}`;
  throw new UsageError(`${name} is "${text}"; must be one of ${kind.values.join(', ')}.`);
}

/** Protobuf's JSON name of a field: font_id is fontId. */
function jsonName(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
