import {
  AdSpec,
  compositionModeFromJSON,
  compositionModeToJSON,
  textAlignmentFromJSON,
  textAlignmentToJSON,
  textPositionFromJSON,
  textPositionToJSON,
} from '@nanococoa/proto/common/v1/ad_spec.ts';

/** A parameter's value as a form or ListParameters shows it; undefined: not set. */
export type SpecValue = string | number | boolean | undefined;

/** Reads the value at a parameter's path, such as "text.font_id". Enums come as their JSON names. */
export function readSpecValue(spec: AdSpec, name: string): SpecValue {
  const value = readField(spec, name);
  const toName = ENUMS[name]?.toName;
  if (toName) return value ? enumName(toName, value) : undefined;
  if (value === '' && NAMES_SOMETHING.test(name)) return undefined;
  return value as SpecValue;
}

/** Writes the value at a parameter's path, making the group on the way; undefined unsets it. */
export function writeSpecValue(spec: AdSpec, name: string, value: SpecValue): void {
  const fromName = ENUMS[name]?.fromName;
  writeField(spec, name, fromName && value !== undefined ? fromName(value) : value);
}

/** Takes the value at a parameter's path over, as it is, allowed or not; one that is not set is unset. */
export function copySpecValue(from: AdSpec, to: AdSpec, name: string): void {
  writeField(to, name, readField(from, name));
}

/** Fields in which an empty text is none: ids of images, fonts and models, and engines. */
const NAMES_SOMETHING = /(_id|model|engine)$/;

type Fields = Record<string, unknown>;

function readField(spec: AdSpec, name: string): unknown {
  const [first, second] = name.split('.').map(camelCase);
  const field = (spec as unknown as Fields)[first];
  return second === undefined ? field : (field as Fields | undefined)?.[second];
}

function writeField(spec: AdSpec, name: string, value: unknown): void {
  const [first, second] = name.split('.').map(camelCase);
  const fields = spec as unknown as Fields;
  if (second === undefined) {
    fields[first] = value;
    return;
  }
  // Fields that are not optional say in a way of their own that they are not set.
  const emptyGroup = (AdSpec.fromPartial({ [first]: {} }) as unknown as Fields)[first] as Fields;
  fields[first] = { ...emptyGroup, ...(fields[first] as Fields), [second]: value ?? emptyGroup[second] };
}

const ENUMS: Record<string, { toName(value: never): string; fromName(name: unknown): number } | undefined> = {
  'text.position': { toName: textPositionToJSON, fromName: textPositionFromJSON },
  'text.alignment': { toName: textAlignmentToJSON, fromName: textAlignmentFromJSON },
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
