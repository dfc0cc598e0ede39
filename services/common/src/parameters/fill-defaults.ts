import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { PARAMETERS } from './parameter-table.ts';
import { readSpecValue, writeSpecValue } from './spec-value.ts';

/**
 * A copy of the spec with every default of the table filled in, and a seed. A product without a
 * photo or a cut-out is no product: it stays absent.
 *
 * @param options.chooseSeed Gives a seed, 0 to 4,294,967,295, when the spec has none.
 */
export function fillDefaults(given: AdSpec, options: { chooseSeed(): number }): AdSpec {
  const spec = AdSpec.decode(AdSpec.encode(given).finish());
  if (!spec.product?.imageId && !spec.product?.cutoutImageId) spec.product = undefined;
  for (const { name, defaultValue } of PARAMETERS) {
    if (defaultValue === undefined) continue;
    if (name.startsWith('product.') && !spec.product) continue;
    if (readSpecValue(spec, name) === undefined) writeSpecValue(spec, name, defaultValue);
  }
  spec.seed ??= options.chooseSeed();
  return spec;
}
