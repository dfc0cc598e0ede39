import type { Parameter } from '@nanococoa/proto/common/v1/catalog.ts';
import type { Values } from './values.ts';

type Parameters = ReadonlyMap<string, Parameter>;

/** The paths whose values ask for something else than the ad has: a default that is named and one that is left out are the same. */
export function changedPaths(ad: Values, draft: Values, parameters: Parameters): string[] {
  return Object.keys(draft)
    .filter((path) => {
      const parameter = parameters.get(path);
      return meaningOf(draft[path], parameter) !== meaningOf(ad[path], parameter);
    })
    .sort();
}

/** The steps that are made anew when these paths change: from the first that one of them reaches to the last. */
export function stepsMadeAnew(paths: readonly string[], parameters: Parameters): number[] {
  // Of one that is not known, everything has to be expected.
  const reached = paths.flatMap((path) => parameters.get(path)?.steps ?? [1]);
  const first = Math.min(...reached);
  return [1, 2, 3].filter((step) => step >= first);
}

/** A value's default as a text; empty: none, or chosen by the server. */
export function defaultOf(parameter: Parameter | undefined): string {
  const value: unknown = parameter?.defaultValue;
  return value === undefined || value === null ? '' : String(value);
}

/** Two values of one meaning ask for the same picture. */
function meaningOf(value: string | undefined, parameter: Parameter | undefined): string {
  const text = value === undefined || value.trim() === '' ? defaultOf(parameter) : value;
  const isNumber = parameter?.minimum !== undefined && text !== '';
  return isNumber && !Number.isNaN(Number(text)) ? String(Number(text)) : text;
}
