import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { type Parameter, ParameterType } from '@nanococoa/proto/common/v1/catalog.ts';

/**
 * What stands in the form: texts as they are typed, by the path in AdSpec, such as "text.content". One that is blank or
 * missing is not set: the server takes its default. Enums stand there by their names in JSON.
 */
export type Values = Readonly<Record<string, string>>;

type Fields = Record<string, unknown>;

/** Every value of a spec that is set. */
export function valuesOf(spec: AdSpec | undefined): Values {
  return spec === undefined ? {} : Object.fromEntries(flatten(AdSpec.toJSON(spec) as Fields, ''));
}

/** The spec that asks for these values. A product without a picture is none. */
export function specOf(values: Values): AdSpec {
  const json: Record<string, Fields | unknown> = {};
  for (const [path, value] of Object.entries(values)) {
    if (value.trim() === '') continue;
    const [group = '', name] = path.split('.').map(camelCase);
    if (name === undefined) json[group] = jsonOf(value);
    else json[group] = { ...(json[group] as Fields | undefined), [name]: jsonOf(value) };
  }
  const spec = AdSpec.fromJSON(json);
  if (!spec.product?.imageId && !spec.product?.cutoutImageId) spec.product = undefined;
  return spec;
}

/** The same, of the values of a patch: the product stays, since its picture may be in the spec that is patched. */
export function patchOf(values: Values, paths: readonly string[]): { paths: string[]; spec: AdSpec } {
  const changed = Object.fromEntries(paths.map((path) => [path, values[path] ?? '']));
  const whole = specOf({ 'product.image_id': 'any', ...changed });
  if (!paths.some((path) => path.startsWith('product.'))) whole.product = undefined;
  else if (whole.product && !paths.includes('product.image_id')) whole.product.imageId = '';
  return { paths: [...paths], spec: whole };
}

/** Whether the page's AdSpec has the parameter: a page that is older than its server cannot send what it does not know. */
export function isKnown(parameter: Parameter): boolean {
  const sample = sampleOf(parameter);
  const spec = specOf({ 'product.image_id': 'any', [parameter.name]: sample });
  return valuesOf(spec)[parameter.name] === sample;
}

function sampleOf({ type, values }: Parameter): string {
  if (type === ParameterType.BOOLEAN) return 'true';
  return type === ParameterType.CHOICE ? (values[0] ?? '') : '1';
}

function flatten(fields: Fields, prefix: string): [string, string][] {
  return Object.entries(fields).flatMap(([key, value]) => {
    const path = prefix + snakeCase(key);
    if (value === undefined || value === null) return [];
    return typeof value === 'object' ? flatten(value as Fields, `${path}.`) : [[path, String(value)]];
  });
}

/** Texts and numbers are read from text, too; only "false" would be read as true. */
function jsonOf(value: string): string | boolean {
  return value === 'true' || value === 'false' ? value === 'true' : value;
}

function camelCase(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
