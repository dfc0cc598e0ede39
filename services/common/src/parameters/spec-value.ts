import type { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import {
  compositionModeFromJSON,
  compositionModeToJSON,
  textPositionFromJSON,
  textPositionToJSON,
} from '@nanococoa/proto/common/v1/ad_spec.ts';

/** A parameter's value as a form or ListParameters shows it; undefined: not set. */
export type SpecValue = string | number | boolean | undefined;

/** Reads the value at a parameter's path, such as "text.font_id". Enums come as their JSON names. */
export function readSpecValue(spec: AdSpec, name: string): SpecValue {
  let value: unknown = spec;
  for (const part of name.split('.')) {
    value = (value as Record<string, unknown> | undefined)?.[camelCase(part)];
  }
  const toName = ENUMS[name]?.toName;
  if (toName) return value ? enumName(toName, value) : undefined;
  if (value === '' && name.endsWith('_id')) return undefined;
  return value as SpecValue;
}

/** Writes the value at a parameter's path, making the groups on the way. */
export function writeSpecValue(spec: AdSpec, name: string, value: SpecValue): void {
  const parts = name.split('.').map(camelCase);
  const last = parts.pop() ?? '';
  let target = spec as unknown as Record<string, unknown>;
  for (const part of parts) {
    target[part] ??= {};
    target = target[part] as Record<string, unknown>;
  }
  const fromName = ENUMS[name]?.fromName;
  target[last] = fromName ? fromName(value) : value;
}

const ENUMS: Record<string, { toName(value: never): string; fromName(name: unknown): number }> = {
  'text.position': { toName: textPositionToJSON, fromName: textPositionFromJSON },
  'composition.mode': { toName: compositionModeToJSON, fromName: compositionModeFromJSON },
};

/** The JSON name of an enum's value; a number that the enum does not know stays a number in text. */
function enumName(toName: (value: never) => string | undefined, value: unknown): string {
  try {
    return toName(value as never) ?? String(value);
  } catch {
    return String(value);
  }
}

function camelCase(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
