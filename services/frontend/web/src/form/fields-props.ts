import type { Font, Parameter } from '@nanococoa/proto/common/v1/catalog.ts';
import type { FieldErrors } from './check-values.ts';
import type { Values } from './values.ts';

/** What a group of fields needs. */
export interface FieldsProps {
  /** All values, by path. */
  values: Values;
  parameters: ReadonlyMap<string, Parameter>;
  fonts: readonly Font[];
  errors: FieldErrors;
  onChange(values: Values): void;
}
