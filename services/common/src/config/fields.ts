import { resolve } from 'node:path';
import type { Field } from './parse-config.ts';

interface Options<T> {
  default?: T;
}

/** A text, not empty. */
export function string(name: string, options: Options<string> = {}): Field<string> {
  return { name, defaultText: options.default, parse: (text) => text };
}

/** A whole number from `min` to `max`. */
export function integer(
  name: string,
  options: Options<number> & { min: number; max: number },
): Field<number> {
  return {
    name,
    defaultText: options.default?.toString(),
    parse(text) {
      const value = Number(text);
      if (!Number.isInteger(value) || value < options.min || value > options.max) {
        throw new Error(`must be a whole number from ${options.min} to ${options.max}`);
      }
      return value;
    },
  };
}

/** One of `values`. */
export function choice<T extends string>(
  name: string,
  values: readonly T[],
  options: Options<T> = {},
): Field<T> {
  return {
    name,
    defaultText: options.default,
    parse(text) {
      const found = values.find((value) => value === text);
      if (found === undefined) throw new Error(`must be one of ${values.join(', ')}`);
      return found;
    },
  };
}

/** 1, true, yes or 0, false, no. */
export function boolean(name: string, options: Options<boolean> = {}): Field<boolean> {
  return {
    name,
    defaultText: options.default?.toString(),
    parse(text) {
      if (/^(1|true|yes)$/i.test(text)) return true;
      if (/^(0|false|no)$/i.test(text)) return false;
      throw new Error('must be 1 or 0');
    },
  };
}

/** host:port, with port 0 for a free one where something listens. */
export function address(name: string, options: Options<string> = {}): Field<string> {
  return {
    name,
    defaultText: options.default,
    parse(text) {
      const match = /^(?:\[[0-9a-f:]+\]|[A-Za-z0-9._-]+):(\d{1,5})$/i.exec(text);
      if (!match || Number(match[1]) > 65_535) throw new Error('must be host:port');
      return text;
    },
  };
}

/** A path of a directory, made absolute. Whether it is there is its user's matter. */
export function directory(name: string, options: Options<string> = {}): Field<string> {
  return { name, defaultText: options.default, parse: (text) => resolve(text) };
}

/** Texts between commas. */
export function list(name: string, options: Options<string> = {}): Field<string[]> {
  return {
    name,
    defaultText: options.default,
    parse: (text) => text.split(',').flatMap((part) => part.trim() || []),
  };
}

/** Undefined where the text is empty, which is for switching something off. */
export function optional<T>(field: Field<T>): Field<T | undefined> {
  return { ...field, parse: (text) => (text === '' ? undefined : field.parse(text)) };
}
