import { FONTS } from '@nanococoa/common/fonts/font-catalogue.ts';
import { Font } from '@nanococoa/proto/common/v1/catalog.ts';

/** ListFonts: the font catalogue; the first font is the default. */
export function listFonts() {
  const fonts = FONTS.map(({ id, family, style, weight, scripts, tone, suggestedUse, license }) =>
    Font.fromPartial({ id, family, style, weight, scripts, tone, suggestedUse, license }),
  );
  return async () => ({ fonts });
}
