import type { WarningReason } from '@nanococoa/common/errors/warning-table.ts';
import type { Warning } from '@nanococoa/proto/common/v1/job.ts';
import type { Mode } from './compose-text.ts';
import { LARGE_TEXT_CONTRAST } from './contrast.ts';
import type { Coverage } from './product-coverage.ts';
import { MOST_HIDDEN } from './rise-above-product.ts';

/** A sliver of text over the product is design, more is a fault. */
const COVERED_PRODUCT = 0.03;

/** What a person should look at in a composed ad. */
export function composeWarnings(checks: {
  /** WCAG contrast ratio. */
  contrast: number;
  insideSafeArea: boolean;
  coverage: Coverage | undefined;
  mode: Mode;
  hasMask: boolean;
}): Warning[] {
  const { contrast, insideSafeArea, coverage, mode, hasMask } = checks;
  const warnings: Warning[] = [];
  const warn = (reason: WarningReason, message: string): void => {
    warnings.push({ reason, message });
  };
  if (contrast < LARGE_TEXT_CONTRAST) {
    // Down, so that 2.97 is not told as 3.0.
    const rounded = (Math.floor(contrast * 10) / 10).toFixed(1);
    warn(
      'TEXT_LOW_CONTRAST',
      `A quarter of the text or more has a contrast below ${LARGE_TEXT_CONTRAST}:1 with the picture (${rounded}:1).`,
    );
  }
  if (!insideSafeArea) warn('TEXT_OUTSIDE_SAFE_AREA', 'The text reaches into the margin of 100/1024.');
  if (mode === 'behind' && !hasMask) {
    warn(
      'PRODUCT_MASK_MISSING',
      'Without a product mask the text cannot stand behind the product; it stands in front.',
    );
  }
  if (coverage && mode === 'behind' && coverage.ofText > MOST_HIDDEN) {
    warn('TEXT_HIDDEN', `The product hides ${Math.round(coverage.ofText * 100)} % of the text.`);
  }
  if (coverage && mode !== 'behind' && coverage.ofProduct > COVERED_PRODUCT) {
    warn('PRODUCT_COVERED', `The text covers ${Math.round(coverage.ofProduct * 100)} % of the product.`);
  }
  return warnings;
}
