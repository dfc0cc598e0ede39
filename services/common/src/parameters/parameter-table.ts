import type { Parameter } from '@nanococoa/proto/common/v1/catalog.ts';
import { BACKGROUND_PARAMETERS } from './fields/background-parameters.ts';
import { COMPOSITION_PARAMETERS } from './fields/composition-parameters.ts';
import { JOB_PARAMETERS } from './fields/job-parameters.ts';
import { OUTPUT_PARAMETERS } from './fields/output-parameters.ts';
import { PRODUCT_PARAMETERS } from './fields/product-parameters.ts';
import { TEXT_PARAMETERS } from './fields/text-parameters.ts';

/**
 * Every field of AdSpec: type, default, range, meaning and the steps that it reaches, in the order of a form. It feeds the
 * validation, ListParameters, the page's form and docs/parameters.md.
 */
export const PARAMETERS: readonly Parameter[] = [
  ...PRODUCT_PARAMETERS,
  ...BACKGROUND_PARAMETERS,
  ...TEXT_PARAMETERS,
  ...COMPOSITION_PARAMETERS,
  ...OUTPUT_PARAMETERS,
  ...JOB_PARAMETERS,
];
