import type { Parameter } from '@nanococoa/proto/common/v1/catalog.ts';
import { ROLES } from './check-values.ts';
import { isKnown } from './values.ts';

/** What the form asks for by fields of its own. */
const IN_THE_FORM: readonly string[] = [
  'product.image_id',
  'background.prompt',
  'text.content',
  ...ROLES,
  'text.font_id',
  'text.prompt',
  'text.position',
  'composition.mode',
  'output.width',
  'output.height',
];
/** What tools set that work on the ad's pictures. */
const BY_TOOLS: readonly string[] = [
  'product.cutout_image_id',
  'step1_image_id',
  'step2_image_id',
  'start_step',
];

/** Every other parameter that the server has, in its order. */
export function advancedParameters(parameters: ReadonlyMap<string, Parameter>): Parameter[] {
  return [...parameters.values()].filter(
    (parameter) =>
      !IN_THE_FORM.includes(parameter.name) && !BY_TOOLS.includes(parameter.name) && isKnown(parameter),
  );
}

/** Parameters by their message in AdSpec; empty: AdSpec itself. */
export function groupsOf(parameters: readonly Parameter[]): Map<string, Parameter[]> {
  const groups = new Map<string, Parameter[]>();
  for (const parameter of parameters) {
    const dot = parameter.name.indexOf('.');
    const group = dot === -1 ? '' : parameter.name.slice(0, dot);
    groups.set(group, [...(groups.get(group) ?? []), parameter]);
  }
  return groups;
}
