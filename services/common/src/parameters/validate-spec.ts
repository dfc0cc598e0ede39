import type { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { type Parameter, ParameterType } from '@nanococoa/proto/common/v1/catalog.ts';
import type { FieldViolation } from '../errors/app-error.ts';
import { FONTS, findFont, missingCharacters } from '../fonts/font-catalogue.ts';
import { lacking, typographyFonts } from '../fonts/typography-fonts.ts';
import { isModelId } from '../models/model-id.ts';
import { COPY_PARAMETERS, COPY_ROLES, type CopyRole, copyOf, hasCopy } from './copy-roles.ts';
import { findCrowdedCopy } from './copy-room.ts';
import { PARAMETERS } from './parameter-table.ts';
import { readSpecValue, type SpecValue } from './spec-value.ts';

/** Longest side over shortest side that a layout can be made for. */
const MAX_ASPECT = 12;

/**
 * Everything that is wrong with a spec, at once: ranges, lengths, choices, and what one field asks
 * of another. Whether the images exist is not its matter.
 *
 * @param spec As the caller gave it, before defaults.
 * @param root Path of the spec in the request.
 * @returns Each wrong field with its value and the allowed range; empty when all is right.
 */
export function validateSpec(spec: AdSpec, root = 'spec'): FieldViolation[] {
  const faults: FieldViolation[] = [];
  const fault = (name: string, description: string) => faults.push({ field: `${root}.${name}`, description });
  for (const parameter of PARAMETERS) {
    const value = readSpecValue(spec, parameter.name);
    if (value === undefined) continue;
    const description = describeFault(parameter, value);
    if (description) fault(parameter.name, description);
  }
  checkSteps(spec, fault);
  checkEngines(spec, fault);
  checkAspect(spec, fault);
  checkCopy(spec, fault);
  if (isEmpty(spec)) {
    faults.push({
      field: root,
      description:
        'is empty; set at least one of product.image_id, product.cutout_image_id, background.prompt, text.content, step1_image_id',
    });
  }
  return faults;
}

type Fault = (name: string, description: string) => void;

function describeFault(parameter: Parameter, value: NonNullable<SpecValue>): string | undefined {
  const { type, minimum, maximum, maxLength, values } = parameter;
  switch (type) {
    case ParameterType.INTEGER:
    case ParameterType.NUMBER: {
      const whole = type === ParameterType.NUMBER || Number.isInteger(value);
      const inside =
        Number.isFinite(value) &&
        (minimum === undefined || (value as number) >= minimum) &&
        (maximum === undefined || (value as number) <= maximum);
      return whole && inside ? undefined : `is ${String(value)}; must be ${minimum} to ${maximum}`;
    }
    case ParameterType.STRING: {
      const length = [...String(value)].length;
      return length <= maxLength ? undefined : `has ${length} characters; at most ${maxLength}`;
    }
    case ParameterType.CHOICE:
      return values.includes(String(value))
        ? undefined
        : `is "${shorten(String(value))}"; must be one of ${values.join(', ')}`;
    case ParameterType.IMAGE:
      return /^[0-9a-f]{64}$/.test(String(value))
        ? undefined
        : `is "${shorten(String(value))}"; must be an image id, 64 lower-case hexadecimal digits`;
    case ParameterType.MODEL:
      return isModelId(String(value))
        ? undefined
        : `is "${shorten(String(value))}"; must be a model id: at most 64 of a-z 0-9 . _ -, the first one a letter or a digit`;
    default:
      return undefined;
  }
}

function checkSteps(spec: AdSpec, fault: Fault): void {
  const start = spec.startStep ?? 1;
  const stop = spec.stopStep ?? 3;
  if (![start, stop].every((number) => number >= 1 && number <= 3)) return;
  if (stop < start) fault('stop_step', `is ${stop}; must be ${start} to 3, not before start_step`);
  if (start >= 2 && !spec.step1ImageId) fault('step1_image_id', `is missing; start_step ${start} needs it`);
  if (start >= 3 && !spec.step2ImageId) fault('step2_image_id', `is missing; start_step ${start} needs it`);
  if (start < 2 && spec.step1ImageId) fault('step1_image_id', 'is set, but start_step is 1; must be 2 or 3');
  if (start < 3 && spec.step2ImageId)
    fault('step2_image_id', `is set, but start_step is ${start}; must be 3`);
}

/** A model that a step is not made by would be left aside without a word. */
function checkEngines(spec: AdSpec, fault: Fault): void {
  for (const { name, type } of PARAMETERS) {
    if (type !== ParameterType.MODEL || readSpecValue(spec, name) === undefined) continue;
    const engine = `${name.split('.')[0]}.engine`;
    if (readSpecValue(spec, engine) === 'studio') {
      fault(name, `is set, but ${engine} is "studio"; it must be "diffusion" or "auto"`);
    }
  }
}

function checkAspect(spec: AdSpec, fault: Fault): void {
  const width = spec.output?.width ?? 1024;
  const height = spec.output?.height ?? 1024;
  const shorter = Math.min(width, height);
  // A side that is out of range has been said already.
  if (shorter < 64 || Math.max(width, height) > 4096) return;
  if (Math.max(width, height) > MAX_ASPECT * shorter) {
    fault('output.width', `${width} × ${height}: the longer side must be at most 12 times the shorter`);
  }
}

/** What is wrong with the copy's characters, its roles and its length on a picture of this size. */
function checkCopy(spec: AdSpec, fault: Fault): void {
  const { text, output } = spec;
  if ((spec.startStep ?? 1) > 2 || (spec.stopStep ?? 3) < 2) return;
  if (copyOf(text, 'oldPrice') && !copyOf(text, 'price')) {
    fault('text.old_price', 'is set without text.price; an earlier price needs the price of today');
  }
  for (const role of COPY_ROLES) {
    const copy = copyOf(text, role);
    const missing = copy && missingFor(spec, role, copy);
    if (missing) fault(COPY_PARAMETERS[role], missing);
  }
  const width = output?.width ?? 1024;
  const height = output?.height ?? 1024;
  if (!(width >= 64 && height >= 64)) return;
  const crowded = findCrowdedCopy(text, { width, height });
  if (!crowded) return;
  fault(
    COPY_PARAMETERS[crowded.role],
    `has ${crowded.characters} characters; a picture of ${width} × ${height} pixels has room for ${crowded.room} that can be read`,
  );
}

/** Which characters the role's font lacks, and fonts that have them; undefined when it has all. */
function missingFor({ text }: AdSpec, role: CopyRole, copy: string): string | undefined {
  const asked = role === 'content' ? text?.fontId || FONTS[0].id : text?.typographyFontId;
  // A font that does not exist has been said already.
  if (asked && !findFont(asked)) return undefined;
  const headline = findFont(asked ?? '');
  const fonts = role === 'content' && headline ? [headline] : typographyFonts(text?.fontId, asked, copy);
  const missing = lacking(fonts, copy);
  if (missing.length === 0) return undefined;
  const others = FONTS.filter((other) => missingCharacters(other, copy).length === 0).map(({ id }) => id);
  const hint = others.length > 0 ? `fonts that have them: ${others.join(', ')}` : 'no font has all of them';
  return `has characters that ${asked ?? 'every font'} lacks: ${missing.slice(0, 10).join(' ')}; ${hint}`;
}

function isEmpty(spec: AdSpec): boolean {
  return (
    !spec.product?.imageId &&
    !spec.product?.cutoutImageId &&
    !spec.background?.prompt?.trim() &&
    !hasCopy(spec) &&
    !spec.step1ImageId
  );
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
